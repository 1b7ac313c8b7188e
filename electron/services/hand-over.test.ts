import { read, utils } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { tableDigests } from '#db/queries/digest.ts';
import { rowsById } from '#db/queries/synced-rows.ts';
import { sheet } from '#db/schema/sheets.ts';
import { write } from '#db/write.ts';
import { writeHandOverTable } from '#documents/hand-over-paper.ts';
import type { HandOver } from '#shared/hand-over.ts';
import { handOverInput } from '#shared/hand-over.ts';
import { sha256Stream, uuid } from '#sync/seal.ts';
import { firstFirm, follower, issuedSheet, secondFirm, thirdFirm } from '#tests/support/follow.ts';
import { hotline } from '#tests/support/issues.ts';
import { desk, swap } from '#tests/support/ledger-laptops.ts';
import { inboxOf, type Replica } from '#tests/support/replica.ts';
import { saveFacts } from './firm-facts.ts';
import { undoFollowRun } from './follow-runs.ts';
import { handOver, handOverRun, handOverView } from './hand-over.ts';
import { registerIssue } from './issue-register.ts';
import { getIssue } from './issues.ts';
import { saveRows } from './ledgers.ts';
import { assignLiaison, contactList } from './liaisons.ts';
import { handOverValues } from './papers/hand-over.ts';
import { addApproval } from './sheet-issuing.ts';
import { getSheet } from './sheets.ts';

const said = {
  role: '联系人',
  since: '2026-01-05',
  phone: '7012345',
  leader: '周局长',
  duty: null,
  docNo: null,
} as const;
const personOf = (who: Replica, id: string | undefined) =>
  rowsById(who.store, 'measure', [id ?? '']).get(id ?? '')?.person;
const view = (who: Replica, from: string) =>
  handOverView(desk(who), { from, on: '2026-03-02' }).items;
const pass = (who: Replica, from: string, to: string, more: Partial<HandOver> = {}) =>
  handOver(desk(who), {
    ...{ from, to, on: '2026-03-02', phone: '7019999', witness: null, note: null },
    keys: view(who, from).map(({ key }) => key),
    ...more,
  });
const tables = ({ store }: Replica): object =>
  Object.fromEntries(tableDigests(store, sha256Stream));

/** A laptop whose 王科员 has one thing of each kind in hand. */
const busy = (who: Replica): { readonly measures: readonly string[] } => {
  assignLiaison(desk(who), { ...said, firms: [firstFirm, secondFirm], person: '王科员' });
  const measures = issuedSheet(who, firstFirm, [
    ['王科员', '2026-02-27'],
    ['李计量、王科员（牵头）', '2026-06-30'],
    ['李计量', '2026-06-30'],
  ]);
  saveFacts(desk(who), { id: thirdFirm, values: { gridOfficer: '王科员' }, source: '走访' });
  saveRows(desk(who), {
    ledger: 'cultivation',
    parent: firstFirm,
    rows: [
      { id: null, values: { year: 2026, targetAward: '省名牌产品', mentor: '王科员、周局长' } },
    ],
  });
  saveRows(desk(who), {
    ledger: 'application',
    parent: secondFirm,
    rows: [{ id: null, values: { award: '省名牌产品', year: 2026, handler: '王科员' } }],
  });
  return { measures };
};

test('everything in hand goes to the other, other names stay, and the undo gives every cell back', () => {
  const who = follower('张三');
  const { measures } = busy(who);
  const before = tables(who);
  expect(view(who, '王科员').map(({ kind, title, overdue }) => [kind, title, overdue])).toEqual([
    ['firm', '联系人', false],
    ['firm', '联系人', false],
    ['grid', '网格员', false],
    ['measure', '辅导建立计量台账1', true],
    ['measure', '辅导建立计量台账2', false],
    ['application', '省名牌产品', false],
    ['plan', '省名牌产品', false],
  ]);
  const { run, items } = pass(who, '王科员', '赵标准');
  expect(items).toBe(7);
  expect(view(who, '王科员')).toEqual([]);
  expect(measures.map((id) => personOf(who, id))).toEqual([
    '赵标准',
    '李计量、赵标准（牵头）',
    '李计量',
  ]);
  expect(view(who, '赵标准')).toHaveLength(7);
  const { lines } = contactList(desk(who), { year: 2026, asOf: '2026-03-02' });
  expect(lines.map(({ contact, phone, leader }) => [contact, phone, leader])).toEqual([
    ['赵标准', '7019999', '周局长'],
    ['赵标准', '7019999', '周局长'],
  ]);
  // Until the day before it was 王科员: the list of any day stays what it was.
  expect(
    contactList(desk(who), { year: 2026, asOf: '2026-03-01' }).lines.map(({ contact }) => contact),
  ).toEqual(['王科员', '王科员']);
  expect(handOverRun(desk(who), run).paper).toMatchObject({ from: '王科员', to: '赵标准' });
  expect(handOverRun(desk(who), run).paper.items).toHaveLength(7);
  expect(handOverValues(desk(who), run)).toMatchObject({
    sums: '联系企业 2 家、网格企业 1 家、一企一策措施 2 条、申报事项 1 项、培育计划 1 条',
    rows: { 3: { no: '4', kind: '一企一策措施', firm: '甲厂', dueOn: '2026年2月27日（逾期）' } },
  });
  expect(undoFollowRun(desk(who), run)).toEqual({ restored: 7, kept: 0 });
  expect(view(who, '王科员')).toHaveLength(7);
  // The two rows of the contact list are marked deleted; every other table is as it was.
  const { liaison: _, ...after } = tables(who) as Record<string, unknown>;
  const { liaison: __, ...was } = before as Record<string, unknown>;
  expect(after).toEqual(was);
});

test('the list of a hand-over, read back as a workbook, holds every item it passed and both names', async () => {
  const who = follower('张三');
  busy(who);
  const { run, items } = pass(who, '王科员', '赵标准', { witness: '周局长' });
  const book = read(await writeHandOverTable(handOverValues(desk(who), run)));
  const lines: unknown[][] = utils.sheet_to_json(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, {
    header: 1,
  });
  const head = lines.findIndex(([first]) => first === '序号');
  expect(lines.slice(0, head).flat().join()).toContain('交出人：王科员　接收人：赵标准');
  expect(lines.slice(head + 1, head + 1 + items).map(([no]) => no)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(lines[head + 4]).toEqual(
    expect.arrayContaining(['一企一策措施', '甲厂', '湖口镇', '2026年2月27日（逾期）']),
  );
  expect(lines[head + 1 + items]).toEqual(['合计', handOverValues(desk(who), run).sums]);
});

test('an open issue goes with a step of its own, and the undo takes that step back', () => {
  const who = follower('张三');
  const id = uuid();
  registerIssue(
    desk(who),
    hotline(id, { enterpriseId: firstFirm, handler: '王科员', raisedOn: '2026-03-02' }),
  );
  expect(view(who, '王科员')).toMatchObject([{ kind: 'issue', firm: { name: '甲厂' } }]);
  const { run } = pass(who, '王科员', '赵标准');
  expect(getIssue(desk(who), id)).toMatchObject({
    handler: '赵标准',
    steps: [{ action: '移交', toPerson: '赵标准', fromPerson: '王科员', onDate: '2026-03-02' }],
  });
  undoFollowRun(desk(who), run);
  expect(getIssue(desk(who), id)).toMatchObject({ handler: '王科员', steps: [] });
});

test('some of it can be chosen; what has left that hand meanwhile refuses the whole', () => {
  const who = follower('张三');
  const { measures } = busy(who);
  const keys = view(who, '王科员').map(({ key }) => key);
  pass(who, '王科员', '赵标准', { keys: [`measure ${measures[0]}`] });
  expect(personOf(who, measures[0])).toBe('赵标准');
  expect(view(who, '王科员')).toHaveLength(6);
  expect(() => pass(who, '王科员', '孙认证', { keys })).toThrow('请重新预览');
  expect(personOf(who, measures[1])).toBe('李计量、王科员（牵头）');
});

test('one person, another person: the door refuses anything else', () => {
  const ask = { from: '王科员', to: '赵标准', on: '2026-03-02', keys: ['measure x'] };
  expect(handOverInput.safeParse(ask).success).toBe(true);
  for (const wrong of [{ to: '王科员（原）' }, { to: '赵标准、李计量' }, { to: ' ' }, { keys: [] }])
    expect(handOverInput.safeParse({ ...ask, ...wrong }).success, JSON.stringify(wrong)).toBe(
      false,
    );
});

test('two laptops that hand over crosswise converge, and only what both changed is a question', () => {
  const [one, other] = [follower('张三'), follower('李四', '2026-03-02T09:00:00.000Z')];
  const [shared, his, hers] = issuedSheet(one, firstFirm, [
    ['王科员、赵标准', '2026-06-30'],
    ['王科员', '2026-06-30'],
    ['赵标准', '2026-06-30'],
  ]);
  assignLiaison(desk(one), { ...said, firms: [firstFirm], person: '王科员' });
  assignLiaison(desk(one), { ...said, firms: [secondFirm], person: '赵标准' });
  swap(one, other);
  // One says 王科员 goes and 赵标准 follows, the other the reverse, before either hears of it.
  pass(one, '王科员', '赵标准');
  pass(other, '赵标准', '王科员');
  swap(one, other);
  swap(one, other);
  expect(tables(other)).toEqual(tables(one));
  expect(inboxOf(other)).toBe(inboxOf(one));
  expect(personOf(one, his)).toBe('赵标准');
  expect(personOf(one, hers)).toBe('王科员');
  expect(['王科员', '赵标准']).toContain(personOf(one, shared));
  const asked = JSON.parse(inboxOf(one)) as { readonly tbl: string; readonly rid: string }[];
  expect(new Set(asked.map(({ tbl, rid }) => `${tbl} ${rid}`))).toEqual(
    new Set([`measure ${shared}`]),
  );
  const contacts = contactList(desk(one), { year: 2026, asOf: '2026-03-02' }).lines;
  expect(contacts.map(({ name, contact }) => [name, contact])).toEqual([
    ['甲厂', '赵标准'],
    ['乙厂', '王科员'],
  ]);
});

test('signatures on an issued sheet outlive a hand-over; on a draft they are of an earlier wording', () => {
  const who = follower('张三');
  const [measure = ''] = issuedSheet(who, firstFirm, [['王科员', '2026-06-30']]);
  const sheetId = String(rowsById(who.store, 'measure', [measure]).get(measure)?.sheetId);
  const signed = addApproval(desk(who), {
    ...{ id: uuid(), sheetId, step: '分管领导', verdict: '同意', opinion: null },
    ...{ person: '周局长', onDate: '2026-03-01', signature: null },
  });
  expect(signed.approvals.map(({ outdated }) => outdated)).toEqual([false]);
  pass(who, '王科员', '赵标准');
  const after = getSheet(desk(who), sheetId);
  expect(after.measures[0]?.person).toBe('赵标准');
  expect(after.approvals.map(({ outdated }) => outdated)).toEqual([false]);
  // The same change before anybody issued it is a change of what was signed.
  write(who.store, { actor: '张三', purpose: '测试' }, (door) =>
    door.update(sheet, sheetId, { status: 'draft' }),
  );
  expect(getSheet(desk(who), sheetId).approvals.map(({ outdated }) => outdated)).toEqual([true]);
});
