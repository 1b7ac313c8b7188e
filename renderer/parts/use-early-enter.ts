import { type KeyboardEvent, useEffect, useState } from 'react';

/**
 * Enter may come before the answer to what was typed; it is meant for that answer, never for what an
 * earlier one left on the screen. `take` is called once, as soon as `settled`.
 */
export const useEarlyEnter = (settled: boolean, take: () => void) => {
  const [hurried, setHurried] = useState(false);
  useEffect(() => {
    if (!hurried || !settled) return;
    setHurried(false);
    take();
  });
  return {
    onKeyDown: (event: KeyboardEvent): void => {
      if (event.key === 'Enter' && !event.nativeEvent.isComposing) setHurried(true);
    },
    /** Something else is typed: the Enter was not for that. */
    forget: () => setHurried(false),
  };
};
