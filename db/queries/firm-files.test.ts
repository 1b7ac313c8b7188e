import { expect, test } from 'vitest';
import { enterprise } from '#db/schema/enterprises.ts';
import { ledgerTables } from '#db/schema/ledgers.ts';
import { write } from '#db/write.ts';
import { testClock } from '#tests/support/device.ts';
import { newReplica } from '#tests/support/replica.ts';
import { readFirmFiles } from './firm-files.ts';

const cells = new Map([['economics', ['year', 'revenue']]]);

test('some files read by themselves say what they say among all, rows kept under another file too', () => {
  const { store } = newReplica('县局', testClock());
  const put = (door: Parameters<Parameters<typeof write>[2]>[0], firm: string, year: number) =>
    door.insert(ledgerTables.economics, {
      id: `${firm} ${year}`,
      enterpriseId: firm,
      year,
      revenue: year,
    } as never);
  write(store, { actor: '县局', purpose: '新增' }, (door) => {
    for (const id of ['甲', '乙', '丙'])
      door.insert(enterprise, { id, name: `${id}厂`, tier: id === '丙' ? '领军' : null });
    for (const [firm, year] of [
      ['甲', 2024],
      ['甲', 2025],
      ['乙', 2023],
      ['丙', 2025],
    ] as const)
      put(door, firm, year);
    door.update(ledgerTables.economics, '甲 2024', { deleted: 1 });
  });
  store.handle.exec("INSERT INTO enterprise_home (id, home) VALUES ('乙', '甲')");
  const read = (scope: Parameters<typeof readFirmFiles>[1]) =>
    readFirmFiles(store, scope, cells).map((file) => [
      file.id,
      file.rows('economics').map(({ id, values }) => [id, values.revenue]),
    ]);
  const all = read({});
  expect(all).toEqual([
    ['丙', [['丙 2025', 2025]]],
    [
      '甲',
      [
        ['乙 2023', 2023],
        ['甲 2025', 2025],
      ],
    ],
  ]);
  expect(read({ ids: ['甲', '丙', '乙'] })).toEqual(all);
  expect(read({ ids: ['甲'] })).toEqual(all.slice(1));
  expect(read({ tiers: ['领军'] })).toEqual(all.slice(0, 1));
  expect(read({ ids: [] })).toEqual([]);
});
