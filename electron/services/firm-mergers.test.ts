import { afterEach, beforeEach, expect, test } from 'vitest';
import { findRows } from '#db/queries/ledgers.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { testClock } from '#tests/support/device.ts';
import { newReplica } from '#tests/support/replica.ts';
import type { Desk } from './desk.ts';
import { getEnterprise, listEnterprises, saveEnterprise } from './enterprises.ts';
import {
  comparePair,
  declareDifferent,
  findLikelyPairs,
  listMergers,
  mergeFirms,
  undoMerge,
} from './firm-mergers.ts';
import { requireEnterprise } from './firm-record.ts';
import { firmHistory } from './history.ts';
import { requireLedger, saveRows } from './ledgers.ts';
import { settleRoll } from './roll.ts';
import { listVisits } from './visits.ts';

/** Two files of one paper mill: one with its code, one from before under its old name. */
const code = '91339921MA9000011E';
let desk: Desk;
let close: () => void;

beforeEach(() => {
  const { store } = newReplica('县局', testClock());
  const self = {
    deviceId: 'd',
    officeId: 'o',
    officeName: '澜溪县局',
    role: 'county' as const,
    division: '339921',
    person: '王科长',
  };
  // The services called here touch the store and its owner only.
  desk = { store, self } as Desk;
  close = store.close;
  write(store, { actor: '王科长', purpose: '登记' }, (door) => {
    door.insert(enterprise, {
      id: 'new',
      name: '澜溪县云丰纸业有限公司',
      uscc: code,
      division: '339921',
      formerNames: '澜溪造纸二厂',
    });
    door.insert(enterprise, {
      id: 'old',
      name: '澜溪造纸二厂',
      contactPhone: '0570-7012345',
      capitalText: '200 万元',
      capitalAmount: 2_000_000,
      capitalCurrency: 'CNY',
    });
    door.insert(enterprise, { id: 'third', name: '澜溪县恒盛机械有限公司' });
    for (const [id, enterpriseId] of [
      ['v1', 'new'],
      ['v2', 'old'],
      ['v3', 'old'],
    ] as const)
      door.insert(visit, { id, enterpriseId, visitedOn: '2026-03-02' });
  });
});
afterEach(() => close());

const both = { firstId: 'new', secondId: 'old' };
const merge = (take: string[] = ['contactPhone', 'capitalText']) =>
  mergeFirms(desk, { ...both, keeperId: 'new', take, keepName: true });

test('the pair is found with its reason, and compared field by field', async () => {
  const { total, pairs } = await findLikelyPairs(desk, null);
  expect(total).toBe(1);
  expect(pairs[0]).toMatchObject({
    first: { id: 'new', records: 1 },
    second: { id: 'old', records: 2 },
    reasons: ['formerName'],
  });
  expect(comparePair(desk, both)?.fields.map(({ key }) => key)).toEqual([
    'uscc',
    'name',
    'formerNames',
    'capitalText',
    'contactPhone',
  ]);
});

test('merged, both files answer as one: list, page, search, visits, history', async () => {
  merge();
  expect(listEnterprises(desk, { search: '', limit: 10, offset: 0 }).total).toBe(2);
  const file = getEnterprise(desk, 'old');
  expect(file).toMatchObject({
    id: 'new',
    contactPhone: '0570-7012345',
    capitalAmount: 2_000_000,
    files: [{ id: 'old', name: '澜溪造纸二厂' }],
  });
  expect(file.visits).toHaveLength(3);
  expect(file).toEqual(getEnterprise(desk, 'new'));
  const { rows } = listVisits(desk, { search: '云丰', limit: 10, offset: 0 });
  expect(rows.map((r) => r.enterpriseName)).toEqual(Array(3).fill('澜溪县云丰纸业有限公司'));
  expect(firmHistory(desk, 'new').entries.map((e) => e.row)).toEqual(
    expect.arrayContaining(['new', 'old', 'v1', 'v2', 'v3']),
  );
  expect((await findLikelyPairs(desk, null)).total).toBe(0);
});

test('the old name goes on leading to the firm, once', () => {
  mergeFirms(desk, {
    firstId: 'new',
    secondId: 'third',
    keeperId: 'new',
    take: [],
    keepName: true,
  });
  merge();
  expect(requireEnterprise(desk, 'new').formerNames).toBe('澜溪造纸二厂、澜溪县恒盛机械有限公司');
  const { rows } = listEnterprises(desk, { search: '恒盛', limit: 10, offset: 0 });
  expect(rows.map((r) => r.id)).toEqual(['new']);
});

test('a code or a name of the file given up leads to the firm, also one that comes later; parted, no more', () => {
  const setOld = (cells: object): void =>
    write(desk.store, { actor: '王科长', purpose: '补登' }, (door) => {
      door.update(enterprise, 'old', cells);
    });
  const found = (search: string): string[] => {
    settleRoll(desk);
    return listEnterprises(desk, { search, limit: 10, offset: 0 }).rows.map(({ id }) => id);
  };
  setOld({ uscc: '91339921MA9000022A' });
  const { id } = mergeFirms(desk, { ...both, keeperId: 'new', take: [], keepName: false });
  expect(found('9000022')).toEqual(['new']);
  expect(found('9000011')).toEqual(['new']);
  // As another office writes it, which does not know of the merger yet.
  setOld({ orgCode: '70000333X', shortName: '老纸坊' });
  expect(found('70000333')).toEqual(['new']);
  expect(found('lzf')).toEqual(['new']);
  undoMerge(desk, id);
  expect(found('9000022')).toEqual(['old']);
  expect(found('70000333')).toEqual(['old']);
});

test('taken back, both stand for themselves with what was entered under each; a value changed since stays', () => {
  const { id } = merge();
  saveEnterprise(desk, {
    ...(getEnterprise(desk, 'new') as Parameters<typeof saveEnterprise>[1]),
    contactPhone: '0570-7099999',
  });
  expect(undoMerge(desk, id)).toEqual({ restored: 3, kept: 1 });
  expect(getEnterprise(desk, 'new')).toMatchObject({
    contactPhone: '0570-7099999',
    capitalText: null,
    capitalAmount: null,
    files: [],
  });
  expect(getEnterprise(desk, 'old')).toMatchObject({ id: 'old', name: '澜溪造纸二厂' });
  expect(getEnterprise(desk, 'old').visits).toHaveLength(2);
  expect(listMergers(desk)).toEqual([]);
  expect(() => undoMerge(desk, id)).toThrow(expect.objectContaining({ code: 'record.missing' }));
});

test('what a person has told apart is not asked about again; merged it can still be', async () => {
  declareDifferent(desk, both);
  expect((await findLikelyPairs(desk, null)).total).toBe(0);
  merge([]);
  expect(listMergers(desk)).toMatchObject([{ keeper: { id: 'new' }, other: { id: 'old' } }]);
});

test('ledger rows of both files stand under the kept firm, one year twice, and each can be mended', () => {
  for (const [id, parent] of [
    ['new', 'new'],
    ['old', 'old'],
  ] as const)
    saveRows(desk, {
      ledger: 'economics',
      parent,
      rows: [{ id: null, values: { year: 2008, revenue: id === 'new' ? 100 : 200 } }],
    });
  merge();
  const rows = findRows(desk.store, requireLedger('economics'), { parent: 'new' });
  expect(rows.map(({ values }) => values.revenue).toSorted()).toEqual([100, 200]);
  for (const { id } of rows)
    saveRows(desk, { ledger: 'economics', parent: 'new', rows: [{ id, values: { profit: 7 } }] });
  const after = findRows(desk.store, requireLedger('economics'), { parent: 'new' });
  expect(after.map(({ values }) => values.profit)).toEqual([7, 7]);
  expect(firmHistory(desk, 'new').entries.map((e) => e.row)).toEqual(
    expect.arrayContaining(rows.map(({ id }) => id)),
  );
});

test('one file cannot be merged with itself, nor with one that is gone', () => {
  merge();
  expect(() => merge()).toThrow(expect.objectContaining({ code: 'firms.same' }));
  expect(() =>
    mergeFirms(desk, { firstId: 'new', secondId: 'no', keeperId: 'new', take: [], keepName: true }),
  ).toThrow(expect.objectContaining({ code: 'record.missing' }));
});

test('a third file joins: everything under one home, and parting in any order leaves nothing behind', () => {
  const first = merge();
  const second = mergeFirms(desk, {
    firstId: 'third',
    secondId: 'old',
    keeperId: 'third',
    take: [],
    keepName: false,
  });
  expect(second.homeId).toBe('third');
  expect(getEnterprise(desk, 'old')).toMatchObject({ id: 'third' });
  expect(getEnterprise(desk, 'third').visits).toHaveLength(3);
  undoMerge(desk, second.id);
  expect(getEnterprise(desk, 'third').visits).toHaveLength(0);
  undoMerge(desk, first.id);
  expect(getEnterprise(desk, 'new').visits).toHaveLength(1);
});
