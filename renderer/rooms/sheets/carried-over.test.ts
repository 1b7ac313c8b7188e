import { expect, test } from 'vitest';
import type { Sheet } from '#shared/sheets.ts';
import { carriedOver } from './carried-over.ts';
import { withGaps, withTargets } from './proposed-rows.ts';
import { blankGap, blankMeasure, blankSheet, blankTarget, type SheetForm } from './sheet-form.ts';

let ids = 0;
const newId = (): string => `new-${++ids}`;
const measure = (id: string, state: string, dueOn: string | null = '2025-12-20') => ({
  ...{ id, person: '王科员', duty: '牵头', goal: '认证', task: `任务 ${id}`, dueOn, state },
  ...{ department: '质量科', resources: null, previousId: null },
  ...{ overdue: false, progress: [], evidence: 0 },
});
const last = {
  ...{ id: 'old', year: 2025, grade: 'B', situation: '去年的现状', gap: '去年的差距', goal: null },
  measures: [
    measure('a', '完成'),
    measure('b', '推进中'),
    measure('c', '取消'),
    measure('d', '延期', null),
  ],
  gaps: [{ ...blankGap('g'), indicator: '专利' }],
  targets: [{ ...blankTarget('t'), award: '省名牌', plannedYear: 2026 }],
  answers: [{ question: '重内轻外1', answer: '符合', remark: null }],
  ...{ results: [], snapshot: null },
} as unknown as Sheet;
const blank = blankSheet(2026, 'first');

test('what was not finished goes on, a year later; what was typed already stays', () => {
  const typed: SheetForm = {
    ...blank,
    gap: '今年写的差距',
    measures: [{ ...blankMeasure('first'), task: '今年的任务' }, blankMeasure('empty')],
  };
  const form = carriedOver(typed, last, newId);
  expect(form).toMatchObject({
    grade: 'B',
    situation: '去年的现状',
    gap: '今年写的差距',
    goal: '',
  });
  expect(form.measures.map(({ task, previousId, dueOn }) => [task, previousId, dueOn])).toEqual([
    ['今年的任务', null, ''],
    ['任务 b', 'b', '2026-12-20'],
    ['任务 d', 'd', ''],
  ]);
  expect(form.gaps).toMatchObject([{ indicator: '专利' }]);
  expect(form.targets).toMatchObject([{ award: '省名牌', plannedYear: '2026' }]);
  expect(form.answers).toEqual([{ id: '重内轻外1', answer: '符合', remark: '' }]);
  const all = [...form.measures, ...form.gaps, ...form.targets].map(({ id }) => id);
  expect(new Set([...all, 'b', 'd', 'g', 't']).size).toBe(all.length + 4);
});

test('29 February is followed by the 28th', () => {
  const leap = { ...last, year: 2024, measures: [measure('x', '未启动', '2024-02-29')] } as Sheet;
  expect(carriedOver({ ...blank, year: '2025' }, leap, newId).measures[0]?.dueOn).toBe(
    '2025-02-28',
  );
});

test('gaps found anew bring the figures of their rows up to date, and touch no other', () => {
  const found = {
    ...{ indicator: '研发强度', unit: '%', bench: '3.5', benchName: '标杆', gap: '相差 1.7' },
    origin: '对标分析',
  };
  const first = withGaps(
    { ...blank, gaps: [{ ...blankGap('hand'), indicator: '研发强度', gap: '手写' }] },
    [{ ...found, own: '1.8' }],
    newId,
  );
  expect(first.gaps.map(({ own, gap }) => [own, gap])).toEqual([
    ['', '手写'],
    ['1.8', '相差 1.7'],
  ]);
  const again = withGaps(first, [{ ...found, own: '2.0' }], newId);
  expect(again.gaps.map(({ id, own }) => [id, own])).toEqual([
    ['hand', ''],
    [first.gaps[1]?.id, '2.0'],
  ]);
});

test('a line of the plan is a target once', () => {
  const line = {
    award: '省名牌',
    product: null,
    plannedYear: 2027,
    goal: null,
    cultivationId: 'c1',
  };
  const once = withTargets(blank, [line], newId);
  expect(once.targets).toMatchObject([
    { award: '省名牌', plannedYear: '2027', cultivationId: 'c1' },
  ]);
  expect(withTargets(once, [line], newId).targets).toHaveLength(1);
});
