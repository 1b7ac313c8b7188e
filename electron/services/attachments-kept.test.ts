import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { tableDigests } from '#db/queries/digest.ts';
import { listSegments, originDevices } from '#db/queries/segments.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import type { AttachmentOwner } from '#shared/attachments.ts';
import { sha256, sha256Stream } from '#sync/seal.ts';
import { introduceBenches, makeBench } from '#tests/support/bench.ts';
import { tempDir } from '#tests/support/device.ts';
import { attach, captionAttachment, listAttachments, removeAttachment } from './attachments.ts';
import { replayFaults } from './check.ts';
import { compactLog } from './compaction.ts';
import type { Desk } from './desk.ts';
import { exportBundle } from './export.ts';
import { mergeFirms, undoMerge } from './firm-mergers.ts';
import { saveRows } from './ledgers.ts';
import { makeSnapshot } from './make-snapshot.ts';
import { mergeBundle } from './merge.ts';

/** What hangs on a record hangs there still: after the log was let go of, in a snapshot, in a merger. */

const dir = tempDir();
afterAll(() => dir.remove());
let round = 0;
const at = (name: string): string => join(dir.path, `${round}-${name}`);

const tables = ({ store }: Desk): object => Object.fromEntries(tableDigests(store, sha256Stream));
let carried = 0;
/** A bundle there and its receipt back. */
const carry = async (from: Desk, to: Desk): Promise<void> => {
  carried += 1;
  const path = at(`b${carried}.qice`);
  await exportBundle(from, { to: to.self.officeName, path });
  await mergeBundle(to, { path, receiptPath: `${path}.receipt` });
  await mergeBundle(from, { path: `${path}.receipt` });
};
/** Of shelf and jobs one thing is asked: which pictures their thread has just kept; here none. */
const desk = async (...[name, role, office]: Parameters<typeof makeBench>): Promise<Desk> => {
  const jobs = { pictures: { known: () => undefined } };
  return { ...(await makeBench(at(name), role, office)), jobs } as unknown as Desk;
};

const pdf = (words: string): Uint8Array => Buffer.from(`%PDF-1.4\n${words}\n%%EOF\n`);
const hang = ({ store, ...rest }: Desk, owner: AttachmentOwner, name: string): void => {
  const bytes = pdf(name);
  store.media.put(sha256(bytes), 'application/pdf', bytes);
  attach({ store, ...rest }, { ...owner, files: [{ sha256: sha256(bytes), name, takenAt: null }] });
};
const seen = (who: Desk, owner: AttachmentOwner) =>
  listAttachments(who, owner).map(({ name, present }) => [name, present]);
const firm = (id: string): AttachmentOwner => ({ table: 'enterprise', id });

let [officer, other, county] = [] as unknown as [Desk, Desk, Desk];
let certificate: AttachmentOwner;

beforeEach(async () => {
  round += 1;
  officer = await desk('officer', 'officer', '石桥所');
  other = await desk('other', 'officer', '梅溪所');
  county = await desk('county', 'county', '县局');
  introduceBenches(officer, county);
  introduceBenches(other, county);
  write(county.store, { actor: '王五', purpose: '登记' }, (door) => {
    for (const id of ['a', 'b']) door.insert(enterprise, { id, name: `澜溪${id}厂` });
  });
  await carry(county, other);
  const rows = [{ id: null, values: { kind: 'HACCP', number: '123' } }];
  const [id = ''] = saveRows(other, { ledger: 'certification', parent: 'a', rows }).ids;
  certificate = { table: 'certification', id };
  hang(other, firm('a'), '营业执照.pdf');
  hang(other, certificate, '证书.pdf');
  hang(other, certificate, '旧证书.pdf');
  const [, old] = listAttachments(other, certificate);
  removeAttachment(other, old?.id ?? '');
  await carry(other, county);
  await carry(county, officer);
  hang(officer, firm('b'), '本所扫描件.pdf');
  await carry(officer, county);
  return () => {
    for (const { store } of [officer, other, county]) store.close();
  };
});

test('a laptop that lets go of the log keeps its own files, and the rows of the others', async () => {
  const before = tables(officer);
  expect(compactLog(officer, { least: Number.NEGATIVE_INFINITY })?.segments).toBe(1);
  const devices = originDevices(officer.store);
  const kept = listSegments(officer.store).map(({ origin }) => devices.get(origin));
  expect(kept).not.toContain(other.self.deviceId);
  expect(tables(officer)).toEqual(before);
  expect(replayFaults(officer.store)).toEqual([]);
  // Pictures travel upwards only (docs/decisions/0009-pictures.md).
  expect(seen(officer, firm('a'))).toEqual([['营业执照.pdf', false]]);
  expect(seen(officer, certificate)).toEqual([['证书.pdf', false]]);
  expect(seen(officer, firm('b'))).toEqual([['本所扫描件.pdf', true]]);

  // What was let go of is still said of, and told where the file is.
  const [theirs] = listAttachments(officer, certificate);
  captionAttachment(officer, { id: theirs?.id ?? '', caption: '证书正本' });
  await carry(officer, county);
  expect(listAttachments(county, certificate)).toMatchObject([
    { caption: '证书正本', present: true },
  ]);
  expect(seen(county, firm('b'))).toEqual([['本所扫描件.pdf', true]]);
  expect(tables(officer)).toEqual(tables(county));
});

test.each([true, false])(
  'a snapshot has the rows, and the files where asked: %s',
  async (media) => {
    const fresh = await desk('fresh', 'officer', '新所');
    introduceBenches(fresh, county);
    await makeSnapshot(county, { to: '新所', path: at('s.qice'), media });
    await mergeBundle(fresh, { path: at('s.qice') });
    expect(tables(fresh)).toEqual(tables(county));
    expect(seen(fresh, firm('a'))).toEqual([['营业执照.pdf', media]]);
    expect(seen(fresh, certificate)).toEqual([['证书.pdf', media]]);
    expect(seen(fresh, firm('b'))).toEqual([['本所扫描件.pdf', media]]);
    const [file] = listAttachments(fresh, certificate);
    const stored = fresh.store.media.get(file?.sha256 ?? '');
    expect(stored && Buffer.from(stored.bytes)).toEqual(media ? pdf('证书.pdf') : undefined);
    fresh.store.close();
  },
);

test('the file a firm is kept under shows what hangs on the other, once, until they are parted', () => {
  const id = mergeFirms(county, {
    ...{ firstId: 'a', secondId: 'b', keeperId: 'b' },
    ...{ take: [], keepName: false },
  }).id;
  const both = [
    ['营业执照.pdf', true],
    ['本所扫描件.pdf', true],
  ];
  expect(seen(county, firm('b')).toSorted()).toEqual(both.toSorted());
  hang(county, firm('b'), '营业执照.pdf');
  expect(seen(county, firm('b'))).toHaveLength(2);
  expect(seen(county, certificate)).toEqual([['证书.pdf', true]]);
  undoMerge(county, id);
  expect(seen(county, firm('a'))).toEqual([['营业执照.pdf', true]]);
  expect(seen(county, firm('b'))).toEqual([['本所扫描件.pdf', true]]);
});
