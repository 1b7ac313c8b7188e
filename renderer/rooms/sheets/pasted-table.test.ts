import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTable, readTsv, withPasted, writeTsv } from './pasted-table.ts';
import { blankMeasure } from './sheet-form.ts';

describe('cells of a spreadsheet', () => {
  test('any cells written as a spreadsheet writes them are read back', () => {
    const cell = fc.string({ unit: fc.constantFrom('甲', '𬭎', 'a', ' ', '"', '\t', '\n', '\r') });
    const width = fc.integer({ min: 1, max: 4 });
    const table = width.chain((columns) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
        minLength: 1,
        maxLength: 5,
      }),
    );
    fc.assert(
      fc.property(table, (rows) => {
        // One empty cell alone is nothing at all on a clipboard.
        fc.pre(rows.length > 1 || rows[0]?.some((c) => c !== '') || (rows[0]?.length ?? 0) > 1);
        fc.pre((rows.at(-1)?.length ?? 0) > 1 || rows.at(-1)?.[0] !== '');
        expect(readTsv(writeTsv(rows))).toEqual(rows);
      }),
      { numRuns: 500 },
    );
  });

  test('any text is read without a fault, and loses no character outside marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const bare = (s: string): string => s.replace(/["\t\r\n]/g, '');
        expect(bare(readTsv(text).flat().join(''))).toBe(bare(text));
      }),
    );
  });

  test('a line break ends a row, a last one begins none', () => {
    expect(readTsv('甲\t乙\r\n丙\t丁\r\n')).toEqual([
      ['甲', '乙'],
      ['丙', '丁'],
    ]);
    expect(readTsv('5"管\t"两行\n的格"')).toEqual([['5"管', '两行\n的格']]);
  });

  test('what is a table', () => {
    expect(isTable('甲\t乙', '')).toBe(true);
    expect(isTable('甲\n乙', '<table><tr><td>甲')).toBe(true);
    expect(isTable('一段话\n又一段话', '<p>一段话')).toBe(false);
    expect(isTable('甲', '<table><tr><td>甲')).toBe(false);
  });
});

describe('laid over measures', () => {
  const [a, b] = [
    { ...blankMeasure('a'), person: '王科员' },
    { ...blankMeasure('b'), task: '原有任务' },
  ];
  let ids = 0;
  const pasted = (
    text: string,
    column: Parameters<typeof withPasted>[1]['at']['column'],
    id = 'a',
  ) =>
    withPasted([a, b], {
      rows: readTsv(text),
      at: { measureId: id, column },
      year: 2026,
      newId: () => `new-${++ids}`,
    });

  test('by the order of the paper, from the cell on, over as many rows as there are', () => {
    const rows = pasted('牵头\t通过认证\t辅导\n协助\t检定率 100%\t送检\n把关\t合格\t抽查', 'duty');
    expect(rows.map(({ person, duty, goal, task }) => [person, duty, goal, task])).toEqual([
      ['王科员', '牵头', '通过认证', '辅导'],
      ['', '协助', '检定率 100%', '送检'],
      ['', '把关', '合格', '抽查'],
    ]);
    expect(rows[2]?.id).toMatch(/^new-/);
  });

  test('by the words of a heading, whatever their order; dates and states in their own spelling', () => {
    const text = [
      '序号\t具体措施\t责任科室\t责任人\t完成时限\t状态\t备注',
      '1\t建立台账\t质量科\t李计量、王科员\t9月底前\t进行中\t无',
      '2\t送检 12 台\t计量科\t张检定\t二〇二六年十月三十一日\t已完成\t',
    ].join('\n');
    expect(pasted(text, 'goal', 'b')).toMatchObject([
      a,
      {
        id: 'b',
        ...{ task: '建立台账', department: '质量科', person: '李计量、王科员' },
        ...{ dueOn: '2026-09-30', state: '推进中', goal: '' },
      },
      { task: '送检 12 台', person: '张检定', dueOn: '2026-10-31', state: '完成' },
    ]);
  });

  test('a column that only counts is left out; a date nobody can read stays as it was written', () => {
    const rows = pasted(
      '1\t王五\t牵头\t认证\t辅导\t\t长期\n2\t赵六\t协助\t认证\t送检\t\t年底',
      'person',
    );
    expect(rows.map(({ person, dueOn }) => [person, dueOn])).toEqual([
      ['王五', '长期'],
      ['赵六', '2026-12-31'],
    ]);
  });

  test('an empty cell of the block leaves what was there', () => {
    expect(pasted('\t\n\t新任务', 'goal')[1]?.task).toBe('新任务');
    expect(pasted('', 'person')).toEqual([a, b]);
  });
});
