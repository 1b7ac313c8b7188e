import type { KeyboardEvent } from 'react';

/** What the keys of a sheet can do. */
export type GridKeys = {
  /** Cells across and down the screen. */
  readonly step: (across: number, down: number) => void;
  /** @returns false at the end of the sheet, where Tab leaves it */
  readonly tab: (back: boolean) => boolean;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly saveAll: () => void;
  /** Null where rows are no records. */
  readonly ofRecord: {
    readonly remove: () => void;
    readonly confirm: () => void;
    readonly files: () => void;
  } | null;
};

/** With Ctrl. @returns whether the key was one of the sheet's */
const withControl = (event: KeyboardEvent, keys: GridKeys): boolean => {
  const letter = event.key.toLowerCase();
  if (letter === 'z' && !event.shiftKey) keys.undo();
  else if (letter === 'y' || (letter === 'z' && event.shiftKey)) keys.redo();
  else if (letter === 's') keys.saveAll();
  else if (event.key === 'Delete' && keys.ofRecord) keys.ofRecord.remove();
  else return false;
  return true;
};

/** In a cell whose text is marked whole, or at its end, an arrow leaves it. @returns as above */
const alone = (event: KeyboardEvent<HTMLInputElement>, keys: GridKeys): boolean => {
  const { key, currentTarget: box } = event;
  const [from, to, end] = [box.selectionStart, box.selectionEnd, box.value.length];
  const isWhole = from === 0 && to === end;
  if (key === 'F9' && keys.ofRecord) keys.ofRecord.confirm();
  else if (key === 'F8' && keys.ofRecord) keys.ofRecord.files();
  else if (key === 'Enter') keys.step(0, event.shiftKey ? -1 : 1);
  else if (key === 'Tab') return keys.tab(event.shiftKey);
  else if (key === 'ArrowDown') keys.step(0, 1);
  else if (key === 'ArrowUp') keys.step(0, -1);
  else if (key === 'ArrowRight' && (isWhole || from === end)) keys.step(1, 0);
  else if (key === 'ArrowLeft' && (isWhole || to === 0)) keys.step(-1, 0);
  else if (key === 'Escape') box.blur();
  else if (key === 'F2') box.setSelectionRange(end, end);
  else return false;
  return true;
};

/** The keyboard of a sheet: what a cell's box does with a key. */
export const gridKeys =
  (keys: GridKeys) =>
  (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const taken = event.ctrlKey || event.metaKey ? withControl(event, keys) : alone(event, keys);
    if (taken) event.preventDefault();
  };
