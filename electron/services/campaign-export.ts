import { writeFileSync } from 'node:fs';
import {
  type Sheet,
  type SheetCell,
  type SheetColumn,
  writeSheets,
} from '#documents/write-workbook.ts';
import { answerInWords } from '#shared/campaigns/answer-text.ts';
import { cellKey, looseFigure, readFigure, tableRows } from '#shared/campaigns/answers.ts';
import type { FigureRule, Question } from '#shared/campaigns/question-sheet.ts';
import { type NumberTally, tallyOf } from '#shared/campaigns/tallies.ts';
import { type ResultsQuery, returnStateLabels } from '#shared/campaigns/views.ts';
import { localDate } from '#shared/clock.ts';
import { formatDate } from '#shared/dates.ts';
import { type CountedReturn, countedReturns, saidInWords } from './campaign-results.ts';
import type { Desk } from './desk.ts';
import { rowOf, textOf } from './own-rows.ts';
import { paperFaces } from './paper-faces.ts';

/**
 * Results of a campaign as a workbook of official tables: firms × questions, figures, who is missing, tables on sheets of
 * their own. Columns can be filtered, since results are worked on as well as printed.
 */

type Official = NonNullable<Sheet['official']>;
/** What stands round every sheet of one campaign. */
type Frame = {
  readonly campaign: string;
  readonly counted: string;
  readonly head: Pick<Official, 'left' | 'foot' | 'faces' | 'filter'>;
};

const framed = (
  { campaign, counted, head }: Frame,
  title: string,
  total: string,
  columns: number,
): Pick<Sheet, 'official'> => ({
  official: {
    ...head,
    title: `${campaign}${title}`,
    right: counted,
    totals: total === '' ? [] : [[{ value: '合计' }, { value: total, columns: columns - 1 }]],
  },
});

const scopeWords: Readonly<Record<ResultsQuery['scope'], string>> = {
  complete: '已完成的答卷',
  all: '有答案的答卷',
};

const frameOf = (
  desk: Pick<Desk, 'store' | 'self'>,
  { id, scope, township, search }: ResultsQuery,
): Frame => ({
  campaign: textOf(rowOf(desk, 'campaign', id).values, 'title') ?? '专项调研',
  counted: [
    `统计范围：${scopeWords[scope]}`,
    ...(township === null ? [] : [township || '未填乡镇街道']),
    ...(search === '' ? [] : [`企业名称含“${search}”`]),
  ].join('，'),
  head: {
    left: `填报单位：${desk.self.officeName}　　填报日期：${formatDate(localDate(desk.store.clock.now()))}`,
    foot: '填报人：　　　　　　　　审核人：',
    faces: paperFaces(desk),
    filter: true,
  },
});

const withUnit = (label: string, { unit }: FigureRule): string =>
  unit === '' ? label : `${label}（${unit}）`;

/** A number as one Excel can add up; what is none stays what was said. */
const figureCell = (stored: string, rule: FigureRule): SheetCell => {
  if (stored === '') return null;
  const read = readFigure(stored, looseFigure(rule));
  return 'digits' in read && read.digits !== '' ? Number(read.digits) : stored;
};

const cellOf = (kind: string, rule: FigureRule, stored: string): SheetCell => {
  if (kind === 'number') return figureCell(stored, rule);
  return answerInWords(stored) || null;
};

const kindOf = (kind: string): SheetColumn['kind'] =>
  kind === 'number' ? 'number' : kind === 'day' ? 'day' : 'text';

const widthOf = ({ kind, label, figure }: Question): number =>
  kind === 'longText' ? 40 : Math.min(30, Math.max(12, 2 * withUnit(label, figure).length + 2));

const firmColumns: readonly SheetColumn[] = [
  { title: '企业', kind: 'text', width: 34 },
  { title: '乡镇街道', kind: 'text', width: 12, centred: true },
  { title: '调研人', kind: 'text', width: 10, centred: true },
  { title: '状态', kind: 'text', width: 10, centred: true },
];

const answersSheet = (
  questions: readonly Question[],
  returns: readonly CountedReturn[],
  frame: Frame,
): Sheet => ({
  name: '答卷',
  ...framed(
    frame,
    '答卷汇总表',
    `答卷 ${returns.length} 份，其中已完成 ${returns.filter(({ held }) => held.standing === 'complete').length} 份`,
    firmColumns.length + 1 + questions.length,
  ),
  columns: [
    ...firmColumns,
    { title: '完成日期', kind: 'day', width: 16, centred: true },
    ...questions.map((question) => ({
      title: withUnit(question.label, question.figure),
      kind: kindOf(question.kind),
      width: widthOf(question),
    })),
  ],
  rows: returns.map((one) => {
    const { record, standing } = one.held;
    return [
      record.firmName,
      record.township,
      record.asker,
      returnStateLabels[standing],
      record.completedOn,
      ...questions.map((question): SheetCell => {
        if (question.kind === 'table' || question.kind === 'photo')
          return saidInWords(question, one) || null;
        return cellOf(question.kind, question.figure, one.answers[cellKey(question.id)] ?? '');
      }),
    ];
  }),
});

const numberLines = (
  label: string,
  unit: string,
  { count, sum, mean, median, min, max, unread }: NumberTally,
): SheetCell[][] =>
  [
    ['填写数', count, '个'],
    ['合计', sum, unit],
    ['平均', mean, unit],
    ['中位数', median, unit],
    ['最小', min, unit],
    ['最大', max, unit],
    ...(unread > 0 ? [['未计入（不是数字）', unread, '个']] : []),
  ].map(([what, value, of]) => [
    label,
    String(what),
    typeof value === 'string' ? Number(value) : (value ?? null),
    null,
    String(of),
  ]);

const figuresSheet = (
  questions: readonly Question[],
  returns: readonly CountedReturn[],
  frame: Frame,
): Sheet => ({
  name: '统计',
  ...framed(frame, '统计表', `答卷 ${returns.length} 份`, 5),
  columns: [
    { title: '题目', kind: 'text', width: 32 },
    { title: '项目', kind: 'text', width: 22 },
    { title: '数值', kind: 'number', width: 12 },
    { title: '占比（%）', kind: 'number', width: 12, decimals: 1 },
    { title: '单位', kind: 'text', width: 8, centred: true },
  ],
  rows: questions.flatMap((question): SheetCell[][] => {
    const tally = tallyOf(question, returns);
    return [
      [question.label, '已填写', tally.answered, null, '家'],
      [question.label, '未填写', tally.empty, null, '家'],
      ...tally.choices.map(({ label, count, share }): SheetCell[] => [
        question.label,
        label,
        count,
        share === null ? null : share / 10,
        '家',
      ]),
      ...(tally.numbers ? numberLines(question.label, question.figure.unit, tally.numbers) : []),
      ...tally.columns.flatMap(({ label, unit, numbers }) =>
        numberLines(`${question.label} › ${label}`, unit, numbers),
      ),
      ...(question.kind === 'table' ? [[question.label, '表格行', tally.items, null, '行']] : []),
      ...(question.kind === 'photo' ? [[question.label, '照片', tally.items, null, '张']] : []),
    ];
  }),
});

/** Names of sheets: what Excel allows, each once. */
const sheetNames = (wanted: readonly string[], taken: readonly string[]): string[] => {
  const used = new Set(taken);
  return wanted.map((label) => {
    const plain =
      label
        .replace(/[\\/?*[\]:']/g, ' ')
        .trim()
        .slice(0, 26) || '表格';
    let name = plain;
    for (let nth = 2; used.has(name); nth++) name = `${plain}（${nth}）`;
    used.add(name);
    return name;
  });
};

/** Rows of a table that say something, behind their firm and their name. */
const tableLines = (question: Question, returns: readonly CountedReturn[]): SheetCell[][] =>
  returns.flatMap((one) =>
    tableRows(question, one.answers).flatMap((row, at): SheetCell[][] => {
      const cells = question.columns.map(
        (column) => one.answers[cellKey(question.id, row.id, column.id)] ?? '',
      );
      if (cells.every((text) => text === '')) return [];
      return [
        [
          one.held.record.firmName,
          row.label || `第 ${at + 1} 行`,
          ...question.columns.map(({ kind, figure }, n) => cellOf(kind, figure, cells[n] ?? '')),
        ],
      ];
    }),
  );

const tableSheet = (
  question: Question,
  name: string,
  returns: readonly CountedReturn[],
  frame: Frame,
): Sheet => {
  const rows = tableLines(question, returns);
  return {
    name,
    ...framed(
      frame,
      `：${question.label}`,
      `企业 ${new Set(rows.map(([firm]) => firm)).size} 家，${rows.length} 行`,
      2 + question.columns.length,
    ),
    columns: [
      { title: '企业', kind: 'text', width: 34 },
      { title: '行', kind: 'text', width: 18 },
      ...question.columns.map((column) => ({
        title: withUnit(column.label, column.figure),
        kind: kindOf(column.kind),
        width: 16,
      })),
    ],
    rows,
  };
};

const fixedNames = ['答卷', '统计', '未完成企业'] as const;

/** The workbook of what the screen shows. @throws Refusal `record.missing` */
export const campaignBook = (
  desk: Pick<Desk, 'store' | 'self'>,
  query: ResultsQuery,
): Promise<Uint8Array> => {
  const { firms, questions, returns } = countedReturns(desk, query);
  const asked = questions.filter(({ kind }) => kind !== 'note');
  const tables = asked.filter(({ kind }) => kind === 'table');
  const names = sheetNames(
    tables.map(({ label }) => label),
    fixedNames,
  );
  const frame = frameOf(desk, query);
  const missing = firms.filter(({ standing }) => standing !== 'complete');
  return writeSheets([
    answersSheet(asked, returns, frame),
    figuresSheet(asked, returns, frame),
    {
      name: '未完成企业',
      ...framed(
        // Of the whole campaign, whatever is counted on the other sheets.
        { ...frame, counted: '' },
        '未完成企业名单',
        `未完成 ${missing.length} 家，共 ${firms.length} 家`,
        firmColumns.length,
      ),
      columns: firmColumns,
      rows: missing.map(({ record, standing }) => [
        record.firmName,
        record.township,
        record.asker,
        returnStateLabels[standing],
      ]),
    },
    ...tables.map((question, at) => tableSheet(question, names[at] ?? '', returns, frame)),
  ]);
};

/** Puts the workbook on the shelf. @throws Refusal `record.missing` */
export const exportCampaign = async (
  desk: Desk,
  query: ResultsQuery,
): Promise<{ readonly ticket: string; readonly fileName: string }> => {
  const title = textOf(rowOf(desk, 'campaign', query.id).values, 'title') ?? '专项调研';
  const bytes = await campaignBook(desk, query);
  const fileName = `${title} 结果 ${localDate(desk.store.clock.now())}.xlsx`;
  const { ticket, path } = desk.shelf.reserve(fileName);
  writeFileSync(path, bytes);
  return { ticket, fileName };
};
