import { emsOf } from './fit-page.ts';

/** Lines of a title as GB/T 9704 wants them: words whole, the shape a trapezium or a lozenge. */

/** What may not begin a line: closing marks, and particles that belong to the word before. */
const clings = /^[的之等和与、，。：；？！”’）〕》」』％%]/u;
/** What may not end one. */
const opens = /[“‘（〔《「『]$/u;
/** A number stays with what it counts: 2026年, 第3批. */
const counts = /[\d第]$/u;

/** Pieces that stay whole, in order. */
const piecesOf = (text: string, names: readonly string[]): string[] => {
  const name = names.find((word) => word !== '' && text.includes(word));
  if (name !== undefined) {
    const at = text.indexOf(name);
    const [before, after] = [text.slice(0, at), text.slice(at + name.length)];
    return joinedOf([...piecesOf(before, names), name, ...piecesOf(after, names)]);
  }
  return joinedOf(
    [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)].map(
      ({ segment }) => segment,
    ),
  );
};

const joinedOf = (words: readonly string[]): string[] => {
  const pieces: string[] = [];
  for (const word of words) {
    const last = pieces.at(-1);
    if (last !== undefined && (clings.test(word) || opens.test(last) || counts.test(last)))
      pieces[pieces.length - 1] = last + word;
    else pieces.push(word);
  }
  return pieces;
};

/** A piece longer than a line is cut where the line ends; there is no other way. */
const cutTo = (pieces: readonly string[], perLine: number): string[] =>
  pieces.flatMap((piece) => {
    if (emsOf(piece) <= perLine) return [piece];
    const cut: string[] = [];
    let line = '';
    for (const letter of piece) {
      if (emsOf(line + letter) > perLine) {
        cut.push(line);
        line = '';
      }
      line += letter;
    }
    return [...cut, line];
  });

/** How ill a shape looks: 0 is best. Waists and even blocks are what the standard refuses. */
const fault = (lengths: readonly number[]): number => {
  const [most, least] = [Math.max(...lengths), Math.min(...lengths)];
  const waist = lengths.some(
    (length, i) =>
      i > 0 &&
      i < lengths.length - 1 &&
      length < (lengths[i - 1] ?? 0) &&
      length < (lengths[i + 1] ?? 0),
  );
  const even = lengths.length > 1 && most - least < 1;
  return most - least + (waist ? 40 : 0) + (even ? 4 : 0) + (least < most / 2.5 ? 10 : 0);
};

/** All ways to set the pieces in so many lines of at most `perLine`, few because titles are short. */
function* settings(pieces: readonly string[], lines: number, perLine: number): Generator<string[]> {
  if (lines === 1) {
    const line = pieces.join('');
    if (emsOf(line.trim()) <= perLine) yield [line];
    return;
  }
  for (let taken = 1; taken <= pieces.length - lines + 1; taken += 1) {
    const line = pieces.slice(0, taken).join('');
    if (emsOf(line.trim()) > perLine) return;
    for (const rest of settings(pieces.slice(taken), lines - 1, perLine)) yield [line, ...rest];
  }
}

/** Lines one after the other, for what is too long to be weighed. */
const filled = (pieces: readonly string[], perLine: number): string[] => {
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && emsOf(last + piece) <= perLine)
      lines[lines.length - 1] = last + piece;
    else lines.push(piece);
  }
  return lines;
};

/** Beyond this many lines a title is a paragraph, and is set as one. */
const mostLines = 4;

/**
 * Breaks a title into as few lines as it needs, of the best shape. Line breaks in the text stand.
 *
 * @param perLine ems (characters) a line holds
 * @param names names no line may cut: firms, awards
 * @returns the text cut in lines: joined they are the text again
 */
export const breakTitle = (
  text: string,
  perLine: number,
  names: readonly string[] = [],
): string[] =>
  text.split('\n').flatMap((part) => {
    const pieces = cutTo(piecesOf(part, names), perLine);
    const least = Math.max(1, Math.ceil(emsOf(part.trim()) / perLine));
    for (let lines = least; lines <= Math.min(mostLines, pieces.length); lines += 1) {
      let best: readonly string[] | null = null;
      let ill = Number.POSITIVE_INFINITY;
      for (const setting of settings(pieces, lines, perLine)) {
        const now = fault(setting.map((line) => emsOf(line.trim())));
        if (now < ill) [best, ill] = [setting, now];
      }
      if (best) return [...best];
    }
    return filled(pieces, perLine);
  });
