/**
 * The workbook inside an .xls ([MS-CFB] around [MS-XLS] records), reduced to what a table needs.
 *
 * Everything else is switched off in place, formulas above all: the reader parses them even when
 * it is told not to, and never returns from a damaged one. Their last results stay.
 */
import { CFB } from '@e965/xlsx';
import { Refusal } from '#shared/errors.ts';

type Entry = { readonly content?: Uint8Array };

const record = {
  formula: 0x0006,
  endOfStream: 0x000a,
  filePass: 0x002f,
  verticalPageBreaks: 0x001a,
  boundSheet: 0x0085,
} as const;

const kept: ReadonlySet<number> = new Set([
  record.formula,
  record.endOfStream,
  record.boundSheet,
  0x0809, // BOF
  0x0042, // CodePage
  0x0022, // Date1904
  0x041e, // Format
  0x00e0, // XF
  0x00fc, // SST
  0x003c, // Continue
  0x00fd, // LabelSst
  0x0204, // Label
  0x00d6, // RString
  0x0203, // Number
  0x027e, // RK
  0x00bd, // MulRk
  0x0205, // BoolErr
  0x0207, // String, a formula's text result
  0x00e5, // MergeCells
  0x007d, // ColInfo
  0x0208, // Row, for what is hidden
  0x0200, // Dimensions
]);

/** Offsets in a Formula record's data ([MS-XLS] 2.4.127): its flags, and the length of its tokens. */
const formulaFlags = 14;
const formulaTokens = 20;

const damaged = (): Refusal => Refusal.of('table.unreadable', { why: '文件不完整或已损坏' });

/** A length of 0xFFFF is the reader's own mark for "no tokens follow". */
const silenceFormula = (data: Buffer): void => {
  if (data.length < formulaTokens + 2) throw damaged();
  data.writeUInt16LE(0, formulaFlags);
  data.writeUInt16LE(0xffff, formulaTokens);
};

const streamIn = (bytes: Uint8Array): Buffer => {
  try {
    const file = CFB.read(Buffer.from(bytes), { type: 'buffer' });
    if (CFB.find(file, 'EncryptedPackage')) throw Refusal.of('table.password');
    const entry = (CFB.find(file, 'Workbook') ?? CFB.find(file, 'Book')) as Entry | null;
    if (!entry?.content) throw Refusal.of('table.unreadable', { why: '不是表格文件' });
    return Buffer.from(entry.content);
  } catch (error) {
    throw error instanceof Refusal ? error : damaged();
  }
};

/**
 * The BIFF stream of an OLE file with only names, texts, numbers, dates and merges left in it.
 *
 * @throws Refusal `table.password` for a FilePass record ([MS-XLS] 2.4.117) or an
 * `EncryptedPackage` stream ([MS-OFFCRYPTO] 2.3.4.4: an encrypted .xlsx), `table.unreadable` for
 * damage and for OLE files that are no workbook.
 */
export const xlsStream = (bytes: Uint8Array): Buffer => {
  const stream = streamIn(bytes);
  for (let at = 0; at + 4 <= stream.length; ) {
    const type = stream.readUInt16LE(at);
    const end = at + 4 + stream.readUInt16LE(at + 2);
    if (type === record.filePass) throw Refusal.of('table.password');
    if (type === record.formula) silenceFormula(stream.subarray(at + 4, end));
    // Same length and a type without content for the reader: positions in the stream still hold.
    if (!kept.has(type)) stream.writeUInt16LE(record.verticalPageBreaks, at);
    at = end;
  }
  return stream;
};
