/** Bytes of a text table to text: UTF-8, UTF-16 with a mark, or GB18030 (which includes GBK). */
import { Refusal } from '#shared/errors.ts';

export type DecodedText = { readonly text: string; readonly notes: readonly string[] };

const replacement = '\uFFFD';

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

const markedEncoding = (bytes: Uint8Array): string | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  return null;
};

const strictUtf8 = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/** A few broken characters are reported and read past; more mean that this is no text at all. */
const withDamageNote = (text: string, notes: readonly string[]): DecodedText => {
  const damaged = count(text, /\uFFFD/g);
  if (damaged === 0) return { text, notes };
  if (damaged * 50 > text.length) {
    throw Refusal.of('table.unreadable', { why: '内容不是文字表格' });
  }
  return { text, notes: [...notes, `有 ${damaged} 个字已损坏，显示为“${replacement}”，请核对`] };
};

const withoutMark = (bytes: Uint8Array): DecodedText => {
  const strict = strictUtf8(bytes);
  if (strict !== null) return { text: strict, notes: [] };
  // UTF-8 with one broken character would turn into wrong words as GB18030, while GB18030 read as
  // UTF-8 breaks nearly everywhere.
  const lenient = new TextDecoder('utf-8').decode(bytes);
  if (count(lenient, /\uFFFD/g) * 50 <= count(lenient, /[^\p{ASCII}\uFFFD]/gu)) {
    return withDamageNote(lenient, []);
  }
  return withDamageNote(new TextDecoder('gb18030').decode(bytes), ['按 GB18030（GBK）编码读入']);
};

/**
 * Decodes a text table. A byte order mark decides; otherwise strict UTF-8, and GB18030 where that
 * fails.
 *
 * @throws Refusal `table.unreadable` for bytes that are text in none of them.
 */
export const decodeText = (bytes: Uint8Array): DecodedText => {
  const encoding = markedEncoding(bytes);
  const decoded = encoding
    ? withDamageNote(new TextDecoder(encoding).decode(bytes), [])
    : withoutMark(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells binary from text.
  if (/[\0-\x08\x0E-\x1A\x1C-\x1F]/.test(decoded.text)) {
    throw Refusal.of('table.unreadable', { why: '内容不是文字表格' });
  }
  return decoded;
};
