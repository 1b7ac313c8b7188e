/**
 * Names for files that land on sticks and desktops of other people's systems. What Windows refuses is
 * in “Naming Files, Paths, and Namespaces” of its documentation; what ext4 and exFAT refuse is less.
 */

/**
 * Longest name, in UTF-16 units and in bytes of UTF-8: every file system takes 255 of its own unit,
 * and Windows 260 for a whole path, folder, our `.part-…` of 18 and `-12` of a volume included.
 */
const maxUnits = 120;
const maxBytes = 200;

/** Device names that Windows opens in place of a file, whatever the extension, spaces before it or not. */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d\u00b9\u00b2\u00b3])\s*(\.|$)/i;
/** Direction marks can make 「xlsx.exe」 read as 「exe.xlsx」; what has no width makes two names look alike. */
const invisible = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
const fits = (text: string, spare = 0): boolean =>
  text.length + spare <= maxUnits && bytesOf(text) + spare <= maxBytes;

const graphemes = (text: string): string[] =>
  [...new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text)].map((s) => s.segment);

const cut = (text: string, ending: string): string => {
  let kept = '';
  for (const letter of graphemes(text)) {
    if (!fits(kept + letter + ending)) break;
    kept += letter;
  }
  return kept;
};

/** Windows drops spaces and dots at the end of a name, and then it is another name. */
const trimmed = (text: string): string => text.replace(/^[.\s]+|[.\s]+$/g, '');

const plainOf = (text: string): string =>
  trimmed(
    text
      .toWellFormed()
      .normalize('NFC')
      .replace(invisible, '')
      .replace(/[<>:"|?*/\\]/g, '_'),
  );

/**
 * A file name that is only a name, on every system: no folders, no control or direction characters,
 * no device names. Chinese is kept as it is.
 *
 * @example safeFileName('..\\..\\龙游纸业: 名单.xlsx') // '龙游纸业_ 名单.xlsx'
 */
export const safeFileName = (name: string): string => {
  const plain = plainOf(name.split(/[/\\]/).at(-1) ?? '');
  if (plain === '') return '文件';
  const named = reserved.test(plain) ? `_${plain}` : plain;
  const extension = /[^.\s]\s*(\.[^.]{1,16})$/.exec(named)?.[1] ?? '';
  const stem = cut(named.slice(0, named.length - extension.length), extension);
  return extension === '' ? trimmed(stem) || '文件' : stem + extension;
};

/**
 * A name made of several words, `企策-澜溪县局-张三-第3号.qice`: empty words are left out, and where it
 * would be too long the longest word gives way, so that numbers stay.
 *
 * @param extension with its dot
 */
export const fileNameOf = (words: readonly string[], extension: string): string => {
  const parts = words.map((word) => plainOf(word).replace(/\s/g, '')).filter((word) => word !== '');
  if (parts.length === 0) parts.push('文件');
  const joined = (): string => parts.join('-') + extension;
  while (!fits(joined())) {
    const place = parts.reduce(
      (at, word, i) => (word.length > (parts[at]?.length ?? 0) ? i : at),
      0,
    );
    const letters = graphemes(parts[place] ?? '');
    if (letters.length <= 1) break;
    parts[place] = letters.slice(0, -1).join('');
  }
  return safeFileName(joined());
};

/** The name of a file that answers or accompanies another: `回执-企策-县局-第3号.qice`. */
export const prefixedName = (word: string, name: string): string => {
  const [stem = '', extension = ''] = name.split(/(\.[^.]*)$/);
  return fileNameOf([word, ...stem.split('-')], extension);
};
