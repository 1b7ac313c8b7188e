/** How much of a firm's long lists one page takes. Lengths in twentieths of a point, as Word has them. */

/** A label, all its lines, and how many (家、个、项 …) there are in words. */
export type PaperPart = {
  readonly label: string;
  readonly lines: readonly string[];
  /** 9 个; said where not all are shown. */
  readonly count: string;
};

/** Lines of one list at most. */
const most = 4;

/** Height of a line, and of the empty space and edges of a row. */
export const lineHeight = 290;
const rowExtra = 85;

/** Ems of a text in an East Asian face: what is not wide takes about half. */
export const emsOf = (text: string, narrow = 0.55): number =>
  [...text].reduce((sum, c) => sum + (/[\u1100-\uffff]/.test(c) ? 1 : narrow), 0);

/** Lines a text takes in a column of so many ems; one for nothing. */
export const linesIn = (text: string, ems: number): number =>
  Math.max(1, Math.ceil(emsOf(text) / ems));

const cut = ({ lines, count }: PaperPart, shown: number): string[] => {
  const some = lines.slice(0, shown);
  const last = some.at(-1);
  return lines.length > shown && last !== undefined
    ? [...some.slice(0, -1), `${last} 等 ${count}`]
    : some;
};

/**
 * The parts with as many lines each as fit, at most four and at least one; a list that is cut says at
 * its end how many there are.
 *
 * @param room height left for the parts
 * @param ems width of a line of theirs
 */
export const fitParts = (
  parts: readonly PaperPart[],
  room: number,
  ems: number,
): { readonly label: string; readonly lines: readonly string[] }[] => {
  const height = (lines: readonly string[]): number =>
    lines.reduce((sum, line) => sum + linesIn(line, ems), 0) * lineHeight + rowExtra;
  const shown = parts.map(() => 1);
  const fitted = () =>
    parts.map((part, i) => ({ label: part.label, lines: cut(part, shown[i] ?? 1) }));
  const fits = (): boolean => fitted().reduce((sum, { lines }) => sum + height(lines), 0) <= room;
  // Round by round, so that no list grows before the others had their turn.
  for (let lines = 2; lines <= most; lines += 1)
    for (const i of parts.keys()) {
      if (shown[i] !== lines - 1) continue;
      shown[i] = lines;
      if (!fits()) shown[i] = lines - 1;
    }
  return fitted();
};
