/** What someone can do to a bundle who knows the receiver's public key but not the sender's secret. */
import { readFileSync, writeFileSync } from 'node:fs';
import { buffer as allOf } from 'node:stream/consumers';
import type { EnvelopeName } from '#shared/exchange.ts';
import { envelopeOf, envelopes } from '#sync/envelope.ts';
import type { Redacted } from '#sync/redacted.ts';
import { TAR_END, tarHeader, tarPadding } from '#sync/tar.ts';

export const streamOf = (bytes: Uint8Array) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });

export { allOf };

/** The tar inside a bundle. */
export const plainOf = async (path: string, identity: Redacted): Promise<Buffer> => {
  const bytes = readFileSync(path);
  const opened = await envelopeOf(bytes)?.decryptWith(identity, streamOf(bytes));
  if (!opened) throw new Error('not encrypted to this identity');
  return allOf(opened);
};

/** A file with this plain content, encrypted to the receiver: a perfect envelope, whatever is inside. */
export const writePlain = async (
  path: string,
  plain: Uint8Array,
  recipient: string,
  envelope: EnvelopeName = 'age',
) =>
  writeFileSync(
    path,
    await allOf(await envelopes[envelope].encryptFor([recipient], streamOf(plain))),
  );

export type PlainFile = { readonly name: string; readonly bytes: Uint8Array };

/** The files of an honest tar. */
export const filesOf = (plain: Buffer): PlainFile[] => {
  const files: PlainFile[] = [];
  for (let at = 0; plain[at] !== 0; ) {
    const name = plain.toString('latin1', at, at + 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(plain.toString('latin1', at + 124, at + 135), 8);
    files.push({ name, bytes: plain.subarray(at + 512, at + 512 + size) });
    at += 512 + size + tarPadding(size).length;
  }
  return files;
};

export const tarOf = (files: readonly PlainFile[]): Buffer =>
  Buffer.concat([
    ...files.flatMap(({ name, bytes }) => [
      tarHeader({ name, size: bytes.length }),
      bytes,
      tarPadding(bytes.length),
    ]),
    TAR_END,
  ]);
