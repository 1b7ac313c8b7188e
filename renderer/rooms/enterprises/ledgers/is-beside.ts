/**
 * Whether the caret that leaves a sheet stays with it: inside it, or in the layer that tells a cell's
 * history, which gives it back.
 */
export const isBeside = (sheet: HTMLElement | null, next: EventTarget | null): boolean =>
  next instanceof Element &&
  (sheet?.contains(next) === true || next.closest('[data-cell-layer]') !== null);
