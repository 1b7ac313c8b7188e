/** What answers to a click here. */
const clickable =
  'a, button, label, summary, input, select, td, [role="row"], [role="option"], [role="menuitem"], [data-cell]';

/** How far a hand may tremble while it presses, in CSS pixels; further, it has thought better of it. */
const tremble = 4;

/**
 * What is pressed is clicked, also where the page moved it away from under the pointer meanwhile: a
 * field that is left becomes lower, an answer arrives above. A press takes a person a tenth of a
 * second, and a browser clicks only what is pressed and let go of; between two elements it clicks
 * what holds both, which nobody meant.
 *
 * @returns a function that ends it
 */
export const keepPresses = (page: Window): (() => void) => {
  let pressed: { readonly on: Element; readonly x: number; readonly y: number } | null = null;
  const ended = new AbortController();
  const when = { capture: true, signal: ended.signal };
  page.addEventListener(
    'pointerdown',
    ({ target, clientX: x, clientY: y }) => {
      pressed = target instanceof Element ? { on: target, x, y } : null;
    },
    when,
  );
  page.addEventListener(
    'click',
    (event) => {
      const press = pressed;
      pressed = null;
      if (press === null || !event.isTrusted || !(event.target instanceof Node)) return;
      if (Math.hypot(event.clientX - press.x, event.clientY - press.y) > tremble) return;
      const meant = press.on.closest<HTMLElement>(clickable);
      if (!meant?.isConnected || meant.contains(event.target)) return;
      event.stopPropagation();
      event.preventDefault();
      meant.click();
    },
    when,
  );
  return () => ended.abort();
};
