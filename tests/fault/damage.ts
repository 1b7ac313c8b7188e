import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportBundle } from '#services/export.ts';
import { inspectBundle } from '#services/inspect.ts';
import { mergeBundle } from '#services/merge.ts';
import { saveSheet } from '#services/sheet-saving.ts';
import { saveVisit } from '#services/visits.ts';
import { Refusal, type RefusalCode } from '#shared/errors.ts';
import { contentOf } from '#tests/support/content.ts';
import {
  countyName,
  firmId,
  importFirms,
  makeCounty,
  sheetForm,
  storePhoto,
  visitForm,
} from '#tests/support/county.ts';
import type { Device } from '#tests/support/device.ts';
import type { Random } from '#tests/support/roster-fixtures.ts';

/** A bundle as an officer sends it, and everything that can befall it on the way. */

export type Journey = {
  readonly county: Device;
  readonly officer: Device;
  /** The whole, honest bundle. */
  readonly bytes: Buffer;
  /** Where the age header ends and the ciphertext begins, in bytes. */
  readonly headerEnd: number;
  readonly dir: string;
};

/** 237 firms, one sheet, one visit with one photo, sealed for a county that trusts the officer. */
export const makeJourney = async (dir: string): Promise<Journey> => {
  const { officer, county } = await makeCounty(dir);
  importFirms(officer, 237);
  const desk = officer.desk();
  saveSheet(desk, sheetForm(firmId(1), '质量管理基础较弱'));
  saveVisit(desk, { ...visitForm(firmId(1), '首访'), photos: [storePhoto(desk, 1, 180)] });
  // The county has work of its own that must not suffer.
  importFirms(county, 12);
  saveVisit(county.desk(), visitForm(firmId(2), '县局自己的走访'));
  const path = join(dir, 'whole.qice');
  await exportBundle(desk, { to: countyName, path });
  const bytes = readFileSync(path);
  const mac = bytes.indexOf('\n--- ');
  return { county, officer, bytes, headerEnd: bytes.indexOf('\n', mac + 1) + 1, dir };
};

export const flipped = (bytes: Buffer, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
};

/** What age encrypts at a time, with its tag. */
const chunk = 65_536 + 16;
/** The nonce of the payload, between header and first chunk. */
const nonce = 16;

/** Whole chunks exchanged, repeated, left out; two files glued together; zeros, and a file's tail lost. */
export const splices = ({ bytes, headerEnd }: Journey, other: Buffer): Buffer[] => {
  const head = bytes.subarray(0, headerEnd + nonce);
  const body = bytes.subarray(headerEnd + nonce);
  const chunks = Array.from({ length: Math.ceil(body.length / chunk) }, (_, i) =>
    body.subarray(i * chunk, (i + 1) * chunk),
  );
  const [first = head, second = head, ...rest] = chunks;
  const all = (...parts: readonly Buffer[]): Buffer => Buffer.concat([head, ...parts]);
  const otherHeader = other.subarray(0, other.indexOf('\n', other.indexOf('\n--- ') + 1) + 1);
  return [
    all(second, first, ...rest),
    all(first, first, second, ...rest),
    all(second, ...rest),
    all(first, ...rest),
    all(first, second, ...rest, ...rest),
    Buffer.concat([bytes, bytes]),
    Buffer.concat([bytes, Buffer.alloc(1)]),
    Buffer.concat([bytes, Buffer.alloc(4096)]),
    Buffer.concat([otherHeader, bytes.subarray(headerEnd)]),
    Buffer.concat([bytes.subarray(0, headerEnd), other.subarray(otherHeader.length)]),
    Buffer.alloc(bytes.length),
    Buffer.concat([bytes.subarray(0, headerEnd), Buffer.alloc(bytes.length - headerEnd)]),
    Buffer.concat([bytes.subarray(0, bytes.length >> 1), Buffer.alloc(bytes.length >> 1)]),
    Buffer.alloc(0),
  ];
};

/** One bit a byte of the whole age header, drawn at random; every `step`-th byte. */
export const headerBits = ({ headerEnd }: Journey, random: Random, step: number): number[] =>
  Array.from({ length: Math.ceil((headerEnd + nonce) / step) }, (_, i) =>
    Math.floor(i * step * 8 + random() * 8),
  );

export const randomBits = ({ bytes }: Journey, random: Random, count: number): number[] =>
  Array.from({ length: count }, () => Math.floor(random() * bytes.length * 8));

/** Lengths at which a copy may have stopped: anywhere, and right at the seams. */
export const cuts = ({ bytes, headerEnd }: Journey, random: Random, count: number): number[] => [
  ...[0, 1, 21, 22, headerEnd - 1, headerEnd, headerEnd + nonce, headerEnd + nonce + chunk],
  bytes.length - 1,
  ...Array.from({ length: count }, () => Math.floor(random() * bytes.length)),
];

export type Refused = { readonly tried: number; readonly codes: Record<string, number> };

/**
 * Gives the county each of some damaged files to look at and to merge. All must be refused, and the
 * county's store must be the same afterwards, table by table.
 *
 * @throws with the first file that was believed, or that changed anything
 */
export const refuseAll = async (
  { county, dir }: Journey,
  files: Iterable<{ readonly what: string; readonly bytes: Buffer }>,
): Promise<Refused> => {
  const desk = county.desk();
  const path = join(dir, 'damaged.qice');
  const before = JSON.stringify(contentOf(desk.store));
  const codes = new Map<RefusalCode, number>();
  let tried = 0;
  const codeOf = async (what: string, work: () => Promise<unknown>): Promise<RefusalCode> => {
    try {
      await work();
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw new Error(`${what}: not a refusal`, { cause: error });
    }
    throw new Error(`${what}: was believed`);
  };
  for (const { what, bytes } of files) {
    writeFileSync(path, bytes);
    const code = await codeOf(what, () => mergeBundle(desk, { path }));
    const shown = await codeOf(what, () => inspectBundle(desk, { path }));
    if (code !== shown) throw new Error(`${what}: shown as ${shown}, merged as ${code}`);
    if (JSON.stringify(contentOf(desk.store)) !== before)
      throw new Error(`${what}: the store changed`);
    codes.set(code, (codes.get(code) ?? 0) + 1);
    tried += 1;
  }
  rmSync(path, { force: true });
  return { tried, codes: Object.fromEntries(codes) };
};
