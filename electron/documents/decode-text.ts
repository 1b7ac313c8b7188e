/** Bytes of a text table to text: UTF-8, UTF-16 with a mark, or GB18030 (which includes GBK). */
import { Refusal } from '#shared/errors.ts';
import type { TableBytes } from './table-bytes.ts';

/** How the bytes are written, found by looking through all of them; the text comes piece by piece. */
export type TextForm = {
  readonly encoding: string;
  readonly notes: readonly string[];
  readonly isEmpty: boolean;
};

const replacement = '\uFFFD';

const markedEncoding = (bytes: Uint8Array): string | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  return null;
};

/** Text piece by piece; a character is never cut in two. */
export function* textPieces(pieces: Iterable<Uint8Array>, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (const bytes of pieces) {
    const piece = decoder.decode(bytes, { stream: true });
    if (piece !== '') yield piece;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

type Count = { damaged: number; length: number; binary: boolean; empty: boolean };

const countIn = ({ pieces }: TableBytes, encoding: string): Count => {
  const found = { damaged: 0, length: 0, binary: false, empty: true };
  for (const piece of textPieces(pieces(), encoding)) {
    found.length += piece.length;
    if (piece.includes(replacement)) found.damaged += piece.match(/\uFFFD/g)?.length ?? 0;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells binary from text.
    found.binary ||= /[\0-\x08\x0E-\x1A\x1C-\x1F]/.test(piece);
    found.empty &&= piece.trim() === '';
  }
  return found;
};

/** Characters beyond ASCII that are whole, read as UTF-8. */
const foreignIn = ({ pieces }: TableBytes): number => {
  let found = 0;
  for (const piece of textPieces(pieces(), 'utf-8'))
    found += piece.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0;
  return found;
};

const notText = (): Refusal => Refusal.of('table.unreadable', { why: '内容不是文字表格' });

/** A few broken characters are reported and read past; more mean that this is no text at all. */
const damageNotes = ({ damaged, length }: Count): string[] => {
  if (damaged === 0) return [];
  if (damaged * 50 > length) throw notText();
  return [`有 ${damaged} 个字已损坏，显示为“${replacement}”，请核对`];
};

/**
 * Finds how a text table is written. A byte order mark decides; otherwise strict UTF-8, and GB18030
 * where that fails. Reads every byte, holding one piece at a time.
 *
 * @throws Refusal `table.unreadable` for bytes that are text in none of them.
 */
export const textForm = (bytes: TableBytes): TextForm => {
  const formOf = (encoding: string, count: Count, notes: readonly string[]): TextForm => {
    if (count.binary) throw notText();
    return { encoding, notes: [...notes, ...damageNotes(count)], isEmpty: count.empty };
  };
  const marked = markedEncoding(bytes.head());
  if (marked) return formOf(marked, countIn(bytes, marked), []);
  const asUtf8 = countIn(bytes, 'utf-8');
  // UTF-8 with one broken character would turn into wrong words as GB18030, while GB18030 read as
  // UTF-8 breaks nearly everywhere.
  if (asUtf8.damaged === 0 || asUtf8.damaged * 50 <= foreignIn(bytes))
    return formOf('utf-8', asUtf8, []);
  return formOf('gb18030', countIn(bytes, 'gb18030'), ['按 GB18030（GBK）编码读入']);
};
