import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ledgerTables } from '#db/schema/ledgers.ts';
import { sheet } from '#db/schema/sheets.ts';
import { write } from '#db/write.ts';
import { uuid } from '#sync/seal.ts';
import { firm, officer, desk as openDesk, swap } from '#tests/support/ledger-laptops.ts';
import type { Replica } from '#tests/support/replica.ts';
import type { Desk } from './desk.ts';
import { saveRows } from './ledgers.ts';
import { openMeasures } from './open-measures.ts';
import { approvalRule, saveApprovalRule } from './sheet-approvals.ts';
import { addApproval, issueSheet, startEdition } from './sheet-issuing.ts';
import { saveSheet } from './sheet-saving.ts';
import { getSheet, listSheets } from './sheets.ts';

/** Whose agreement a sheet needs before it is issued, through every door a sheet or an opinion comes by. */

const today = '2026-03-02';
const asCounty = (who: Replica): Desk => {
  const desk = openDesk(who);
  return { ...desk, self: { ...desk.self, role: 'county', division: '339921' } };
};
const leadersOfA = { 科室负责人: [], 分管领导: ['A'] };
const measure = () => ({
  ...{ id: uuid(), person: '王科员', duty: '牵头', goal: '通过认证', task: '辅导' },
  ...{ dueOn: '2026-06-30', state: '未启动' as const },
});
const headOf = (id: string, grade: 'A' | 'B') => ({
  ...{ id, enterpriseId: firm, year: 2026, grade, gap: null, goal: null },
  situation: '年产 3 万吨',
});
const written = (desk: Desk, grade: 'A' | 'B' = 'A', first = measure()): string => {
  const id = uuid();
  saveSheet(desk, { ...headOf(id, grade), measures: [first] });
  return id;
};
const opinion = (sheetId: string, step: '科室负责人' | '分管领导', verdict = '同意') => ({
  ...{ id: uuid(), sheetId, step, verdict, opinion: null, person: '周局长', onDate: today },
  signature: null,
});
const statusIn = (desk: Desk, id: string) =>
  listSheets(desk, { search: '', year: null }).find((row) => row.id === id)?.status;
/** What an older program does, that knows of no rule. */
const issuedUnasked = (who: Replica, id: string, on = today): void =>
  write(
    who.store,
    { actor: who.name, purpose: '签发一企一策' },
    (door) => void door.update(sheet, id, { status: 'issued', issuedOn: on, issuedBy: who.name }),
  );

test('a county asks for its leader: his agreement at a county desk issues the sheet, nothing else does', () => {
  const county = officer('county');
  const at = asCounty(county);
  const first = measure();
  const [kept, other] = [written(at, 'A', first), written(at, 'B')];
  expect(approvalRule(at)).toEqual({ rule: null, own: true });
  saveApprovalRule(at, { fromOn: today, grades: leadersOfA });
  expect(approvalRule(at)).toMatchObject({ rule: { fromOn: today, grades: leadersOfA } });
  expect(() => issueSheet(at, kept)).toThrow('还差：分管领导审批');
  expect(issueSheet(at, other).status).toBe('issued');
  addApproval(at, opinion(kept, '科室负责人'));
  expect(getSheet(at, kept)).toMatchObject({ needs: ['分管领导'], awaits: ['分管领导'] });
  addApproval(at, opinion(kept, '分管领导'));
  saveSheet(at, { ...headOf(kept, 'A'), goal: '省名牌', measures: [first] });
  // What he agreed to reads otherwise now.
  expect(() => issueSheet(at, kept)).toThrow('还差：分管领导审批');
  addApproval(at, opinion(kept, '分管领导'));
  expect(issueSheet(at, kept)).toMatchObject({ status: 'issued', awaits: [], issuedOn: today });
});

test('an officer neither sets the rule nor gives the opinion the county asks for', () => {
  const [county, laptop] = [officer('county'), officer('b')];
  const [at, away] = [asCounty(county), openDesk(laptop)];
  const id = written(away);
  expect(() => saveApprovalRule(away, { fromOn: today, grades: leadersOfA })).toThrow(
    expect.objectContaining({ code: 'rule.office' }),
  );
  expect(() => saveApprovalRule(at, { fromOn: '2026-03-01', grades: leadersOfA })).toThrow(
    '不能早于今天',
  );
  // A row of a laptop that says it is a rule is none, whichever way it is written.
  const values = { division: '339921', fromOn: today, leader: 'A', role: 'officer' };
  expect(() =>
    saveRows(away, { ledger: 'approval_rule', parent: null, rows: [{ id: null, values }] }),
  ).toThrow();
  write(laptop.store, { actor: 'b', purpose: '测试' }, (door) =>
    door.insert(ledgerTables.approval_rule, { id: uuid(), ...values } as never),
  );
  expect(getSheet(away, id).needs).toEqual([]);
  addApproval(away, opinion(id, '分管领导'));
  saveApprovalRule(at, { fromOn: today, grades: leadersOfA });
  swap(county, laptop);
  expect(approvalRule(away)).toMatchObject({ own: false, rule: { grades: leadersOfA } });
  expect(getSheet(away, id).awaits).toEqual(['分管领导']);
  expect(() => addApproval(away, opinion(id, '分管领导'))).toThrow(
    expect.objectContaining({ code: 'approval.office' }),
  );
  addApproval(away, opinion(id, '科室负责人'));
  expect(() => issueSheet(away, id)).toThrow('还差：分管领导审批');
  // Agreed to at the county, it may be issued on the laptop.
  addApproval(at, opinion(id, '分管领导'));
  swap(county, laptop);
  expect(issueSheet(away, id).status).toBe('issued');
});

test('a sheet an older laptop issues unasked counts once it is agreed to; what was issued before the rule stays', () => {
  const [county, laptop] = [officer('county'), officer('b')];
  const at = asCounty(county);
  const [old, unasked] = [written(openDesk(laptop)), written(openDesk(laptop))];
  issuedUnasked(laptop, old, '2026-03-01');
  saveApprovalRule(at, { fromOn: today, grades: leadersOfA });
  issuedUnasked(laptop, unasked);
  swap(county, laptop);
  for (const desk of [at, openDesk(laptop)]) {
    expect(statusIn(desk, old)).toBe('issued');
    expect(statusIn(desk, unasked)).toBe('lacking');
    expect(getSheet(desk, unasked)).toMatchObject({ issuedOn: null, awaits: ['分管领导'] });
    expect(openMeasures(desk).find((m) => m.sheetId === unasked)?.status).toBe('lacking');
  }
  addApproval(at, opinion(unasked, '分管领导', '退回修改'));
  expect(statusIn(at, unasked)).toBe('lacking');
  const next = startEdition(at, unasked);
  expect(() => issueSheet(at, next.id)).toThrow('还差：分管领导审批');
  addApproval(at, opinion(unasked, '分管领导'));
  swap(county, laptop);
  expect(statusIn(openDesk(laptop), unasked)).toBe('issued');
});

test('rules, opinions and issuing on two desks come to one standing, and none is issued without agreement', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('rule' as const), asks: fc.boolean() }),
    fc.record({ kind: fc.constant('agree' as const), yes: fc.boolean() }),
    fc.record({ kind: fc.constant('issue' as const), old: fc.boolean(), here: fc.boolean() }),
    fc.record({ kind: fc.constant('swap' as const) }),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 8 }), (steps) => {
      const [county, laptop] = [officer('county'), officer('b')];
      const at = asCounty(county);
      const id = written(at);
      swap(county, laptop);
      let asked = false;
      let agreed = false;
      for (const one of steps)
        if (one.kind === 'rule') {
          asked = one.asks;
          const grades = { 科室负责人: [], 分管领导: one.asks ? ['A'] : [] };
          saveApprovalRule(at, { fromOn: today, grades });
        } else if (one.kind === 'agree') {
          agreed = one.yes;
          addApproval(at, opinion(id, '分管领导', one.yes ? '同意' : '退回修改'));
        } else if (one.kind === 'swap') swap(county, laptop);
        else if (one.old) issuedUnasked(one.here ? county : laptop, id);
        else
          try {
            issueSheet(one.here ? at : openDesk(laptop), id);
          } catch {
            // Refused at this door; what counts is read below.
          }
      swap(county, laptop);
      const [here, there] = [statusIn(at, id), statusIn(openDesk(laptop), id)];
      expect(there).toBe(here);
      if (asked && !agreed) expect(here).not.toBe('issued');
      if (!asked || agreed) expect(here).not.toBe('lacking');
    }),
    { numRuns: 6 },
  );
});
