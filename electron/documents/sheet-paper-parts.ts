import type { Faces } from '#shared/papers/faces.ts';
import type { SheetPaperValues } from '#shared/papers/sheet-paper.ts';
import { sizes } from './faces.ts';
import type { TableType } from './form-cells.ts';
import { factsTable, labelledTable, type RuledColumn, ruledTable, tableGap } from './form-table.ts';
import type { Block } from './official-page.ts';

/** The tables of a 一企一策工作表, one function a part; `band` is the line that names it. */

/** Texts longer than this make the table of measures smaller, so that a row keeps to its page. */
const longCell = 60;
const smallType = (faces: Faces): TableType => ({ size: sizes.small5, line: 250, faces });

/** Empty rows to write on by hand where nothing is entered. */
const blankRows = (rows: readonly string[][], columns: number, blank: number): string[][] =>
  rows.length > 0
    ? [...rows]
    : Array.from({ length: blank }, () => Array.from({ length: columns }, () => ''));

const list = (
  type: TableType,
  band: string,
  columns: readonly RuledColumn[],
  rows: readonly string[][],
  { blank = 2, keepNext = false }: { readonly blank?: number; readonly keepNext?: boolean } = {},
): Block[] => [
  ruledTable(columns, blankRows(rows, columns.length, blank), {
    ...{ band, type, keepNext },
    ...(rows.length === 0 ? { minimum: 480 } : {}),
  }),
  tableGap(undefined, keepNext),
];

/** Widths of columns that hold texts, by how much stands in them; none is less than a third of another. */
const sharesBy = (rows: readonly string[][], columns: readonly number[], all: number): number[] => {
  const weights = columns.map((column) =>
    Math.sqrt(
      20 +
        rows.reduce((sum, row) => sum + (row[column]?.length ?? 0), 0) / Math.max(1, rows.length),
    ),
  );
  const most = Math.max(...weights);
  const fair = weights.map((weight) => Math.max(weight, most / 3));
  const sum = fair.reduce((total, weight) => total + weight, 0);
  return fair.map((weight) => (all * weight) / sum);
};

export const measuresOf = (
  type: TableType,
  band: string,
  { measures }: SheetPaperValues,
): Block[] => {
  const rows = measures.map((m) => [
    m.no,
    m.person,
    m.duty,
    m.goal,
    [
      m.task,
      ...(m.department === '' ? [] : [`责任部门：${m.department}`]),
      ...(m.resources === '' ? [] : [`资源保障：${m.resources}`]),
    ].join('\n'),
    m.dueOn,
    m.state,
  ]);
  const long = rows.some((row) => row.some((cell) => cell.length > longCell));
  const [duty = 25, goal = 25, task = 25] = sharesBy(rows, [2, 3, 4], 75);
  return list(
    long ? smallType(type.faces) : type,
    band,
    [
      { title: '序号', share: 10, kind: 'centred' },
      { title: '定人', share: 14 },
      { title: '定责', share: duty },
      { title: '定目标', share: goal },
      { title: '定任务', share: task },
      { title: '定完成时间', share: 32, kind: 'centred' },
      { title: '状态', share: 15, kind: 'centred' },
    ],
    rows,
    { blank: 5 },
  );
};

export const basicsOf = (type: TableType, band: string, v: SheetPaperValues): Block[] => [
  factsTable(
    [
      ['企业名称', v.firm],
      ['信用代码', v.uscc],
      ['法定代表人', v.legalRep],
      ['企业类别', v.grade],
      ['乡镇街道', v.township],
      ['块状产业', v.block],
      ['行业', v.industry],
      ['培育层级', v.tier],
      ['主导产品', v.products],
      ['企业地址', v.address],
      ['企业联系人', v.contact],
      ['联系电话', v.phone],
    ],
    { band, type },
  ),
  tableGap(),
];

const yearTitle = (year: string): string => (year === '' ? '　　　年' : year);

export const economicsOf = (type: TableType, band: string, v: SheetPaperValues): Block[] =>
  list(
    type,
    band,
    [
      { title: '指标', share: 3 },
      { title: yearTitle(v.year1), share: 2, kind: 'number' },
      { title: yearTitle(v.year2), share: 2, kind: 'number' },
      { title: yearTitle(v.year3), share: 2, kind: 'number' },
    ],
    v.economics.map((row) => [row.label, row.value1, row.value2, row.value3]),
  );

export const basesOf = (type: TableType, band: string, v: SheetPaperValues): Block[] => [
  labelledTable(
    [
      ['获得荣誉', v.honours],
      ['执行标准', v.standards],
      ['计量情况', v.metrology],
      ['检验检测', v.inspection],
      ['认证与准入', v.certificates],
      ['质量信用', v.credit],
      ['现状说明', v.situation],
    ],
    { band: `${band}${v.filledOn === '' ? '' : `（截至${v.filledOn}）`}`, type },
  ),
  tableGap(),
];

export const gapsOf = (type: TableType, band: string, v: SheetPaperValues): Block[] => [
  ...list(
    type,
    band,
    [
      { title: '项目', share: 20 },
      { title: '企业现值', share: 14 },
      { title: '标杆值或要求', share: 20 },
      { title: '对照对象', share: 18 },
      { title: '差距情况', share: 28 },
    ],
    v.gaps.map((row) => [row.indicator, row.own, row.bench, row.benchName, row.gap]),
  ),
  labelledTable(
    [
      ['差距说明', v.gap],
      ['诊断', v.diagnosis],
    ],
    { type },
  ),
  tableGap(),
];

export const goalsOf = (type: TableType, band: string, v: SheetPaperValues): Block[] => [
  ...list(
    type,
    band,
    [
      { title: '目标奖项', share: 24 },
      { title: '产品', share: 20 },
      { title: '计划申报年', share: 16, kind: 'centred' },
      { title: '具体目标', share: 40 },
    ],
    v.targets.map((row) => [row.award, row.product, row.plannedYear, row.goal]),
  ),
  labelledTable([['目标说明', v.goal]], { type }),
  tableGap(),
];

export const progressOf = (type: TableType, band: string, v: SheetPaperValues): Block[] =>
  list(
    type,
    band,
    [
      { title: '措施序号', share: 14, kind: 'centred' },
      { title: '日期', share: 20, kind: 'centred' },
      { title: '完成比例', share: 13, kind: 'centred' },
      { title: '进展情况', share: 40 },
      { title: '登记人', share: 13, kind: 'centred' },
    ],
    v.progress.map((row) => [row.no, row.onDate, row.percent, row.note, row.person]),
  );

/** Results, and meetings where there are any, end the sheet: the places to sign stay with them. */
export const resultsOf = (type: TableType, band: string, v: SheetPaperValues): Block[] =>
  list(
    type,
    band,
    [
      { title: '指标', share: 22 },
      { title: '实施前', share: 14, kind: 'number' },
      { title: '实施后', share: 14, kind: 'number' },
      { title: '截至', share: 20, kind: 'centred' },
      { title: '成效说明', share: 30 },
    ],
    v.results.map((row) => [row.indicator, row.before, row.after, row.asOf, row.effect]),
    { keepNext: v.reviews.length === 0 },
  );

export const reviewsOf = (type: TableType, band: string, v: SheetPaperValues): Block[] =>
  list(
    type,
    band,
    [
      { title: '日期', share: 20, kind: 'centred' },
      { title: '参加人', share: 26 },
      { title: '评议结论', share: 54 },
    ],
    v.reviews.map((row) => [row.heldOn, row.people, row.conclusions]),
    { keepNext: true },
  );
