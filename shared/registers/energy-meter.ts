import { defineLedger, type LedgerValues, type RowProblem } from './ledger.ts';
import { ratio } from './numbers.ts';

const figure = (values: LedgerValues, key: string): number | null => {
  const value = values[key];
  return typeof value === 'number' ? value : null;
};

const problemsOf = (values: LedgerValues): RowProblem[] => {
  const [required, installed] = [figure(values, 'required'), figure(values, 'installed')];
  return required !== null && installed !== null && installed > required
    ? [{ severity: 'warning', keys: ['installed', 'required'], message: '已配台数多于应配台数' }]
    : [];
};

/** Energy meters by kind of energy and level: how many GB 17167 asks for, how many are there. */
export const energyMeter = defineLedger({
  name: 'energy_meter',
  label: '能源计量器具配备',
  counter: '条',
  parent: 'enterprise',
  tab: '计量检验',
  fields: [
    { key: 'year', label: '年度', kind: 'year', required: true, synonyms: ['年份'] },
    {
      key: 'energyKind',
      label: '能源种类',
      kind: 'choice',
      vocabulary: ['电', '煤', '天然气', '蒸汽', '油', '水', '压缩空气'],
      open: true,
      required: true,
      synonyms: ['能源品种', '能源类别'],
    },
    {
      key: 'level',
      label: '计量级别',
      kind: 'choice',
      vocabulary: ['用能单位', '次级用能单位', '用能设备'],
      required: true,
      synonyms: ['级别', '计量层级'],
    },
    {
      key: 'required',
      label: '应配台数',
      kind: 'integer',
      unit: '台',
      min: 0,
      synonyms: ['应配数', '应装台数', '应配备'],
    },
    {
      key: 'installed',
      label: '已配台数',
      kind: 'integer',
      unit: '台',
      min: 0,
      synonyms: ['实配数', '实装台数', '已配备', '实际配备'],
    },
    {
      key: 'verified',
      label: '已检定台数',
      kind: 'integer',
      unit: '台',
      min: 0,
      synonyms: ['检定台数', '受检台数'],
    },
    { key: 'rectifyBy', label: '整改期限', kind: 'day', synonyms: ['整改时限'] },
  ],
  computed: [
    {
      key: 'rate',
      label: '配备率',
      unit: '%',
      scale: 1,
      compute: (v) => ratio(figure(v, 'installed'), figure(v, 'required'), 1_000),
      formula: '配备率 = 已配台数 ÷ 应配台数 × 100%（GB 17167）',
    },
  ],
  list: ['year', 'energyKind', 'level', 'required', 'installed', 'rate', 'verified', 'rectifyBy'],
  order: ['-year', 'energyKind', 'level'],
  sameBy: ['year', 'energyKind', 'level'],
  titleBy: ['year', 'energyKind', 'level'],
  period: 'year',
  validity: { to: 'rectifyBy', word: '整改到期' },
  rules: problemsOf,
  counters: [
    {
      key: 'required',
      label: '应配能源计量器具',
      unit: '台',
      count: { sum: 'required' },
      period: 'year',
    },
    {
      key: 'installed',
      label: '已配能源计量器具',
      unit: '台',
      count: { sum: 'installed' },
      period: 'year',
    },
  ],
});
