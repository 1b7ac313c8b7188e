import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { streamOf } from '#tests/support/tampering.ts';
import { refusalOfWriting, writeAtomically } from './atomic-file.ts';
import { sha256 } from './seal.ts';

const dir = mkdtempSync(join(tmpdir(), 'qice-file-'));
afterAll(() => rmSync(dir, { recursive: true }));
const nothing = () => undefined;

test('B8: the file is there, whole, with its size and hash', async () => {
  const path = join(dir, 'whole');
  const bytes = Buffer.from('一企一策');
  expect(await writeAtomically(path, streamOf(bytes), nothing)).toEqual({
    bytes: 12,
    sha256: sha256(bytes),
  });
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test('B8: pieces of any length end in the file in their order, also while others are on their way', async () => {
  const path = join(dir, 'long');
  const bytes = randomBytes(18_000_001);
  async function* pieces() {
    for (let at = 0, size = 1; at < bytes.length; at += size, size = (size * 3) % 700_001)
      yield bytes.subarray(at, at + size);
  }
  const told: number[] = [];
  const written = await writeAtomically(path, pieces(), (done) => told.push(done));
  expect(written).toEqual({ bytes: bytes.length, sha256: sha256(bytes) });
  expect(sha256(readFileSync(path))).toBe(written.sha256);
  expect(told.at(-1)).toBe(bytes.length);

  const stopped = writeAtomically(path, pieces(), (done) => {
    if (done > 17_000_000) throw Refusal.of('job.cancelled');
  });
  await expect(stopped).rejects.toMatchObject({ code: 'job.cancelled' });
  expect(sha256(readFileSync(path))).toBe(written.sha256);
  expect(readdirSync(dir).filter((name) => name.startsWith('long.'))).toEqual([]);
});

test('B8: when the content fails, the earlier file stands and no part file is left', async () => {
  const path = join(dir, 'kept');
  writeFileSync(path, 'earlier');
  const failing = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(Buffer.from('half'));
      controller.error(new Error('no more'));
    },
  });
  await expect(writeAtomically(path, failing, nothing)).rejects.toThrow('no more');
  expect(readFileSync(path, 'utf8')).toBe('earlier');
  expect(readdirSync(dir).filter((name) => name.startsWith('kept.'))).toEqual([]);
});

test('B8: what a killed program left of this file is removed, what another is writing is not', async () => {
  const path = join(dir, 'again');
  const left = `${path}.part-0123456789ab`;
  const fresh = `${path}.part-ba9876543210`;
  const others = [`${path}.part-of-a-report`, join(dir, 'again2.part-0123456789ab')];
  for (const file of [left, fresh, ...others]) writeFileSync(file, 'half');
  const long = new Date(Date.now() - 3_600_000);
  for (const file of [left, ...others]) utimesSync(file, long, long);
  await writeAtomically(path, streamOf(Buffer.of(1)), nothing);
  expect([left, fresh, ...others].map((file) => existsSync(file))).toEqual([
    false,
    true,
    true,
    true,
  ]);
});

test('B8: a folder that is not there, a folder of the same name', async () => {
  const inNowhere = writeAtomically(join(dir, 'no', 'file'), streamOf(Buffer.of(1)), nothing);
  await expect(inNowhere).rejects.toMatchObject({ code: 'file.unwritable' });
  mkdirSync(join(dir, 'folder'));
  const overFolder = writeAtomically(join(dir, 'folder'), streamOf(Buffer.of(1)), nothing);
  await expect(overFolder).rejects.toMatchObject({ code: 'file.unwritable' });
  expect(readdirSync(dir).filter((name) => name.startsWith('folder.'))).toEqual([]);
});

test('B8: a file that outgrows its medium is removed', () => {
  // `ulimit -f` (blocks of 512 or 1,024 bytes) stands for FAT32's 4 GiB: the kernel says EFBIG.
  const module = new URL('./atomic-file.ts', import.meta.url).href;
  const script = `
    const { writeAtomically } = await import(${JSON.stringify(module)});
    const content = new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(65536)) });
    const outcome = await writeAtomically('big', content, () => {}).catch((error) => error.code);
    console.log(outcome);
  `;
  const command = 'ulimit -f 512; exec "$0" --input-type=module -e "$1"';
  const grown = mkdtempSync(join(dir, 'grown-'));
  const out = execFileSync('sh', ['-c', command, process.execPath, script], { cwd: grown });
  expect(out.toString().trim()).toBe('file.unwritable');
  expect(readdirSync(grown)).toEqual([]);
});

test.each([
  ['ENOSPC', 'disk.full'],
  ['EDQUOT', 'disk.full'],
  ['EROFS', 'store.readonly'],
  ['EACCES', 'store.readonly'],
  ['EPERM', 'store.readonly'],
  ['EIO', 'file.unwritable'],
  ['ENODEV', 'file.unwritable'],
  ['EWHATEVER', 'file.unwritable'],
])('B8: %s is said as %s', (code, refusal) => {
  const error = Object.assign(new Error('x'), { code });
  expect(refusalOfWriting(error, 'U盘')?.code).toBe(refusal);
});

test('bugs are not refusals, and refusals stay what they are', () => {
  expect(refusalOfWriting(new TypeError('x'), 'p')).toBeUndefined();
  const internal = Object.assign(new TypeError('x'), { code: 'ERR_INVALID_ARG_TYPE' });
  expect(refusalOfWriting(internal, 'p')).toBeUndefined();
  const cancelled = Refusal.of('job.cancelled');
  expect(refusalOfWriting(cancelled, 'p')).toBe(cancelled);
});
