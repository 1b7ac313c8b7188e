/** Files that cannot be read for a reason a person can act on: empty, or locked by a password. */
import { CFB, utils, write } from '@e965/xlsx';

/** A file of no bytes, as a stick pulled too early leaves it. */
export const emptyFile = (): Uint8Array => new Uint8Array(0);

const compoundFile = (streams: Readonly<Record<string, Uint8Array>>): Uint8Array => {
  const file = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(file, name, content);
  return new Uint8Array(CFB.write(file, { type: 'array' }) as ArrayLike<number>);
};

/** An .xlsx locked by a password: [MS-OFFCRYPTO] 2.3.4, agile encryption, content not decryptable. */
export const passwordProtectedXlsx = (): Uint8Array => {
  const header = new Uint8Array([4, 0, 4, 0, 0x40, 0, 0, 0]);
  const info = new TextEncoder().encode(
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"/>',
  );
  // A small package would lie in the mini stream; a real one never does.
  const sealed = Uint8Array.from({ length: 8192 }, (_, i) => (i * 167) % 251);
  return compoundFile({
    '/EncryptionInfo': new Uint8Array([...header, ...info]),
    '/EncryptedPackage': sealed,
  });
};

/** An .xls locked by a password: a FilePass record ([MS-XLS] 2.4.117, RC4) right behind BOF. */
export const passwordProtectedXls = (): Uint8Array => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['企业名称'], ['澜溪县恒辰纸业']]), '名录');
  const file = CFB.read(
    new Uint8Array(write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer),
    { type: 'array' },
  );
  const stream = Uint8Array.from(CFB.find(file, 'Workbook').content as ArrayLike<number>);
  const afterBof = 4 + ((stream[2] ?? 0) | ((stream[3] ?? 0) << 8));
  const filePass = new Uint8Array(4 + 54);
  // Record 0x002F of 54 bytes: encryption type 1 (RC4), version 1.1, then salt and verifiers.
  filePass.set([0x2f, 0, 54, 0, 1, 0, 1, 0, 1, 0]);
  const locked = new Uint8Array([
    ...stream.slice(0, afterBof),
    ...filePass,
    ...stream.slice(afterBof),
  ]);
  return compoundFile({ '/Workbook': locked });
};
