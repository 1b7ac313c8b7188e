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

/** `="0123"`, which some programs write to protect digits, is `0123`. */
const unprotected = (field: string): string =>
  field.startsWith('="') ? field.replace(/^="([^"]*)"$/, '$1') : field;

type Reach = { readonly row: string[]; readonly end: number };

/**
 * One row from `start`. Null where the text at hand may end inside it, or inside the line end behind
 * it: `\r` may be half of `\r\n`, and a quote may be closed by what is still to come.
 */
const rowAt = (
  text: string,
  start: number,
  delimiter: string,
  whole: boolean,
  quotesClose: { value: boolean },
): Reach | null => {
  const newline = text.indexOf('\n', start);
  if (newline >= 0) {
    const line = text.slice(start, text.charAt(newline - 1) === '\r' ? newline - 1 : newline);
    // Nearly every line: no quotes and no line end of another kind.
    if (!line.includes('"') && !line.includes('\r')) {
      // `="0123"` has quotes: here nothing is protected.
      return { row: line.split(delimiter), end: newline + 1 };
    }
  }
  const row: string[] = [];
  let at = start;
  for (;;) {
    const asQuoted = quotesClose.value && text.charAt(at) === '"';
    const quoted = asQuoted ? quotedField(text, at, delimiter) : undefined;
    if (quoted === null) {
      if (!whole) return null;
      // One unclosed quote means that no later one closes either: never scan to the end again.
      quotesClose.value = false;
    }
    const field = quoted ?? plainField(text, at, delimiter);
    row.push(unprotected(field.text));
    at = field.end;
    if (at + 1 >= text.length && !whole) return null;
    const next = text.charAt(at);
    if (next !== delimiter) {
      return { row, end: at + (next === '\r' && text.charAt(at + 1) === '\n' ? 2 : 1) };
    }
    at += 1;
    if (at >= text.length) {
      row.push('');
      return { row, end: at };
    }
  }
};

/**
 * Cuts text into rows of fields as it comes in, blank lines included, so that row i is line i of a
 * spreadsheet. Holds one piece of the text and the row that crosses its end.
 */
export function* delimitedRows(pieces: Iterable<string>): Generator<string[]> {
  const source = pieces[Symbol.iterator]();
  let step = source.next();
  let text = step.done ? '' : step.value;
  let whole = step.done === true;
  const more = (from: number): string => {
    let held = text.slice(from);
    // At least as much again: a field that never ends is looked through a few times, not a thousand.
    const wanted = held.length * 2;
    do {
      step = source.next();
      if (step.done) whole = true;
      else held += step.value;
    } while (!whole && held.length <= wanted);
    return held;
  };
  while (!whole && text.length < 20_000) text = more(0);
  const declared = /^sep=(.)\r?\n/.exec(text);
  const delimiter = declared?.[1] ?? guessDelimiter(text);
  const quotesClose = { value: true };
  let at = declared?.[0].length ?? 0;
  if (declared) yield [];
  for (;;) {
    if (at >= text.length) {
      if (whole) return;
      text = more(at);
      at = 0;
      continue;
    }
    const reach = rowAt(text, at, delimiter, whole, quotesClose);
    if (reach === null) {
      text = more(at);
      at = 0;
      continue;
    }
    yield reach.row;
    at = reach.end;
  }
}

/**
 * Splits text into rows of fields. Stops after `maxRows` rows; the caller asks for one more than it
 * accepts.
 */
export const parseDelimited = (text: string, maxRows: number): string[][] =>
  delimitedRows([text]).take(maxRows).toArray();
