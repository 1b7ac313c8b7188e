/** What a zip says it unpacks to, read from its central directory (APPNOTE.TXT 4.3.12, 4.3.16). */

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endLength = 22;
const longestComment = 65_535;

const endOfDirectory = (view: DataView): number | null => {
  const stop = Math.max(0, view.byteLength - endLength - longestComment);
  for (let at = view.byteLength - endLength; at >= stop; at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  return null;
};

/** The declared unpacked size in bytes of all entries; 0 when there is no readable directory. */
export const declaredUnpackedSize = (bytes: Uint8Array): number => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end === null) return 0;
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  let total = 0;
  for (let i = 0; i < entries && at + 46 <= view.byteLength; i += 1) {
    if (view.getUint32(at, true) !== entrySignature) break;
    total += view.getUint32(at + 24, true);
    const variable = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    at += 46 + variable.reduce((sum, length) => sum + length, 0);
  }
  return total;
};
