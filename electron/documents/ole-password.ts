/** Tells whether an OLE compound file ([MS-CFB]) is a workbook locked by an opening password. */
import { CFB } from '@e965/xlsx';

type CompoundFile = { readonly FullPaths: readonly string[] };
type Entry = { readonly content?: ArrayLike<number> };

const filePass = 0x002f;

/** Whether a BIFF stream ([MS-XLS] 2.4.117) has a FilePass record in its globals. */
const hasFilePass = (stream: ArrayLike<number>): boolean => {
  const uint16 = (at: number): number => (stream[at] ?? 0) | ((stream[at + 1] ?? 0) << 8);
  // FilePass follows BOF, at most behind WriteProtect and a few more.
  for (let at = 0, i = 0; i < 8 && at + 4 <= stream.length; i += 1) {
    if (uint16(at) === filePass) return true;
    at += 4 + uint16(at + 2);
  }
  return false;
};

/**
 * True for an encrypted .xlsx (an `EncryptedPackage` stream, [MS-OFFCRYPTO] 2.3.4.4) and for an
 * .xls with a FilePass record. False for anything else, damaged files included.
 */
export const isPasswordProtected = (bytes: Uint8Array): boolean => {
  try {
    const file = CFB.read(bytes, { type: 'array' }) as CompoundFile;
    if (CFB.find(file, 'EncryptedPackage')) return true;
    const workbook = (CFB.find(file, 'Workbook') ?? CFB.find(file, 'Book')) as Entry | null;
    return workbook?.content ? hasFilePass(workbook.content) : false;
  } catch {
    return false;
  }
};
