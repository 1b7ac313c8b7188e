/** Bounded reading of JSON whose author is not yet trusted. Used by manifests, segments and cards. */

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [
  0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d,
];

/** UTF-8 to text; undefined when the bytes are not UTF-8. A byte order mark is kept, and so refused. */
export const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/**
 * Whether lists and objects nest at most `limit` deep, counted without parsing: a parser given eight
 * million open brackets would build eight million lists before it could say no. The count is right up
 * to the first byte that is not JSON, where a parser stops too; so it serves JSON lines as well, read
 * in order.
 */
export const nestsWithin = (bytes: Uint8Array, limit: number): boolean => {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i];
    if (quoted) {
      if (byte === BACKSLASH) i += 1;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) quoted = true;
    else if (byte === OPEN_LIST || byte === OPEN_MAP) {
      depth += 1;
      if (depth > limit) return false;
    } else if (byte === CLOSE_LIST || byte === CLOSE_MAP) depth -= 1;
  }
  return true;
};

/** `JSON.parse` that answers undefined (never a JSON value) where it would throw. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
