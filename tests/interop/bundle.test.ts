/** The stock tools open what Qice writes, and Qice reads what they wrote. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decryptWith, encryptFor } from '#sync/age-file.ts';
import { writeAtomically } from '#sync/atomic-file.ts';
import { readBundle } from '#sync/bundle-read.ts';
import { publicKeyFile } from '#sync/minisign.ts';
import {
  createDeviceKeys,
  minisignSecretFile,
  randomBytes,
  sha256,
  signDetached,
  verifyDetached,
} from '#sync/seal.ts';
import { decodeSegment, encodeSegment } from '#sync/segment.ts';
import { makeParcel, type Parcel, readerOf, writeParcel } from '#tests/support/sample-bundle.ts';
import { allOf, filesOf, plainOf, streamOf } from '#tests/support/tampering.ts';

const dir = mkdtempSync(join(tmpdir(), 'qice-interop-'));
const at = (...parts: string[]) => join(dir, ...parts);
const run = (
  tool: string,
  args: string[],
  given: { cwd?: string; input?: string | Uint8Array } = {},
) => execFileSync(tool, args, { cwd: dir, stdio: ['pipe', 'pipe', 'pipe'], ...given });
const said = (...command: Parameters<typeof run>) => run(...command).toString();

let parcel: Parcel;
let inside: Buffer;
beforeAll(async () => {
  parcel = await makeParcel();
  await writeParcel(at('b.qice'), parcel);
  inside = await plainOf(at('b.qice'), parcel.to.keys.ageIdentity);
  writeFileSync(at('identity.txt'), `${parcel.to.keys.ageIdentity.reveal()}\n`, { mode: 0o600 });
  writeFileSync(at('sender.pub'), publicKeyFile(parcel.from.signPublic));
});
afterAll(() => rmSync(dir, { recursive: true }));

describe('a bundle opened without Qice', () => {
  test('B1: age -d gives the tar, for the receiver and for the sender', () => {
    run('age', ['-d', '-i', 'identity.txt', '-o', 'b.tar', 'b.qice']);
    expect(readFileSync(at('b.tar')).equals(inside)).toBe(true);
    writeFileSync(at('sender.txt'), `${parcel.from.keys.ageIdentity.reveal()}\n`);
    run('age', ['-d', '-i', 'sender.txt', '-o', 'sender.tar', 'b.qice']);
    expect(readFileSync(at('sender.tar')).equals(inside)).toBe(true);
  });

  test('T1–T4: tar lists and extracts it', () => {
    writeFileSync(at('t.tar'), inside);
    const names = filesOf(inside).map(({ name }) => name);
    expect(said('tar', ['tf', 't.tar']).trim().split('\n')).toEqual(names);
    expect(said('tar', ['tvf', 't.tar', '--numeric-owner', 'manifest.json'])).toMatch(
      /^-rw-r--r-- 0\/0 /,
    );
    run('mkdir', ['t']);
    run('tar', ['xf', 't.tar', '-C', 't']);
    for (const { name, bytes } of filesOf(inside)) {
      expect(readFileSync(at('t', name)).equals(bytes)).toBe(true);
    }
  });

  describe('extracted', () => {
    const cwd = at('x');
    beforeAll(() => {
      run('mkdir', ['x']);
      run('tar', ['x', '-C', 'x'], { input: inside });
    });

    test('B6: minisign verifies the manifest', () => {
      const signed = said('minisign', ['-V', '-p', '../sender.pub', '-m', 'manifest.json'], {
        cwd,
      });
      expect(signed).toMatch(/Trusted comment: qice-bundle [0-9a-f-]{36} 1/);
    });

    test('C3: minisign verifies every checkpoint with the key the manifest names', () => {
      for (const log of parcel.logs) {
        const { origin, signPublic } = log.author;
        const name = `chk/${origin}.json`;
        const key = said(
          'jq',
          [
            '-r',
            `.devices[] | select(.origins | index("${origin}")) | .signPublic`,
            'manifest.json',
          ],
          { cwd },
        ).trim();
        expect(key).toBe(signPublic);
        expect(said('minisign', ['-V', '-P', key, '-m', name], { cwd })).toContain('verified');
        expect(said('jq', ['-r', '.head', name], { cwd }).trim()).toBe(log.checkpoint.head);
      }
    });

    test('B5: sha256sum checks every file that jq lists', () => {
      const list = said(
        'jq',
        ['-r', '(.segments + .media)[] | .sha256 + "  " + .path', 'manifest.json'],
        { cwd },
      );
      const checked = said('sha256sum', ['-c', '--strict', '-'], { cwd, input: list });
      expect(checked.trim().split('\n')).toHaveLength(5);
    });

    test('M1: jq -c spells the manifest the same way', () => {
      const manifest = readFileSync(join(cwd, 'manifest.json'));
      expect(run('jq', ['-c', '.', 'manifest.json'], { cwd }).equals(manifest)).toBe(true);
    });

    test('S1–S3: zstd and jq read a segment', () => {
      const [path = ''] = readdirSync(join(cwd, 'seg'));
      run('zstd', ['-t', join('seg', path)], { cwd });
      const lines = run('zstd', ['-dc', join('seg', path)], { cwd });
      const segment = decodeSegment(readFileSync(join(cwd, 'seg', path)));
      const parsed = said('jq', ['-c', '.'], { input: lines }).trim().split('\n');
      expect(JSON.parse(parsed[0] ?? '')).toEqual(segment.header);
      expect(parsed).toHaveLength(1 + segment.txs.length + segment.ops.length);
    });

    test('C4: prev of a segment is the sha256sum of the one before it', () => {
      const [author] = parcel.logs;
      const names = author?.segments.map(({ segment: { header } }) =>
        join('seg', `${header.origin}-${header.seq[0]}-${header.seq[1]}.jsonl.zst`),
      );
      const [first = '', second = ''] = names ?? [];
      const hash = said('sha256sum', [first], { cwd }).slice(0, 64);
      const header = run('zstd', ['-dc', second], { cwd });
      expect(said('jq', ['-r', 'select(type == "object") | .prev'], { input: header }).trim()).toBe(
        hash,
      );
    });
  });
});

describe('files of the stock tools, read by Qice', () => {
  test('B1: a bundle that stock age encrypted again', async () => {
    const args = ['-r', parcel.to.ageRecipient, '-o', 'again.qice'];
    run('age', args, { input: inside });
    const reading = await readBundle(readerOf(at('again.qice'), parcel));
    expect(reading.manifest.media).toHaveLength(2);
  });

  test('age: any size around its pieces of 65,536 bytes, both ways', async () => {
    const keys = await createDeviceKeys();
    writeFileSync(at('k.txt'), `${keys.ageIdentity.reveal()}\n`);
    for (const size of [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000]) {
      const bytes = Buffer.from(randomBytes(size));
      const theirs = run('age', ['-r', keys.ageRecipient], { input: bytes });
      const opened = await decryptWith(keys.ageIdentity, streamOf(theirs));
      expect(opened && (await allOf(opened)).equals(bytes), `${size}`).toBe(true);
      const ours = await allOf(await encryptFor([keys.ageRecipient], streamOf(bytes)));
      const back = run('age', ['-d', '-i', 'k.txt'], { input: ours });
      expect(back.equals(bytes), `${size}`).toBe(true);
    }
    expect(said('age-keygen', ['-y', 'k.txt']).trim()).toBe(keys.ageRecipient);
  });

  test('minisign: its signature, its key', () => {
    run('minisign', ['-G', '-W', '-p', 'stock.pub', '-s', 'stock.key']);
    const bytes = Buffer.from('一企一策');
    writeFileSync(at('paper'), bytes);
    run('minisign', ['-S', '-s', 'stock.key', '-m', 'paper', '-t', '第 1 号']);
    const [, key = ''] = readFileSync(at('stock.pub'), 'utf8').split('\n');
    const text = readFileSync(at('paper.minisig'), 'utf8');
    expect(verifyDetached(bytes, text, key)).toEqual({ ok: true, trustedComment: '第 1 号' });
    expect(verifyDetached(Buffer.from('x'), text, key).ok).toBe(false);
  });

  test('minisign: our secret-key file signs, our public-key file verifies', async () => {
    const keys = await createDeviceKeys();
    writeFileSync(at('ours.key'), minisignSecretFile(keys).reveal(), { mode: 0o600 });
    writeFileSync(at('ours.pub'), publicKeyFile(keys.signPublic));
    writeFileSync(at('sheet'), 'sheet');
    run('minisign', ['-S', '-s', 'ours.key', '-m', 'sheet', '-t', 'by stock']);
    const text = readFileSync(at('sheet.minisig'), 'utf8');
    expect(verifyDetached(Buffer.from('sheet'), text, keys.signPublic).ok).toBe(true);
    writeFileSync(at('sheet.minisig'), signDetached(Buffer.from('sheet'), 'by qice', keys));
    const verified = said('minisign', ['-V', '-p', 'ours.pub', '-m', 'sheet']);
    expect(verified).toContain('Trusted comment: by qice');
  });

  test('zstd: a segment that stock zstd compressed', async () => {
    const segment = parcel.logs[0]?.segments[0];
    if (!segment) throw new Error('the parcel has a segment');
    const raw = run('zstd', ['-dc'], { input: segment.bytes });
    const theirs = run('zstd', ['-19', '-c'], { input: raw });
    expect(decodeSegment(theirs)).toEqual(segment.segment);
    expect(sha256(encodeSegment(decodeSegment(theirs)))).toBe(sha256(segment.bytes));
  });
});

test('B8: a place nobody can write to is said to be read-only', async () => {
  // Linux's /sys refuses new files to everyone, root in a container included.
  const writing = writeAtomically('/sys/kernel/b.qice', streamOf(Buffer.of(1)), () => undefined);
  await expect(writing).rejects.toMatchObject({ code: 'store.readonly' });
});
