import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { issueSheet } from '#services/sheet-issuing.ts';
import { saveSheet } from '#services/sheet-saving.ts';
import { uuid } from '#sync/seal.ts';
import { testClock } from './device.ts';
import { desk } from './ledger-laptops.ts';
import { newReplica, type Replica } from './replica.ts';

/** Laptops that follow firms: three of them, with sheets whose measures name people. */

const firms = [
  { id: '00000000-0000-4000-8000-0000000000f1', name: '甲厂', township: '湖口镇', tier: '领军' },
  { id: '00000000-0000-4000-8000-0000000000f2', name: '乙厂', township: '湖口镇', tier: '骨干' },
  { id: '00000000-0000-4000-8000-0000000000f3', name: '丙厂', township: '石桥镇', tier: '成长' },
] as const;
export const [firstFirm, secondFirm, thirdFirm] = firms.map(({ id }) => id) as [
  string,
  string,
  string,
];

/** A laptop of this person, on a day. @param start ISO; its clock begins here */
export const follower = (person: string, start = '2026-03-02T08:00:00.000Z'): Replica => {
  const replica = newReplica(person, testClock(start));
  write(replica.store, { actor: person, purpose: '新增企业' }, (d) => {
    for (const firm of firms) d.insert(enterprise, { ...firm, block: '造纸' });
  });
  return replica;
};

/** An issued sheet of 2026 whose measures are for these people, due on these days. @returns ids of the measures */
export const issuedSheet = (
  who: Replica,
  enterpriseId: string,
  measures: readonly (readonly [person: string, dueOn: string, task?: string])[],
): readonly string[] => {
  const id = uuid();
  const rows = measures.map(([person, dueOn, task = '辅导建立计量台账'], n) => ({
    ...{ id: uuid(), person, dueOn, task: `${task}${n + 1}` },
    ...{ duty: '联系企业', goal: '通过确认', state: '推进中' as const },
    ...{ department: null, resources: null },
  }));
  const head = { year: 2026, grade: null, situation: null, gap: null, goal: null };
  saveSheet(desk(who), { id, enterpriseId, ...head, measures: rows });
  issueSheet(desk(who), id);
  return rows.map((row) => row.id);
};
