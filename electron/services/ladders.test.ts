import { beforeEach, expect, test } from 'vitest';
import { getSelf } from '#db/queries/self.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import type { LedgerValue } from '#shared/registers/ledger.ts';
import { testClock } from '#tests/support/device.ts';
import { newReplica } from '#tests/support/replica.ts';
import type { Desk, Self } from './desk.ts';
import { publishEdition } from './editions.ts';
import { ladderView, readinessFor } from './ladders.ts';
import { saveRows } from './ledgers.ts';

let desk: Desk;
const add = (ledger: string, parent: string | null, values: Record<string, LedgerValue>): string =>
  saveRows(desk, { ledger, parent, rows: [{ id: null, values }] }).ids[0] ?? '';
const wan = (n: number): number => n * 10_000;

/** A county award, and a city award for those that have held it for two years. */
let county: string;
let city: string;
const day = '2026-05-05';

beforeEach(() => {
  const { store } = newReplica('县局', testClock());
  desk = { store, self: getSelf(store.reader) as unknown as Self } as Desk;
  write(store, { actor: '县局', purpose: '新增企业' }, (d) => {
    for (const name of ['两奖', '满两年', '刚得', '过期', '没有'])
      d.insert(enterprise, { id: name, name, foundedOn: '2010-01-01' });
  });
  county = add('award', null, { code: 'county', name: '县长质量奖', aliases: '县质量奖' });
  city = add('award', null, { code: 'city', name: '市长质量奖' });
  add('award_step', null, {
    fromId: county,
    toId: city,
    kind: '必须先获得',
    stillValid: 1,
    heldYears: 2,
  });
  const held = (firm: string, award: string, from: string, to: string | null = null): string =>
    add('honour', firm, { award, validFrom: from, validTo: to });
  held('两奖', '县长质量奖', '2020-01-01');
  held('两奖', '市长质量奖', '2023-01-01');
  held('满两年', '县质量奖', '2024-05-05');
  held('刚得', '县长质量奖', '2024-05-06');
  held('过期', '县长质量奖', '2020-01-01', '2023-12-31');
});

test('each award counts who holds it, who stands there, and who may take the step to it', () => {
  const { nodes, ring } = ladderView(desk, { day });
  const told = nodes.map((node) => [node.name, node.holders, node.standing, node.waiting]);
  expect(told.toSorted()).toEqual([
    ['县长质量奖', 3, 2, 0],
    ['市长质量奖', 1, 1, 1],
  ]);
  expect(ring).toBeNull();
});

test('who may go for an award is told what is met, missing and unknown by the edition in force', () => {
  const edition = (title: string, from: string, least: number): string => {
    const id = add('award_edition', city, { edition: title, validFrom: from });
    add('award_condition', id, {
      code: 'revenue',
      position: 1,
      text: '年销售收入',
      kind: '必备',
      indicator: 'revenue',
      comparison: '≥',
      threshold: wan(least),
    });
    add('award_condition', id, {
      code: 'iso',
      position: 2,
      text: '质量管理体系认证',
      kind: '优先',
      indicator: 'iso9001',
      comparison: '是',
    });
    add('award_condition', id, { code: 'site', position: 3, text: '现场良好', kind: '必备' });
    publishEdition(desk, 'award_edition', id);
    return id;
  };
  edition('现行', '2025-01-01', 20_000);
  edition('明年', '2027-01-01', 1);
  const ready = () => readinessFor(desk, { awardId: city, day, year: 2025 });
  const [unknown] = ready().firms;
  expect([unknown?.ready, unknown?.unknown]).toEqual([false, 1]);
  expect(unknown?.open.map(({ text, now }) => [text, now])).toEqual([
    ['年销售收入', '没有数据'],
    ['现场良好', '由人核对'],
  ]);
  add('economics', '满两年', { year: 2025, revenue: wan(12_300) });
  expect(ready()).toMatchObject({ edition: '现行', conditions: 3, must: ['县长质量奖'] });
  expect(ready().holders).toEqual([{ firmId: '两奖', firmName: '两奖' }]);
  expect(ready().firms).toEqual([
    {
      firmId: '满两年',
      firmName: '满两年',
      holds: ['县长质量奖'],
      missing: [
        { text: '年销售收入', kind: '必备', now: '12,300 万元', wanted: '≥ 20,000 万元' },
        { text: '质量管理体系认证', kind: '优先', now: '否', wanted: '是' },
      ],
      open: [{ text: '现场良好', kind: '必备', now: '由人核对', wanted: '' }],
      unknown: 0,
      ready: false,
    },
  ]);
  add('economics', '满两年', { year: 2024, revenue: wan(30_000) });
  const before = readinessFor(desk, { awardId: city, day, year: 2024 });
  expect(before.firms[0]?.ready).toBe(true);
});
