import { describe, expect, test } from 'vitest';
import { type Sheet, saveSheetInput } from '#shared/sheets.ts';
import { missingCells, unreadableCells } from './sheet-cells.ts';
import {
  blankMeasure,
  blankResult,
  blankSheet,
  blankTarget,
  formOfSheet,
  isBlankMeasure,
  movedMeasure,
  type SheetForm,
  sheetForm,
} from './sheet-form.ts';
import { inputOfSheet } from './sheet-input.ts';

const today = '2026-05-05';
const ids = {
  sheet: '3f0d7a4e-3f6f-4c58-9f5a-0c5a1c0b7a01',
  firm: '3f0d7a4e-3f6f-4c58-9f5a-0c5a1c0b7a02',
  first: '3f0d7a4e-3f6f-4c58-9f5a-0c5a1c0b7a03',
  second: '3f0d7a4e-3f6f-4c58-9f5a-0c5a1c0b7a04',
};
const whole = {
  ...blankMeasure(ids.first),
  person: '李计量',
  duty: '计量室改造',
  goal: '检测设备检定率 100%',
  task: '送检 12 台',
  dueOn: '9.30',
};
const blank = blankSheet(2026, ids.first);
const withRows = (...measures: SheetForm['measures']): SheetForm => ({ ...blank, measures });

describe('what keeps a sheet from being saved', () => {
  test('names every missing cell in paper order', () => {
    const form = {
      ...withRows({ ...whole, duty: ' ' }, { ...blankMeasure(ids.second), person: '王' }),
      year: '26',
    };
    expect(missingCells(form, blank, today).map((cell) => cell.label)).toEqual([
      '年度',
      '第 1 项 定责',
      '第 2 项 定责',
      '第 2 项 定目标',
      '第 2 项 定任务',
      '第 2 项 定完成时间',
    ]);
  });

  test('a date that is none is missing', () => {
    const form = withRows({ ...whole, dueOn: '长期' });
    expect(missingCells(form, blank, today)).toMatchObject([
      { measureId: ids.first, key: 'dueOn', label: '第 1 项 定完成时间' },
    ]);
  });

  test('what is typed and nobody can read is not saved away, wherever it stands', () => {
    const form: SheetForm = {
      ...withRows({ ...whole, dueOn: '长期' }, { ...whole, id: ids.second, dueOn: '' }),
      targets: [{ ...blankTarget('t'), award: '省名牌产品', plannedYear: '后年' }],
      results: [
        { ...blankResult('r'), asOf: '三季度末' },
        { ...blankResult('q'), asOf: '改造以后' },
      ],
    };
    expect(unreadableCells(form, today).map(({ label }) => label)).toEqual([
      '目标第 1 条 计划申报年',
      '第 1 项 定完成时间',
      '成效第 2 条 截至',
    ]);
    const readable = { ...form, measures: [whole], targets: [], results: form.results.slice(0, 1) };
    expect(unreadableCells(readable, today)).toEqual([]);
    const input = inputOfSheet(ids.sheet, ids.firm, readable, blank, today, true);
    expect(input.results).toMatchObject([{ asOf: '2026-09-30' }]);
  });

  test('a row that was only opened is no measure; a saved one that was emptied is missing', () => {
    expect(missingCells(blank, blank, today)).toEqual([]);
    const emptied = withRows(blankMeasure(ids.first));
    expect(missingCells(emptied, withRows(whole), today)).toHaveLength(5);
  });
});

test('a whole form is a valid input, with dates read and blank rows left out', () => {
  const form = withRows(whole, blankMeasure(ids.second));
  const input = inputOfSheet(ids.sheet, ids.firm, form, blank, today, true);
  expect(saveSheetInput.parse(input)).toMatchObject({
    year: 2026,
    grade: null,
    gap: null,
    measures: [{ id: ids.first, dueOn: '2026-09-30', state: '未启动' }],
  });
});

test('a saved sheet comes back as the form it was saved from', () => {
  const sheet: Sheet = {
    id: ids.sheet,
    enterpriseId: ids.firm,
    enterpriseName: '澜溪县某厂',
    year: 2026,
    grade: 'A',
    situation: '现有员工 120 人',
    gap: null,
    goal: null,
    ...{ edition: 1, previousId: null, replacedBy: null, editions: [], snapshot: null },
    ...{ status: 'draft', problems: [], needs: [], awaits: [], issuedOn: null, issuedBy: null },
    ...{ gaps: [], targets: [], answers: [], results: [], reviews: [], approvals: [] },
    measures: [
      {
        ...whole,
        dueOn: '2026-09-30',
        department: null,
        resources: null,
        previousId: null,
        overdue: false,
        progress: [],
        evidence: 0,
      },
    ],
    state: 'here',
  };
  expect(formOfSheet(sheet)).toEqual({
    ...blank,
    grade: 'A',
    situation: '现有员工 120 人',
    measures: [{ ...whole, dueOn: '2026-09-30' }],
  });
});

test('rows move one place and stop at the ends', () => {
  const rows = [blankMeasure('a'), blankMeasure('b'), blankMeasure('c')];
  const order = (id: string, step: -1 | 1) => movedMeasure(rows, id, step).map((row) => row.id);
  expect(order('a', 1)).toEqual(['b', 'a', 'c']);
  expect(order('c', -1)).toEqual(['a', 'c', 'b']);
  expect(order('a', -1)).toEqual(['a', 'b', 'c']);
  expect(order('c', 1)).toEqual(['a', 'b', 'c']);
});

test('a draft written by an older program is filled in', () => {
  const old = sheetForm.parse({ year: '2026', measures: [{ id: 'a', person: '李' }] });
  expect(old).toEqual({
    ...blank,
    measures: [{ ...blankMeasure('a'), person: '李' }],
  });
  expect(isBlankMeasure(blankMeasure('a'))).toBe(true);
});
