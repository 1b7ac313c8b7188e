import { type RefObject, useLayoutEffect, useRef } from 'react';

/** What was drawn last, for what goes on after an await: it would else see the drawing it began in. */
export const useLatest = <T>(value: T): Readonly<RefObject<T>> => {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
};
