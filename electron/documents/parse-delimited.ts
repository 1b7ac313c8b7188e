/** Delimited text (RFC 4180, and what Excel and people make of it) to rows of raw fields. */

const delimiters = [',', '\t', ';', '，'] as const;

/** How many of these lines a delimiter cuts into the same number of fields, and into how many. */
const regularity = (lines: readonly string[], delimiter: string): readonly [number, number] => {
  const counts = lines.map((line) => line.split(delimiter).length).filter((count) => count > 1);
  const same = [...Map.groupBy(counts, (count) => count)].map(
    ([count, all]) => [all.length, count] as const,
  );
  return same.toSorted((a, b) => b[0] - a[0] || b[1] - a[1])[0] ?? [0, 1];
};

/**
 * The delimiter that cuts most of the first lines alike; a comma when none does. Counting marks alone
 * would take the ； and ， of a business scope for a delimiter.
 */
const guessDelimiter = (text: string): string => {
  const unquoted = text.slice(0, 20_000).replace(/"[^"]*"/g, '');
  const lines = unquoted.split(/\r\n|\r|\n/).slice(0, 60);
  const scores = delimiters.map((delimiter) => regularity(lines, delimiter));
  const best = scores.toSorted((a, b) => b[0] - a[0] || b[1] - a[1])[0];
  return (best && delimiters[scores.indexOf(best)]) ?? ',';
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
