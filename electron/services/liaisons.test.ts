import { expect, test } from 'vitest';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import type { AssignLiaison } from '#shared/liaison-views.ts';
import { testClock } from '#tests/support/device.ts';
import { desk, swap } from '#tests/support/ledger-laptops.ts';
import { newReplica, type Replica } from '#tests/support/replica.ts';
import { listConflicts } from './conflicts.ts';
import { undoFollowRun } from './follow-runs.ts';
import { saveRows } from './ledgers.ts';
import { assignLiaison, contactList, liaisonHistory } from './liaisons.ts';

const firms = [
  { id: 'f-1', name: '甲厂', township: '湖口镇', block: '造纸', tier: '领军' },
  { id: 'f-2', name: '乙厂', township: '湖口镇', block: '纺织', tier: '骨干' },
  { id: 'f-3', name: '丙厂', township: '石桥镇', block: '纺织', tier: '成长' },
] as const;

const laptop = (name: string, start?: string): Replica => {
  const replica = newReplica(name, testClock(start));
  write(replica.store, { actor: name, purpose: '新增企业' }, (d) => {
    for (const firm of firms) d.insert(enterprise, firm);
  });
  return replica;
};

const said = (more: Partial<AssignLiaison>): AssignLiaison => ({
  firms: ['f-1'],
  role: '联系人',
  since: '2026-01-05',
  person: '王科员',
  phone: '7012345',
  leader: '周局长',
  duty: null,
  docNo: null,
  ...more,
});

const shown = (who: Replica, asOf: string) =>
  contactList(desk(who), { year: 2026, asOf }).lines.map(
    ({ name, contact, deputy, phone, leader }) => [name, contact, deputy, phone, leader],
  );

test('a change keeps what was; the list is of any day, and who has no contact is named', () => {
  const a = laptop('张三');
  assignLiaison(desk(a), said({ firms: ['f-1', 'f-2'] }));
  assignLiaison(desk(a), said({ role: '副联系人', person: '李计量', phone: null }));
  const changed = assignLiaison(
    desk(a),
    said({ since: '2026-03-02', person: '赵标准', phone: '7016789' }),
  );
  expect(changed).toMatchObject({ firms: 1, unchanged: 0 });
  expect(shown(a, '2026-03-01')).toEqual([
    ['乙厂', '王科员', null, '7012345', '周局长'],
    ['甲厂', '王科员', '李计量', '7012345', '周局长'],
  ]);
  expect(shown(a, '2026-03-02').find(([name]) => name === '甲厂')).toEqual([
    '甲厂',
    '赵标准',
    '李计量',
    '7016789',
    '周局长',
  ]);
  expect(
    liaisonHistory(desk(a), { firm: 'f-1' }).map(({ person, since, until }) => [
      person,
      since,
      until,
    ]),
  ).toContainEqual(['王科员', '2026-01-05', '2026-03-01']);
  // 丙厂 is neither 领军 nor 骨干, and in no plan yet.
  expect(contactList(desk(a), { year: 2026, asOf: '2026-03-02' }).uncovered).toEqual([]);
  saveRows(desk(a), {
    ledger: 'cultivation',
    parent: 'f-3',
    rows: [{ id: null, values: { year: 2026, targetAward: '省名牌产品' } }],
  });
  expect(contactList(desk(a), { year: 2026, asOf: '2026-03-02' }).uncovered).toMatchObject([
    { name: '丙厂', goal: '省名牌产品' },
  ]);
  expect(contactList(desk(a), { year: 2026, asOf: '2026-03-02' }).people).toMatchObject([
    { name: '李计量', firms: 1 },
    { name: '王科员', phone: '7012345', firms: 1 },
    { name: '赵标准', phone: '7016789', firms: 1 },
  ]);
});

test('ending it leaves nobody; the undo gives everything back, but not what was changed since', () => {
  const a = laptop('张三');
  assignLiaison(desk(a), said({ firms: ['f-1', 'f-2'] }));
  const ended = assignLiaison(
    desk(a),
    said({
      firms: ['f-1', 'f-2', 'f-3'],
      since: '2026-04-01',
      person: null,
      phone: null,
      leader: null,
    }),
  );
  expect(ended).toMatchObject({ firms: 2, unchanged: 1 });
  expect(shown(a, '2026-04-01')).toEqual([]);
  assignLiaison(desk(a), said({ firms: ['f-2'], since: '2026-04-01', person: '赵标准' }));
  expect(undoFollowRun(desk(a), ended.run ?? '')).toEqual({ restored: 1, kept: 1 });
  expect(shown(a, '2026-04-01').map(([name, contact]) => [name, contact])).toEqual(
    expect.arrayContaining([
      ['甲厂', '王科员'],
      ['乙厂', '赵标准'],
    ]),
  );
  expect(() => undoFollowRun(desk(a), ended.run ?? '')).toThrow('这一步已经撤销过了');
  // Said again, the row that was taken out comes back as one.
  assignLiaison(desk(a), said({ since: '2026-04-01', person: '孙认证' }));
  expect(shown(a, '2026-04-01')).toContainEqual(['甲厂', '孙认证', null, '7012345', '周局长']);
});

test('two laptops: changes of different days make one history, of the same day a question', () => {
  const [one, other] = [laptop('张三'), laptop('李四', '2026-03-03T08:00:00.000Z')];
  assignLiaison(desk(one), said({ firms: ['f-1', 'f-2', 'f-3'] }));
  swap(one, other);
  assignLiaison(desk(one), said({ since: '2026-03-02', person: '赵标准' }));
  assignLiaison(desk(other), said({ since: '2026-03-09', person: '孙认证' }));
  assignLiaison(desk(one), said({ firms: ['f-2'], since: '2026-03-02', person: '赵标准' }));
  assignLiaison(desk(other), said({ firms: ['f-2'], since: '2026-03-02', person: '孙认证' }));
  swap(one, other);
  for (const day of ['2026-03-02', '2026-03-09'])
    expect(shown(other, day)).toEqual(shown(one, day));
  expect(
    liaisonHistory(desk(other), { firm: 'f-1' }).map(({ person, until }) => [person, until]),
  ).toEqual([
    ['孙认证', null],
    ['赵标准', '2026-03-08'],
    ['王科员', '2026-03-01'],
  ]);
  const asked = listConflicts(desk(one)).groups.flatMap(({ conflicts }) => conflicts);
  expect(asked).toMatchObject([{ table: 'liaison', fieldLabel: '联系企业人员' }]);
});
