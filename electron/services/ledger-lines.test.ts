import { expect, test } from 'vitest';
import { getSelf } from '#db/queries/self.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { testClock } from '#tests/support/device.ts';
import { newReplica } from '#tests/support/replica.ts';
import { loadPack, shippedPack } from './award-packs.ts';
import type { Desk, Self } from './desk.ts';
import { ledgerLines } from './ledger-lines.ts';
import { saveRows } from './ledgers.ts';

const replica = newReplica('县局', testClock());
const desk = {
  store: replica.store,
  self: getSelf(replica.store.reader) as unknown as Self,
} as Desk;

const lines = (ledger: string, search = '') =>
  ledgerLines(desk, {
    ledger,
    parent: null,
    search,
    filter: {},
    order: [],
    limit: 100,
    offset: 0,
  });

test('awards are listed by themselves, their conditions with the award and edition they are of, steps with both ends', () => {
  loadPack(desk, shippedPack());
  const awards = lines('award', '名牌');
  expect(awards.columns.slice(0, 2)).toEqual(['奖项名称', '级别']);
  expect(awards.lines.map(([name]) => name)).toContain('中国名牌产品');
  expect(awards.lines.every((line) => line.length === awards.columns.length)).toBe(true);
  const conditions = lines('award_condition');
  expect(conditions.columns[0]).toBe('奖项版本');
  expect(conditions.lines.map(([of]) => of)).toContain('省名牌产品 › 2017 年版');
  const steps = lines('award_step');
  expect(steps.columns.slice(0, 2)).toEqual(['已获奖项', '下一级奖项']);
  expect(steps.lines.map(([from, to]) => [from, to])).toContainEqual(['县长质量奖', '市长质量奖']);
});

test('what belongs to a firm begins with it, and names what it hangs on and points at', () => {
  write(desk.store, { actor: '县局', purpose: '新增企业' }, (d) =>
    d.insert(enterprise, { id: 'firm', name: '甲厂' }),
  );
  const [product] = saveRows(desk, {
    ledger: 'product',
    parent: 'firm',
    rows: [{ id: null, values: { name: '纸' } }],
  }).ids;
  const [application] = saveRows(desk, {
    ledger: 'application',
    parent: 'firm',
    rows: [{ id: null, values: { award: '省名牌产品', year: 2026, productId: product ?? '' } }],
  }).ids;
  saveRows(desk, {
    ledger: 'application_item',
    parent: application ?? '',
    rows: [{ id: null, values: { name: '申报表' } }],
  });
  const papers = lines('application_item');
  expect(papers.columns.slice(0, 2)).toEqual(['企业', '申报']);
  expect(papers.lines[0]?.slice(0, 2)).toEqual(['甲厂', expect.stringContaining('省名牌产品')]);
  expect(lines('application').columns[0]).toBe('企业');
});
