/** What was told last: what it said, when, and whether its answer is still to come. */
export type Told = {
  readonly input: unknown;
  /** In milliseconds, of a clock that only counts on. */
  readonly at: number;
  readonly underWay: boolean;
};

/** Two presses within this time are a double click to Windows, in milliseconds. */
const doubleClick = 500;

/** An input as text, and the files in it: they have no words to compare. */
const saidIn = (input: unknown): { readonly text: string | undefined; readonly files: Blob[] } => {
  const files: Blob[] = [];
  const text = JSON.stringify(input, (_key, value: unknown) =>
    value instanceof Blob ? files.push(value) : value,
  );
  return { text, files };
};

const saysTheSame = (one: unknown, other: unknown): boolean => {
  const [a, b] = [saidIn(one), saidIn(other)];
  return a.text === b.text && a.files.every((file, n) => file === b.files[n]);
};

/**
 * Whether a telling is the second press of a double click: it says what the one before it said, which
 * is not answered yet, or was told a moment ago. The button is then not drawn as busy yet, or the
 * dialog it stands in is just closing.
 */
export const isToldTwice = (last: Told | null, input: unknown, now: number): boolean =>
  last !== null && (last.underWay || now - last.at < doubleClick) && saysTheSame(last.input, input);
