/** 200 bytes of UTF-8: every file system in use takes 255, and a suffix may still be added. */
const maxBytes = 200;

/** Device names that Windows opens in place of a file, whatever the extension. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

const cut = (text: string, bytes: number): string => {
  let kept = '';
  for (const letter of text) {
    if (Buffer.byteLength(kept + letter) > bytes) break;
    kept += letter;
  }
  return kept;
};

/**
 * A file name that is only a name, on every system: no folders, no control or direction characters,
 * no device names. Chinese is kept as it is.
 *
 * @example safeFileName('..\\..\\龙游纸业: 名单.xlsx') // '龙游纸业_ 名单.xlsx'
 */
export const safeFileName = (name: string): string => {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    // Direction marks can make 「xlsx.exe」 read as 「exe.xlsx」.
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  if (plain === '') return '文件';
  if (reserved.test(plain)) return `_${plain}`;
  const extension = /\.[^.]{1,16}$/.exec(plain)?.[0] ?? '';
  return cut(plain.slice(0, plain.length - extension.length), maxBytes) + extension;
};
