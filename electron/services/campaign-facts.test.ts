import { expect, test } from 'vitest';
import { getKeptFirm } from '#db/queries/homes.ts';
import { factAnswer } from '#shared/campaigns/file-facts.ts';
import {
  blankQuestion,
  type FactName,
  type Question,
  type QuestionKind,
} from '#shared/campaigns/question-sheet.ts';
import type { ReturnFile, SaveReturn } from '#shared/campaigns/views.ts';
import { readRecordRef } from '#shared/registers/provenance.ts';
import { desk, swap } from '#tests/support/applications.ts';
import { fill, firmId, newCampaign, seated, underWay } from '#tests/support/campaigns.ts';
import type { Replica } from '#tests/support/replica.ts';
import { openReturn, reopenReturn } from './campaign-filling.ts';
import { takeBackReturn } from './campaign-undo.ts';
import { publishVersion } from './campaign-versions.ts';
import { getCampaign, saveCampaign } from './campaigns.ts';
import { listConflicts } from './conflicts.ts';
import { saveFacts } from './firm-facts.ts';
import { saveRows } from './ledgers.ts';
import { rowOrigins } from './origins.ts';
import { rowsOf } from './own-rows.ts';

const asks = (id: string, fact: FactName, kind: QuestionKind = 'text'): Question => ({
  ...blankQuestion(id, kind),
  ...{ label: id, fact },
});
const sheet = {
  questions: [
    asks('phone', { key: 'contactPhone', year: null }),
    asks('address', { key: 'address', year: null }),
    asks('owner', { key: 'ownership', year: null }),
    asks('exporter', { key: 'exporter', year: null }),
    asks('revenue', { key: 'revenue', year: 2025 }),
    asks('people', { key: 'staff', year: 2025 }),
  ],
};
const under = (who: Replica) => underWay(who, { sheet });
const fileOf = (who: Replica, n = 1) => getKeptFirm(who.store, firmId(n));
const figuresOf = (who: Replica, n = 1) =>
  rowsOf(desk(who), 'economics', firmId(n)).map(({ values }) => values);

/** Every fact of the sheet goes into the file, as the screen that was opened saw it. */
const every = ({ facts }: ReturnFile): SaveReturn['facts'] =>
  Object.entries(facts).map(([questionId, { value }]) => ({ questionId, before: value }));

test('a question of the file takes kind, unit and words of the fact, whatever was drawn up', () => {
  const a = seated('张三');
  const { id } = saveCampaign(desk(a), newCampaign({ sheet }));
  const { questions } = getCampaign(desk(a), id).sheet;
  expect(questions.map(({ kind }) => kind)).toEqual([
    'text',
    'text',
    'choice',
    'choice',
    'number',
    'number',
  ]);
  expect(questions[2]).toMatchObject({ other: true, options: expect.any(Array) });
  expect(questions[2]?.options.map(({ label }) => label)).toContain('民营');
  expect(questions[3]?.options.map(({ label }) => label)).toEqual(['是', '否']);
  expect(questions[4]?.figure).toEqual({ unit: '万元', decimals: 4, min: 0, max: null });
  // A sheet of another program that says otherwise is published as the file says.
  const drifted = { ...questions[4], kind: 'text', figure: { unit: '元' } } as Question;
  saveCampaign(desk(a), newCampaign({ id, sheet: { questions: [drifted] } }));
  publishVersion(desk(a), id);
  const file = getCampaign(desk(a), id);
  expect(file.versions[0]?.sheet.questions[0]).toEqual(questions[4]);
  expect(file.unpublished).toBe(false);
  // The same fact twice, or one nobody knows, is no sheet to publish.
  saveCampaign(
    desk(a),
    newCampaign({
      id,
      sheet: {
        questions: [
          asks('one', { key: 'address', year: null }),
          asks('two', { key: 'address', year: null }),
          asks('three', { key: 'ofNewer', year: null }),
        ],
      },
    }),
  );
  expect(() => publishVersion(desk(a), id)).toThrow(/「注册地址」已经在前面问过[\s\S]*不认识/);
});

test('what the file holds is the answer to begin with, with its source and age; what differs is written', () => {
  const a = seated('张三', '2026-03-02T08:00:00.000Z');
  saveFacts(desk(a), {
    ...{ id: firmId(1), source: '企业自报' },
    values: { contactPhone: '0570-7021001', ownership: '民营' },
  });
  saveRows(desk(a), {
    ...{ ledger: 'economics', parent: firmId(1), source: '报表' },
    rows: [{ id: null, values: { year: 2025, revenue: 12_345_0000 } }],
  });
  const { returns } = under(a);
  const opened = openReturn(desk(a), returns[0]);
  expect(opened.facts.phone).toMatchObject({
    ...{ label: '联系电话', text: '0570-7021001', from: '企业自报', staleMonths: null },
  });
  expect(opened.facts.phone?.at?.slice(0, 10)).toBe('2026-03-02');
  expect(opened.facts.revenue).toMatchObject({
    ...{ label: '2025 年主营业务收入', text: '12,345 万元', from: '报表' },
  });
  expect(opened.prefill).toMatchObject({ phone: '0570-7021001', revenue: '12345' });
  const owner = opened.version?.sheet.questions[2];
  expect(opened.prefill.owner).toBe(owner && factAnswer(owner, '民营'));
  expect(opened.prefill.people).toBeUndefined();

  const exporter = opened.version?.sheet.questions[3] as Question;
  const saved = fill(
    a,
    returns[0],
    {
      ...{ ...opened.prefill, phone: '0570-7021999', revenue: '1.3 亿元', people: '120 人' },
      ...{ exporter: factAnswer(exporter, 1), address: '' },
    },
    true,
    every(opened),
  );
  expect(saved.answers).toMatchObject({ revenue: '13000', people: '120' });
  expect(saved.corrected.map(({ key }) => key).sort()).toEqual([
    '2025 revenue',
    '2025 staff',
    'contactPhone',
    'exporter',
  ]);
  expect(saved.skipped).toEqual([]);
  // An empty answer says nothing of the file.
  expect(fileOf(a)).toMatchObject({
    ...{ contactPhone: '0570-7021999', exporter: 1, ownership: '民营', address: '甲厂路 1 号' },
  });
  expect(figuresOf(a)).toMatchObject([{ year: 2025, revenue: 130_000_000, staff: 120 }]);
  const cells = rowOrigins(desk(a), 'enterprise', [firmId(1)])[0]?.cells ?? {};
  // What held was confirmed, what differed was written: both lead to the return.
  for (const key of ['contactPhone', 'exporter', 'ownership']) {
    expect(cells[key]).toMatchObject({ source: '专项调研', purpose: '完成调研答卷' });
    expect(readRecordRef(cells[key]?.sourceRef ?? null)).toMatchObject({
      ...{ record: 'return', id: returns[0] },
    });
  }
  expect(cells.address?.source).toBeNull();

  // Taken back, the file is as it was, and the return open with its answers.
  const back = takeBackReturn(desk(a), { id: returns[0], corrected: saved.corrected });
  expect(back.kept).toEqual([]);
  expect([...back.restored].sort()).toEqual(
    ['2025 年主营业务收入', '2025 年从业人员', '联系电话', '出口企业'].sort(),
  );
  expect(fileOf(a)).toMatchObject({ contactPhone: '0570-7021001', exporter: null });
  expect(figuresOf(a)).toMatchObject([{ year: 2025, revenue: 123_450_000, staff: null }]);
  expect(openReturn(desk(a), returns[0])).toMatchObject({
    ...{ standing: 'filling', answers: { phone: '0570-7021999', people: '120' } },
  });
});

test('what is left out of the list, or only saved, changes nothing of the file; a value it cannot keep is told', () => {
  const a = seated('张三');
  const { returns } = under(a);
  const opened = openReturn(desk(a), returns[0]);
  fill(a, returns[0], { phone: '1', address: '新路 2 号' }, false, every(opened));
  expect(fileOf(a)).toMatchObject({ contactPhone: null, address: '甲厂路 1 号' });
  const [, only] = every(opened);
  const saved = fill(a, returns[0], {}, true, only ? [only] : []);
  expect(saved.corrected.map(({ label }) => label)).toEqual(['注册地址']);
  expect(fileOf(a)).toMatchObject({ contactPhone: null, address: '新路 2 号' });
  expect(() => fill(a, returns[1], { people: '一百来个' })).toThrow('「people」应为数字');
  expect(() => fill(a, returns[1], { phone: '1'.repeat(101) })).toThrow('最多 100 字');
});

test('a figure of a year nobody had opens the row; taken back, the row is gone', () => {
  const a = seated('张三');
  const { returns } = under(a);
  const opened = openReturn(desk(a), returns[1]);
  const saved = fill(a, returns[1], { people: '35' }, true, every(opened));
  expect(figuresOf(a, 2)).toMatchObject([{ year: 2025, staff: 35, source: '专项调研' }]);
  takeBackReturn(desk(a), { id: returns[1], corrected: saved.corrected });
  expect(figuresOf(a, 2)).toEqual([]);
});

test('what somebody else changed meanwhile is told and not overwritten, and can be decided afterwards', () => {
  const a = seated('张三');
  const { returns } = under(a);
  const opened = openReturn(desk(a), returns[0]);
  saveFacts(desk(a), {
    ...{ id: firmId(1), source: '部门共享' },
    values: { contactPhone: '139', address: '新路 2 号' },
  });
  const said = { phone: '138', address: '新路 2 号' };
  const saved = fill(a, returns[0], said, true, every(opened));
  expect(saved.standing).toBe('complete');
  expect(saved.skipped).toMatchObject([{ label: '联系电话', nowText: '139', value: '138' }]);
  // Both found the same: agreement, not a clash.
  expect(saved.corrected).toEqual([]);
  expect(fileOf(a)).toMatchObject({ contactPhone: '139', address: '新路 2 号' });
  expect(saved.facts.phone).toMatchObject({ text: '139', from: '部门共享' });
  const again = reopenReturn(desk(a), returns[0]);
  fill(a, returns[0], {}, true, every(again));
  expect(fileOf(a)?.contactPhone).toBe('138');
});

test('two laptops whose firm answered otherwise: the file asks which holds, as it does of any two values', () => {
  const a = seated('张三');
  const { id, returns } = under(a);
  const b = seated('李四', '2026-03-03T08:00:00.000Z');
  swap(a, b);
  expect(getCampaign(desk(b), id).versions).toHaveLength(1);
  for (const [who, phone] of [
    [a, '138'],
    [b, '139'],
  ] as const)
    fill(who, returns[0], { phone }, true, every(openReturn(desk(who), returns[0])));
  swap(a, b);
  expect(fileOf(a)?.contactPhone).toBe(fileOf(b)?.contactPhone);
  const clashes = listConflicts(desk(a)).groups.flatMap(({ conflicts }) => conflicts);
  expect(clashes.map(({ fieldLabel }) => fieldLabel)).toContain('联系电话');
});

test('an answer that was saved before the file was changed is told to be the older word', () => {
  const a = seated('张三', '2026-03-02T08:00:00.000Z');
  const { returns } = under(a);
  expect(openReturn(desk(a), returns[0]).facts.address?.newer).toBe(false);
  fill(a, returns[0], { phone: '138', address: '甲厂路 1 号' });
  saveFacts(desk(a), { ...{ id: firmId(1), source: '走访' }, values: { address: '新路 2 号' } });
  const { facts } = openReturn(desk(a), returns[0]);
  expect([facts.address?.newer, facts.phone?.newer]).toEqual([true, false]);
  fill(a, returns[0], { address: '新路 3 号' });
  expect(openReturn(desk(a), returns[0]).facts.address?.newer).toBe(false);
});
