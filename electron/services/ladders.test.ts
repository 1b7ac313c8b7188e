import { beforeEach, expect, test } from 'vitest';
import { getSelf } from '#db/queries/self.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { testClock } from '#tests/support/device.ts';
import { newReplica } from '#tests/support/replica.ts';
import { saveRow } from '#tests/support/scoring.ts';
import type { Desk, Self } from './desk.ts';
import { publishEdition } from './editions.ts';
import { addStep, changeStep, removeStep, restoreStep } from './ladder-steps.ts';
import { ladderView, readinessFor } from './ladders.ts';
import { saveRows } from './ledgers.ts';
import { insertOwn } from './own-rows.ts';

let desk: Desk;
const wan = (n: number): number => n * 10_000;

/** A county award, and a city award for those that have held it for two years. */
let county: string;
let city: string;
let step: string;
const day = '2026-05-05';
const terms = {
  ladder: '质量奖',
  kind: '必须先获得',
  stillValid: true,
  heldYears: 0,
  basis: null,
} as const;

beforeEach(() => {
  const { store } = newReplica('县局', testClock());
  desk = { store, self: getSelf(store.reader) as unknown as Self } as Desk;
  write(store, { actor: '县局', purpose: '新增企业' }, (d) => {
    for (const name of ['两奖', '满两年', '刚得', '过期', '没有'])
      d.insert(enterprise, { id: name, name, foundedOn: '2010-01-01' });
  });
  county = saveRow(desk, 'award', null, {
    code: 'county',
    name: '县长质量奖',
    aliases: '县质量奖',
  });
  city = saveRow(desk, 'award', null, { code: 'city', name: '市长质量奖' });
  step = addStep(desk, { ...terms, fromId: county, toId: city, heldYears: 2 }).id;
  const held = (firm: string, award: string, from: string, to: string | null = null): string =>
    saveRow(desk, 'honour', firm, { award, validFrom: from, validTo: to });
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
    const id = saveRow(desk, 'award_edition', city, { edition: title, validFrom: from });
    saveRow(desk, 'award_condition', id, {
      code: 'revenue',
      position: 1,
      text: '年销售收入',
      kind: '必备',
      indicator: 'revenue',
      comparison: '≥',
      threshold: wan(least),
    });
    saveRow(desk, 'award_condition', id, {
      code: 'iso',
      position: 2,
      text: '质量管理体系认证',
      kind: '优先',
      indicator: 'iso9001',
      comparison: '是',
    });
    saveRow(desk, 'award_condition', id, {
      code: 'site',
      position: 3,
      text: '现场良好',
      kind: '必备',
    });
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
  saveRow(desk, 'economics', '满两年', { year: 2025, revenue: wan(12_300) });
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
  saveRow(desk, 'economics', '满两年', { year: 2024, revenue: wan(30_000) });
  const before = readinessFor(desk, { awardId: city, day, year: 2024 });
  expect(before.firms[0]?.ready).toBe(true);
});

test('a step is added, changed, taken out and put back; one that leads back or is there is refused in words', () => {
  const province = saveRow(desk, 'award', null, { code: 'province', name: '省长质量奖' });
  const steps = () =>
    ladderView(desk, { day }).steps.map(({ fromId, toId, heldYears }) => [fromId, toId, heldYears]);
  const up = addStep(desk, { ...terms, fromId: city, toId: province }).id;
  expect(steps().toSorted()).toEqual(
    [
      [county, city, 2],
      [city, province, 0],
    ].toSorted(),
  );
  expect(() => addStep(desk, { ...terms, fromId: city, toId: province })).toThrow('已经有了');
  expect(() => addStep(desk, { ...terms, fromId: city, toId: city })).toThrow('自己的下一级');
  expect(() => addStep(desk, { ...terms, fromId: province, toId: county })).toThrow(
    '省长质量奖 → 县长质量奖 → 市长质量奖 → 省长质量奖',
  );
  expect(() =>
    saveRows(desk, {
      ledger: 'award_step',
      parent: null,
      rows: [{ id: null, values: { fromId: province, toId: county } }],
    }),
  ).toThrow('不能再改');
  changeStep(desk, step, { ...terms, heldYears: 3 });
  expect(readinessFor(desk, { awardId: city, day, year: 2025 }).firms).toEqual([]);
  expect(steps()).toContainEqual([county, city, 3]);
  removeStep(desk, step);
  expect(steps()).toEqual([[city, province, 0]]);
  expect(() => removeStep(desk, step)).toThrow('没有找到');
  // What was taken out leads back by now, and is put back once it does not.
  const round = addStep(desk, { ...terms, fromId: province, toId: county }).id;
  expect(() => restoreStep(desk, step)).toThrow('绕了圈');
  removeStep(desk, round);
  restoreStep(desk, step);
  removeStep(desk, up);
  expect(steps()).toEqual([[county, city, 3]]);
  // Added again, it is the row it was.
  expect(addStep(desk, { ...terms, fromId: city, toId: province }).id).toBe(up);
});

test('in a ring that came from elsewhere, steps beside it may be added and the ring opened', () => {
  const province = saveRow(desk, 'award', null, { code: 'province', name: '省长质量奖' });
  const values = { fromId: city, toId: county, kind: '优先推荐' };
  const back = '00000000-0000-4000-8000-000000000009';
  write(desk.store, { actor: '市局', purpose: '测试' }, (door) =>
    insertOwn(desk, door, 'award_step', { id: back, values }),
  );
  expect(ladderView(desk, { day }).ring?.toSorted()).toEqual(['县长质量奖', '市长质量奖']);
  addStep(desk, { ...terms, fromId: city, toId: province });
  expect(() => addStep(desk, { ...terms, fromId: province, toId: city })).toThrow('绕了圈');
  removeStep(desk, back);
  expect(ladderView(desk, { day }).ring).toBeNull();
});
