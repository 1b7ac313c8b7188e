import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LedgerRow } from '#shared/ledgers.ts';
import { certification } from '#shared/registers/certification.ts';
import { economics } from '#shared/registers/economics.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import {
  cellText,
  gridFields,
  gridRows,
  isEmptyRow,
  parseBlock,
  pastedCells,
  readRow,
  reverseOf,
  type Step,
  withSaved,
  withTexts,
} from './grid-model.ts';

const row = (id: string, values: LedgerValues): LedgerRow => ({
  id,
  parentId: 'e',
  firm: null,
  values,
  problems: [],
  attachments: 0,
  state: 'here',
});
const stored = [row('a', { year: 2024, output: 10_000_000 }), row('b', { year: 2025 })];
const fields = gridFields(economics);

test('a sheet ends in an empty row; typing in it makes the next one', () => {
  expect(gridRows(stored, {}).map(({ key }) => key)).toEqual(['a', 'b', 'new-1']);
  expect(gridRows(stored, { 'new-1': { year: '2026' } }).map(({ key }) => key)).toEqual([
    'a',
    'b',
    'new-1',
    'new-2',
  ]);
});

test('a bare sheet has the lines and cells it is given and no others', () => {
  expect(gridRows(stored, { 'new-1': { year: '2026' } }, 0, true).map(({ key }) => key)).toEqual([
    'a',
    'b',
  ]);
  expect(gridFields(economics, true)).toEqual(economics.fields);
  expect(fields.map(({ key }) => key)).toContain('note');
});

test('typing back what is stored leaves nothing typed', () => {
  const rows = gridRows(stored, {});
  const typed = withTexts(rows, fields, {}, [{ row: 'a', field: 'output', text: '1200' }]);
  expect(typed).toEqual({ a: { output: '1200' } });
  expect(withTexts(rows, fields, typed, [{ row: 'a', field: 'output', text: '1000' }])).toEqual({});
});

test('while a save is under way, what equals the store is sent all the same', () => {
  const back = [{ row: 'a', field: 'output', text: '1000' }];
  expect(withTexts(gridRows(stored, {}), fields, {}, back, true)).toEqual({
    a: { output: '1000' },
  });
});

test('any step is undone by its reverse', () => {
  const cell = fc.record({
    row: fc.constantFrom('a', 'b', 'new-1'),
    field: fc.constantFrom('output', 'year', 'note'),
    text: fc.string({ maxLength: 4 }),
  });
  const step = fc.uniqueArray(cell, {
    selector: ({ row: r, field }) => `${r} ${field}`,
    maxLength: 9,
  });
  fc.assert(
    fc.property(step, step, (before: Step, after: Step) => {
      const typed = withTexts(gridRows(stored, {}), fields, {}, before);
      const rows = gridRows(stored, typed);
      const text = (t: typeof typed): string[] =>
        rows.flatMap((r) => fields.map((f) => cellText(r, f, t)));
      const back = reverseOf(rows, fields, typed, after);
      const done = withTexts(rows, fields, typed, after);
      expect(text(withTexts(rows, fields, done, back))).toEqual(text(typed));
    }),
  );
});

test('a row is read as it would be saved: bad cells, missing ones, and what does not close', () => {
  const [a, , fresh] = gridRows(stored, { 'new-1': { output: '约3' } });
  if (!a || !fresh) throw new Error('rows');
  expect(readRow(economics, a, { a: { output: '0.5亿元', staff: '8', techStaff: '9' } })).toEqual({
    values: { output: 50_000_000, staff: 8, techStaff: 9 },
    problems: {},
    warnings: ['科技人员多于从业人员'],
  });
  expect(readRow(economics, fresh, { 'new-1': { output: '约3' } }).problems).toEqual({
    output: '工业总产值应为数字',
    year: '请填写年度',
  });
  expect(isEmptyRow(fresh, { 'new-1': { output: ' ' } })).toBe(true);
});

test('a block from a table: tabs, lines, quoted cells', () => {
  expect(parseBlock('1\t2\r\n3\t4\r\n')).toEqual([
    ['1', '2'],
    ['3', '4'],
  ]);
  expect(parseBlock('"a\tb\n""c"""\t2')).toEqual([['a\tb\n"c"', '2']]);
  expect(parseBlock('x')).toEqual([['x']]);
});

test('the sheet begins with what a list shows', () => {
  expect(
    gridFields(certification)
      .slice(0, 3)
      .map(({ key }) => key),
  ).toEqual(certification.list.slice(0, 3));
});

test('a pasted block goes on from its place, names new rows as it needs them, and stays in the sheet', () => {
  const rows = gridRows(stored, {});
  const block = [
    ['2026', ' 5 '],
    ['2027', '6'],
    ['2028', '7'],
  ];
  const [first, second] = fields.map(({ key }) => key);
  const sheet = { rows, fields, sideways: false, isBounded: false };
  expect(pastedCells(block, { row: 1, field: 0 }, sheet)).toEqual([
    { row: 'b', field: first, text: '2026' },
    { row: 'b', field: second, text: '5' },
    { row: 'new-1', field: first, text: '2027' },
    { row: 'new-1', field: second, text: '6' },
    { row: 'new-2', field: first, text: '2028' },
    { row: 'new-2', field: second, text: '7' },
  ]);
  const sideways = pastedCells(
    block,
    { row: 1, field: fields.length - 2 },
    { ...sheet, sideways: true },
  );
  expect(sideways.map(({ row: key, text }) => [key, text])).toEqual([
    ['b', '2026'],
    ['new-1', '5'],
    ['b', '2027'],
    ['new-1', '6'],
  ]);
  const bounded = { ...sheet, rows: rows.slice(0, 2), isBounded: true };
  expect(pastedCells(block, { row: 1, field: 0 }, bounded).map(({ row: key }) => key)).toEqual([
    'b',
    'b',
  ]);
});

test('what was written a moment ago stands there, in a row that is listed and in one that is not', () => {
  const listed = [row('a', { name: '甲', number: '1' }), row('b', { name: '乙' })];
  const written = new Map<string, LedgerValues>([
    ['b', { number: '2' }],
    ['c', { name: '丙' }],
  ]);
  expect(withSaved(listed, written).map(({ id, values }) => [id, values])).toEqual([
    ['a', { name: '甲', number: '1' }],
    ['b', { name: '乙', number: '2' }],
    ['c', { name: '丙' }],
  ]);
  expect(withSaved(listed, new Map())).toBe(listed);
});
