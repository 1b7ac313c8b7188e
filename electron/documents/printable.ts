/**
 * Text as XML 1.0 can hold it (2.2 Char), since a bundle may bring any: control characters, U+FFFE and U+FFFF are left
 * out, half a surrogate pair becomes U+FFFD, the sign for a character that was lost. Everything else stays.
 */
export const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point.
  text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').toWellFormed();

/** The same with every line end, those of Unicode (UAX #14: NEL, LS, PS) among them, as a line feed. */
export const printableLines = (text: string): string =>
  printable(text).replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n');
