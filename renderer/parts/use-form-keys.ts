import { useEffect, useEffectEvent } from 'react';

type FormKeys = {
  readonly save: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
};

const inDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"]') !== null;

/**
 * Ctrl+S saves, Ctrl+Z undoes, Ctrl+Y or Ctrl+Shift+Z does again, wherever the caret is. The
 * browser's own undo knows single inputs only, so it is taken over; inside a dialog it stays.
 */
export const useFormKeys = (keys: FormKeys): void => {
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    const key = event.key.toLowerCase();
    const act =
      key === 's'
        ? keys.save
        : inDialog(event.target)
          ? undefined
          : key === 'y' || (key === 'z' && event.shiftKey)
            ? keys.redo
            : key === 'z'
              ? keys.undo
              : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
};
