/** What a form was, is, and was before it was undone. */
export type History<T> = {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last change touched and when: typing on in one field is one step. */
  readonly tag: string | null;
  readonly at: number;
};

const longest = 200;
/** A pause after which typing on in the same field is a step of its own, in milliseconds. */
const pause = 1500;

export const historyOf = <T>(present: T): History<T> => ({
  past: [],
  present,
  future: [],
  tag: null,
  at: 0,
});

/** Records `next`. `tag` names the field; null makes the change a step of its own. */
export const pushed = <T>(
  history: History<T>,
  next: T,
  tag: string | null,
  at: number,
): History<T> => {
  if (next === history.present) return history;
  const goesOn = tag !== null && tag === history.tag && at - history.at < pause;
  const past = goesOn ? history.past : [...history.past, history.present].slice(-longest);
  return { past, present: next, future: [], tag, at };
};

export const undone = <T>(history: History<T>): History<T> => {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    tag: null,
    at: 0,
  };
};

export const redone = <T>(history: History<T>): History<T> => {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, tag: null, at: 0 };
};

/** Changes every step alike: used when the record under the form changed, not the form. */
export const mapped = <T>(history: History<T>, change: (step: T) => T): History<T> => ({
  ...history,
  past: history.past.map(change),
  present: change(history.present),
  future: history.future.map(change),
});
