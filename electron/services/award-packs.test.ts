import { expect, test } from 'vitest';
import { getSelf } from '#db/queries/self.ts';
import { awardPack, packContent, scaledRule } from '#shared/award-pack.ts';
import { sha256 } from '#sync/seal.ts';
import { testClock } from '#tests/support/device.ts';
import { newReplica, packed, type Replica, receive } from '#tests/support/replica.ts';
import { loadPack, previewPack, shippedPack } from './award-packs.ts';
import { listConflicts } from './conflicts.ts';
import type { Desk, Self } from './desk.ts';
import { digestOf, draftEdition, isIntact, publishEdition } from './editions.ts';
import { saveRows } from './ledgers.ts';
import { rowOf, rowsOf } from './own-rows.ts';
import { readScheme } from './schemes.ts';

const desk = ({ store }: Replica): Desk =>
  ({ store, self: getSelf(store.reader) as unknown as Self }) as Desk;

const office = (name: string, start?: string): Desk & { replica: Replica } => {
  const replica = newReplica(name, testClock(start));
  return { ...desk(replica), replica };
};

const find = (d: Desk, ledger: Parameters<typeof rowsOf>[1], key: string, value: string) => {
  const row = rowsOf(d, ledger).find(({ values }) => values[key] === value);
  if (!row) throw new Error(`no ${ledger} ${value}`);
  return row;
};

test('the shipped catalogue is read whole, and every scheme of it is sound', () => {
  const pack = shippedPack();
  expect(packContent(pack).problems).toEqual([]);
  const a = office('县局');
  const preview = previewPack(a, pack);
  expect(preview.problems).toEqual([]);
  expect(preview.changes.every(({ does }) => does === 'add')).toBe(true);
  expect(rowsOf(a, 'award')).toEqual([]);
  const { added, changed, fixed } = loadPack(a, pack);
  expect([added, changed, fixed]).toEqual([preview.changes.length, 0, 0]);
  expect(rowsOf(a, 'award')).toHaveLength(pack.awards.length);
  for (const { id, values } of rowsOf(a, 'scheme_version')) {
    expect(readScheme(a, id).faults, String(values.version)).toEqual([]);
    expect(values.state).toBe('启用');
  }
  for (const edition of rowsOf(a, 'award_edition'))
    expect(isIntact(a, 'award_edition', edition)).toBe(true);
  expect(previewPack(a, pack).changes).toEqual([]);
});

test('ended awards are marked ended; the mayor’s award follows the county’s', () => {
  const a = office('县局');
  loadPack(a, shippedPack());
  const ended = rowsOf(a, 'award').filter(({ values }) => values.activeTo !== null);
  expect(ended.map(({ values }) => values.name)).toEqual(
    expect.arrayContaining(['中国名牌产品', '国家免检产品', '省著名商标']),
  );
  const [from, to] = ['county-quality-award', 'city-mayor-award'].map(
    (code) => find(a, 'award', 'code', code).id,
  );
  expect(rowsOf(a, 'award_step').map(({ values }) => [values.fromId, values.toId])).toContainEqual([
    from,
    to,
  ]);
});

test('a pack changes what is still open, tells of what stands and leaves it', () => {
  const a = office('县局');
  const pack = shippedPack();
  loadPack(a, pack);
  const newer = awardPack.parse({
    format: 'qice-award-pack',
    formatVersion: 1,
    name: pack.name,
    version: '2027.1',
    awards: [
      {
        code: 'county-quality-award',
        name: '县长质量奖',
        validityYears: 3,
        editions: [
          { edition: '样表', conditions: [{ code: 'years', text: '连续经营十年以上' }] },
          { edition: '2027 年版', conditions: [{ code: 'years', text: '连续经营三年以上' }] },
        ],
      },
    ],
  });
  const preview = previewPack(a, newer);
  expect(preview.changes.map(({ what, does }) => [what, does])).toEqual([
    ['奖项', 'change'],
    ['申报条件', 'fixed'],
    ['奖项版本', 'add'],
    ['申报条件', 'add'],
  ]);
  expect(preview.changes[0]?.cells).toEqual([{ label: '有效年限（年）', before: '4', after: '3' }]);
  expect(loadPack(a, newer)).toEqual({ added: 2, changed: 1, fixed: 1 });
  const texts = rowsOf(a, 'award_condition').map(({ values }) => values.text);
  expect(texts).toContain('依法登记，连续经营三年以上');
  expect(texts).not.toContain('连续经营十年以上');
});

test('what cannot be held is refused with its reasons, and nothing is written', () => {
  const a = office('县局');
  const pack = (more: object) =>
    awardPack.parse({
      format: 'qice-award-pack',
      formatVersion: 1,
      name: '包',
      version: '1',
      ...more,
    });
  const bad = pack({
    awards: [{ code: 'a', name: '甲奖', validityYears: '五年多', successor: 'nowhere' }],
  });
  expect(() => loadPack(a, bad)).toThrow('有效年限');
  expect(previewPack(a, bad).problems.join()).toContain('nowhere');
  const conditions = [
    { code: 'years', text: '满三年' },
    { code: 'years', text: '满五年' },
  ];
  const twice = pack({
    awards: [{ code: 'a', name: '甲奖', editions: [{ edition: '1', conditions }] }],
  });
  expect(() => loadPack(a, twice)).toThrow('满五年：目录包里写了两次');
  expect(rowsOf(a, 'award')).toEqual([]);
  expect(() => pack({ awards: [{ code: 'a', name: '甲奖', colour: '红' }] })).toThrow();
  expect(() => pack({ awards: [{ name: '甲奖' }] })).toThrow();
});

test('a rule in natural units becomes whole numbers', () => {
  const natural = {
    steps: [{ from: 0.5, points: 12.5 }],
    below: 0,
    places: [{ upTo: 10, points: 5 }],
  };
  expect(scaledRule(natural)).toEqual({
    steps: [{ from: 5000, points: 1250 }],
    below: 0,
    places: [{ upTo: 10, points: 500 }],
  });
  expect((scaledRule({ per: 0.000_01 }) as { per: number }).per).toBeNaN();
});

test('the catalogue arrives by bundle; two offices that load the same pack have one catalogue', () => {
  const a = office('市局');
  const b = office('县局', '2026-03-03T08:00:00.000Z');
  loadPack(a, shippedPack());
  loadPack(b, shippedPack());
  receive(b.replica, packed(a.replica));
  receive(a.replica, packed(b.replica));
  const names = (d: Desk) => rowsOf(d, 'award').map(({ id, values }) => [id, values.name]);
  expect(names(b)).toEqual(names(a));
  expect(listConflicts(b).total).toBe(0);
  for (const edition of rowsOf(b, 'award_edition'))
    expect(isIntact(b, 'award_edition', edition)).toBe(true);
  const c = office('另一县局', '2026-03-04T08:00:00.000Z');
  receive(c.replica, packed(a.replica));
  expect(names(c)).toEqual(names(a));
  const version = find(c, 'scheme_version', 'version', '2012 版');
  expect(readScheme(c, version.id).scheme.items).toHaveLength(30);
});

test('a published edition is drafted anew, changed, and published; the old one says what it said', () => {
  const a = office('县局');
  loadPack(a, shippedPack());
  const award = find(a, 'award', 'code', 'county-quality-award');
  const [edition] = rowsOf(a, 'award_edition', award.id);
  if (!edition) throw new Error('no edition');
  const draft = draftEdition(a, 'award_edition', edition.id, '2027 年版');
  expect(() => draftEdition(a, 'award_edition', edition.id, '2027 年版')).toThrow('已有');
  const [first] = rowsOf(a, 'award_condition', draft);
  if (!first) throw new Error('no condition');
  saveRows(a, {
    ledger: 'award_condition',
    parent: draft,
    rows: [{ id: first.id, values: { text: '连续经营十年以上' } }],
  });
  publishEdition(a, 'award_edition', draft);
  expect(() => publishEdition(a, 'award_edition', draft)).toThrow('定稿');
  expect(isIntact(a, 'award_edition', rowOf(a, 'award_edition', draft))).toBe(true);
  expect(isIntact(a, 'award_edition', rowOf(a, 'award_edition', edition.id))).toBe(true);
  expect(rowsOf(a, 'award_condition', edition.id)[0]?.values.text).toBe(
    '依法登记，连续经营三年以上',
  );
});

test('a digest names what is filled and nothing else: a cell of a later program changes no old one', () => {
  const a = office('县局');
  const award = saveRows(a, {
    ledger: 'award',
    parent: null,
    rows: [{ id: null, values: { code: 'a', name: '甲奖' } }],
  }).ids[0] as string;
  const edition = saveRows(a, {
    ledger: 'award_edition',
    parent: award,
    rows: [{ id: null, values: { edition: '2026 年版' } }],
  }).ids[0] as string;
  saveRows(a, {
    ledger: 'award_condition',
    parent: edition,
    rows: [{ id: null, values: { code: 'years', text: '满三年', kind: '必备' } }],
  });
  const condition = JSON.stringify([
    ['code', 'years'],
    ['kind', '必备'],
    ['text', '满三年'],
  ]);
  expect(digestOf(a, 'award_edition', edition)).toBe(
    sha256(JSON.stringify([[['edition', '2026 年版']], [condition], []])),
  );
});

test('a scheme with faults is not published, and they are named', () => {
  const a = office('县局');
  loadPack(a, shippedPack());
  const version = find(a, 'scheme_version', 'version', '2012 版');
  const draft = draftEdition(a, 'scheme_version', version.id, '本县版');
  const [group] = rowsOf(a, 'scheme_item', draft);
  if (!group) throw new Error('no item');
  saveRows(a, {
    ledger: 'scheme_item',
    parent: draft,
    rows: [{ id: group.id, values: { cap: 12_000 } }],
  });
  expect(() => publishEdition(a, 'scheme_version', draft)).toThrow('1010');
});
