/** Delimited text (RFC 4180, and what Excel and people make of it) to rows of raw fields. */

const delimiters = [',', '\t', ';', '，'] as const;

/** The delimiter that splits the first lines into most fields; a comma when none does. */
const guessDelimiter = (text: string): string => {
  const head = text.slice(0, 20_000);
  const counts = delimiters.map((delimiter) => head.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
};

type Field = { readonly text: string; readonly end: number };

/** Where an unquoted field that starts at `start` ends. */
const plainField = (text: string, start: number, delimiter: string): Field => {
  let end = start;
  while (end < text.length) {
    const c = text.charAt(end);
    if (c === delimiter || c === '\n' || c === '\r') break;
    end += 1;
  }
  return { text: text.slice(start, end), end };
};

/** A quoted field, or null when its quote is never closed and therefore only an inch mark. */
const quotedField = (text: string, start: number, delimiter: string): Field | null => {
  let value = '';
  let from = start + 1;
  for (;;) {
    const close = text.indexOf('"', from);
    if (close < 0) return null;
    value += text.slice(from, close);
    if (text.charAt(close + 1) !== '"') {
      // Text behind the closing quote breaks the rule; keeping it loses nothing.
      const tail = plainField(text, close + 1, delimiter);
      return { text: value + tail.text, end: tail.end };
    }
    value += '"';
    from = close + 2;
  }
};

/**
 * Splits text into rows of fields, blank lines included, so that row i is line i of a spreadsheet.
 * `="0123"`, which some programs write to protect digits, becomes `0123`.
 *
 * Stops after `maxRows` rows; the caller asks for one more than it accepts.
 */
export const parseDelimited = (text: string, maxRows: number): string[][] => {
  const declared = /^sep=(.)\r?\n/.exec(text);
  const delimiter = declared?.[1] ?? guessDelimiter(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = declared?.[0].length ?? 0;
  let quotesClose = true;
  if (declared) rows.push([]);
  while (at < text.length && rows.length < maxRows) {
    const quoted =
      quotesClose && text.charAt(at) === '"' ? quotedField(text, at, delimiter) : undefined;
    // One unclosed quote means that no later one closes either: never scan to the end again.
    if (quoted === null) quotesClose = false;
    const field = quoted ?? plainField(text, at, delimiter);
    row.push(field.text.replace(/^="([^"]*)"$/, '$1'));
    at = field.end;
    const next = text.charAt(at);
    if (next === delimiter) {
      at += 1;
      if (at < text.length) continue;
      row.push('');
    } else {
      at += next === '\r' && text.charAt(at + 1) === '\n' ? 2 : 1;
    }
    rows.push(row);
    row = [];
  }
  return rows;
};
