/**
 * Remembers what short texts were read as: a column of dates, kinds or amounts says the same few
 * thousand things over and over.
 *
 * Longer texts are read anew each time. They seldom come again, and one that was cut out of a file's
 * text (from 13 characters on, in V8) would hold on to all of it.
 *
 * @param read pure
 * @param most texts remembered; beyond, it begins anew
 */
export const remembering = <T>(read: (text: string) => T, most = 4_096): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > 12) return read(text);
    const found = known.get(text);
    if (found !== undefined) return found;
    const fresh = read(text);
    if (known.size >= most) known.clear();
    known.set(text, fresh);
    return fresh;
  };
};
