import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measure, sheet } from '#db/schema/sheets.ts';
import { write } from '#db/write.ts';
import type { Measure, MeasureInput, SaveSheet, Sheet, SheetBody } from '#shared/sheets.ts';
import { uuid } from '#sync/seal.ts';
import { countyName, firmId, importFirms, makeCounty } from '#tests/support/county.ts';
import { type Device, tempDir } from '#tests/support/device.ts';
import { desk, firm, officer as laptop, swap } from '#tests/support/ledger-laptops.ts';
import { inboxOf, type Replica } from '#tests/support/replica.ts';
import type { Desk } from './desk.ts';
import { exportBundle } from './export.ts';
import { mergeBundle } from './merge.ts';
import { openMeasures } from './open-measures.ts';
import { issueSheet, startEdition } from './sheet-issuing.ts';
import { saveSheet } from './sheet-saving.ts';
import { getSheet, listSheets } from './sheets.ts';

/** Sheets that two laptops write, and what a merge may and may not make of one that was issued. */

const temp = tempDir();
afterAll(() => temp.remove());

const whole = (patch: object = {}) => ({
  id: uuid(),
  person: '王科员',
  duty: '牵头',
  goal: '通过认证',
  task: '辅导建立体系',
  dueOn: '2026-06-30' as string | null,
  state: '未启动' as const,
  department: null,
  resources: null,
  previousId: null,
  ...patch,
});
const body = (measures: MeasureInput[]): SheetBody => ({
  ...{ year: 2026, grade: 'A', situation: '年产 3 万吨', gap: null, goal: '省名牌' },
  measures,
  ...{ gaps: [], targets: [], results: [], answers: [] },
});
const formOf = ({ measures, snapshot: _, ...said }: Sheet): SheetBody => ({
  ...body(measures.map(({ overdue: _o, progress: _p, evidence: _e, ...m }) => m as MeasureInput)),
  ...{ situation: said.situation, gap: said.gap, goal: said.goal },
  ...{ gaps: [...said.gaps], targets: [...said.targets], results: [...said.results] },
  answers: said.answers.map((answer) => ({ ...answer })) as SheetBody['answers'],
});
/** Saves what a person made of the sheet as they had it before them. */
const edit = (at: Desk, id: string, base: SheetBody, change: (form: SheetBody) => SheetBody) =>
  saveSheet(at, { ...change(base), base, id, enterpriseId: getSheet(at, id).enterpriseId });

const fixingsOf = ({ person, duty, goal, task, dueOn }: Measure) => [
  person,
  duty,
  goal,
  task,
  dueOn,
];

test('a save writes the cells that were changed, and no others', () => {
  const a = laptop('a');
  const [one, two] = [whole(), whole()];
  const id = uuid();
  const { measures } = saveSheet(desk(a), { ...body([one, two]), id, enterpriseId: firm });
  expect(measures.map((m) => m.id)).toEqual([one.id, two.id]);
  const base = formOf(getSheet(desk(a), id));
  const writes = (): unknown[] =>
    a.store.handle.prepare('SELECT tbl, rid, mask FROM sync_op ORDER BY seq').all();
  const before = writes().length;
  edit(desk(a), id, base, (form) => form);
  expect(writes()).toHaveLength(before);
  edit(desk(a), id, base, (form) => ({
    ...form,
    measures: form.measures.map((m, at) => (at === 1 ? { ...m, duty: '协助' } : m)),
  }));
  expect(writes().slice(before)).toEqual([{ tbl: 'measure', rid: two.id, mask: 2 ** 4 }]);
});

test('what came with a bundle while somebody typed is not written over by the form', () => {
  const a = laptop('a');
  const one = whole();
  const id = uuid();
  saveSheet(desk(a), { ...body([one]), id, enterpriseId: firm });
  const seen = formOf(getSheet(desk(a), id));
  const late = whole({ task: '后到的一条' });
  edit(desk(a), id, seen, (form) => ({
    ...form,
    goal: '后来的目标',
    measures: [late, ...form.measures],
  }));
  const typed = edit(desk(a), id, seen, (form) => ({
    ...form,
    measures: form.measures.map((m) => ({ ...m, person: '李计量' })),
  }));
  expect(typed.goal).toBe('后来的目标');
  expect(typed.measures.map((m) => [m.task, m.person])).toEqual([
    ['后到的一条', '王科员'],
    ['辅导建立体系', '李计量'],
  ]);
});

test('two officers who write different cells of one sheet come to the same sheet without a question', () => {
  const [a, b] = [laptop('a'), laptop('b')];
  const [one, two] = [whole(), whole({ task: '送检' })];
  const id = uuid();
  saveSheet(desk(a), { ...body([one, two]), id, enterpriseId: firm });
  swap(a, b);
  const base = formOf(getSheet(desk(b), id));
  const added = { a: whole({ task: '甲加的' }), b: whole({ task: '乙加的' }) };
  const answer = (answers: SheetBody['answers'], question: string) =>
    [...(answers ?? []), { question, answer: '符合', remark: null }] as SheetBody['answers'];
  edit(desk(a), id, base, (form) => ({
    ...form,
    goal: '甲写的目标',
    answers: answer(form.answers, '重内轻外1'),
    measures: [
      ...form.measures.map((m) => (m.id === one.id ? { ...m, duty: '甲改' } : m)),
      added.a,
    ],
  }));
  edit(desk(b), id, base, (form) => ({
    ...form,
    gap: '乙写的差距',
    answers: answer(form.answers, '重内轻外1'),
    measures: [
      ...form.measures.map((m) => (m.id === one.id ? { ...m, dueOn: '2026-09-30' } : m)),
      added.b,
    ],
  }));
  swap(a, b);
  swap(a, b);
  const [left, right] = [getSheet(desk(a), id), getSheet(desk(b), id)];
  expect({ ...right, state: '' }).toEqual({ ...left, state: '' });
  expect(left).toMatchObject({ goal: '甲写的目标', gap: '乙写的差距' });
  expect(left.answers).toEqual([{ question: '重内轻外1', answer: '符合', remark: null }]);
  expect(left.measures.slice(0, 2).map(fixingsOf)).toEqual([
    ['王科员', '甲改', '通过认证', '辅导建立体系', '2026-09-30'],
    ['王科员', '牵头', '通过认证', '送检', '2026-06-30'],
  ]);
  expect(
    left.measures
      .slice(2)
      .map(({ task }) => task)
      .toSorted(),
  ).toEqual(['乙加的', '甲加的']);
  expect([inboxOf(a), inboxOf(b)]).toEqual(['[]', '[]']);
});

test('two laptops that begin the next edition begin the same one', () => {
  const [a, b] = [laptop('a'), laptop('b')];
  const id = uuid();
  saveSheet(desk(a), { ...body([whole(), whole({ task: '送检' })]), id, enterpriseId: firm });
  issueSheet(desk(a), id);
  swap(a, b);
  const begin = (who: Replica): Sheet => startEdition(desk(who), id);
  const next = begin(a);
  expect(begin(b).id).toBe(next.id);
  swap(a, b);
  expect(getSheet(desk(b), next.id)).toMatchObject({ edition: 2, previousId: id, status: 'draft' });
  expect(getSheet(desk(b), next.id).measures.map(({ task }) => task)).toEqual([
    '辅导建立体系',
    '送检',
  ]);
  expect([inboxOf(a), inboxOf(b)]).toEqual(['[]', '[]']);
  // The measures of the draft are the issued ones said again.
  expect(openMeasures(desk(b)).map(({ sheetId }) => sheetId)).toEqual([id, id]);
  issueSheet(desk(b), next.id);
  swap(a, b);
  expect(openMeasures(desk(a)).map(({ sheetId }) => sheetId)).toEqual([next.id, next.id]);
  expect(getSheet(desk(a), id)).toMatchObject({ replacedBy: next.id, status: 'issued' });
  expect(() => startEdition(desk(a), id)).toThrow(/最新的一版/);
});

test('of an issued sheet the words stand; how far it has come does not', () => {
  const at = desk(laptop('a'));
  const id = uuid();
  saveSheet(at, { ...body([whole(), whole()]), id, enterpriseId: firm });
  issueSheet(at, id);
  const base = formOf(getSheet(at, id));
  const refused: ((form: SheetBody) => SheetBody)[] = [
    (form) => ({ ...form, goal: '另一个目标' }),
    (form) => ({ ...form, measures: form.measures.slice(1) }),
    (form) => ({ ...form, measures: [...form.measures, whole()] }),
    (form) => ({ ...form, measures: form.measures.map((m) => ({ ...m, dueOn: null })) }),
    (form) => ({ ...form, measures: form.measures.toReversed() }),
  ];
  for (const change of refused)
    expect(() => edit(at, id, base, change)).toThrow(
      expect.objectContaining({ code: 'sheet.issued' }),
    );
  expect(getSheet(at, id)).toMatchObject({ status: 'issued', goal: '省名牌' });
  const row = { id: uuid(), indicator: '产值', unit: '万元', before: '1', after: '2' };
  const done = edit(at, id, base, (form) => ({
    ...form,
    results: [{ ...row, asOf: null, effect: null }],
    measures: form.measures.map((m) => ({ ...m, state: '完成' as const })),
  }));
  expect(done.measures.map(({ state }) => state)).toEqual(['完成', '完成']);
  expect(done.results).toHaveLength(1);
});

let officer: Device;
let county: Device;
const at = (name: string): string => join(temp.path, name);
beforeAll(async () => {
  ({ officer, county } = await makeCounty(at('stores')));
  importFirms(officer, 2);
});
afterAll(() => {
  officer.session.close();
  county.session.close();
});
let sent = 0;
const send = async (): Promise<void> => {
  sent += 1;
  const path = at(`up-${sent}.qice`);
  await exportBundle(officer.desk(), { to: countyName, path });
  await mergeBundle(county.desk(), { path, receiptPath: at(`receipt-${sent}.qice`) });
};
const input = (id: string, n: number, measures: MeasureInput[]): SaveSheet => ({
  ...body(measures),
  ...{ id, enterpriseId: firmId(n) },
});
const listed = (id: string) =>
  listSheets(county.desk(), { search: '', year: 2026 }).find((row) => row.id === id);
/** What a program writes that knows nothing of the five fixings. */
const older = { actor: '王科员', purpose: '旧版程序' };

test('a bundle that brings an incomplete measure makes an issued sheet 签发待补; mended, it counts again', async () => {
  const id = uuid();
  const first = whole();
  saveSheet(officer.desk(), input(id, 1, [first]));
  await send();
  expect(issueSheet(county.desk(), id)).toMatchObject({ status: 'issued' });
  expect(listed(id)).toMatchObject({ status: 'issued' });

  const late = uuid();
  write(officer.desk().store, older, (door) =>
    door.insert(measure, { id: late, sheetId: id, position: 9_999, task: '补做一项', person: ' ' }),
  );
  await send();
  const lacking = ['定人', '定责', '定目标', '定完成时间'].map(
    (label) => `第 2 条措施缺少${label}`,
  );
  const told = { status: 'lacking', issuedOn: null, issuedBy: null, problems: lacking };
  expect(getSheet(county.desk(), id)).toMatchObject(told);
  expect(listed(id)).toMatchObject({ status: 'lacking', issuedOn: null });
  expect(() => issueSheet(county.desk(), id)).toThrow('第 2 条措施缺少定人');
  // Only what is lacking may be filled in.
  const base = formOf(getSheet(county.desk(), id));
  const fill = (form: SheetBody, part: object) => ({
    ...form,
    measures: form.measures.map((m) => (m.id === late ? { ...m, ...part } : m)),
  });
  const given = { person: '李计量', duty: '协助', goal: '完成', dueOn: '2026-08-31' };
  expect(() =>
    edit(county.desk(), id, base, (form) => fill(form, { ...given, task: '另一件' })),
  ).toThrow(expect.objectContaining({ code: 'sheet.issued' }));
  expect(edit(county.desk(), id, base, (form) => fill(form, given))).toMatchObject({
    status: 'issued',
    problems: [],
  });
});

test('a sheet that an older program issued without its fixings never counts as issued', async () => {
  const id = uuid();
  write(officer.desk().store, older, (door) => {
    const head = { id, enterpriseId: firmId(2), year: 2026 };
    door.insert(sheet, { ...head, status: 'issued', issuedOn: '2026-03-01' });
    door.insert(measure, { ...whole(), sheetId: id, position: 0, dueOn: '年底前' });
  });
  await send();
  for (const at of [officer.desk(), county.desk()]) {
    expect(getSheet(at, id)).toMatchObject({
      status: 'lacking',
      issuedOn: null,
      problems: ['第 1 条措施缺少定完成时间'],
    });
    expect(() => issueSheet(at, id)).toThrow(/缺少定完成时间/);
  }
});

test('all measures taken away elsewhere: the sheet no longer counts as issued', async () => {
  const id = uuid();
  const only = whole();
  saveSheet(officer.desk(), input(id, 2, [only]));
  await send();
  issueSheet(county.desk(), id);
  write(officer.desk().store, older, (door) => door.update(measure, only.id, { deleted: 1 }));
  await send();
  expect(getSheet(county.desk(), id)).toMatchObject({
    status: 'lacking',
    problems: ['还没有一条措施'],
  });
});
