/**
 * A ledger (台账) declared once: table, input schema, api, form, list, Excel in and out and counters
 * derive from the declaration (design: docs/decisions/0020-registers.md).
 *
 * What stands in the file is permanent: the ledger's `name`, each field's `key` and their order name
 * columns of a table that travels. A field is added at the end and never removed or renamed.
 */

/** A cell as stored: text, an integer (scaled by the field's `scale`), or nothing known. */
export type LedgerValue = string | number | null;

/** Values of a row by field key. A missing key means the same as null. */
export type LedgerValues = Readonly<Record<string, LedgerValue>>;

/** Units a number may have; a column has one, and what comes in another of its family is converted. */
export type Unit =
  | '元'
  | '万元'
  | '亿元'
  | '美元'
  | '万美元'
  | '%'
  | '人'
  | '家'
  | '个'
  | '项'
  | '件'
  | '台'
  | '台件'
  | '名'
  | '分'
  | '年'
  | '天'
  | '工作日'
  | '亩'
  | '万亩'
  | '平方米'
  | '吨标准煤'
  | '万吨标准煤'
  | '吨标准煤/万元';

type Common = {
  /** Key in English camelCase; the column is its snake_case. */
  readonly key: string;
  /** Chinese, without the unit. */
  readonly label: string;
  /** Other header words offices use in Excel for it, best first, without unit. */
  readonly synonyms?: readonly string[];
  /** A row cannot be saved without it. */
  readonly required?: true;
  /** One line under the field: what is meant, or where to find it. */
  readonly hint?: string;
  /** What is wrong with a value that is there, in words following the label; null for nothing. */
  readonly rule?: (value: string | number) => string | null;
  /** Personal or trade matter: masked where a list leaves the office. */
  readonly sensitive?: true;
};

/** Field kinds and how each is stored. */
export type Field = Common &
  (
    | {
        /** One line; TEXT. */
        readonly kind: 'text';
        /** Longest, in characters; 200 where nothing is said. */
        readonly max?: number;
      }
    | {
        /** Several lines; TEXT. */
        readonly kind: 'longText';
        /** Longest, in characters; 4,000 where nothing is said. */
        readonly max?: number;
      }
    | {
        /** Whole number; INTEGER. */
        readonly kind: 'integer';
        readonly unit?: Unit;
        readonly min?: number;
        readonly max?: number;
      }
    | {
        /** Fixed-point number; INTEGER holding value × 10^scale, rounded half away from zero. */
        readonly kind: 'decimal';
        readonly unit?: Unit;
        /** Digits kept behind the point, 1 to 6. */
        readonly scale: number;
        /** In the unit, not scaled. */
        readonly min?: number;
        readonly max?: number;
      }
    | {
        /** Money; INTEGER holding value × 10^scale of the unit (万元 with scale 4 is exact to the yuan). */
        readonly kind: 'money';
        readonly unit: '元' | '万元' | '亿元' | '美元' | '万美元';
        /** Digits kept behind the point, 0 to 6. */
        readonly scale: number;
        readonly min?: number;
        readonly max?: number;
      }
    | {
        /** Calendar year; INTEGER. */
        readonly kind: 'year';
      }
    | {
        /** TEXT `YYYY-MM-DD`, or `YYYY-MM` where the source knows no day. */
        readonly kind: 'day';
      }
    | {
        /** TEXT `YYYY-MM`. */
        readonly kind: 'month';
      }
    | {
        /** One word of a vocabulary; TEXT. */
        readonly kind: 'choice';
        readonly vocabulary: readonly string[];
        /** Words outside the vocabulary are kept as they are. */
        readonly open?: true;
        /** Other writings of a word; null for those that say what an empty cell says. */
        readonly writings?: Readonly<Record<string, string | null>>;
      }
    | {
        /** Several words; TEXT holding a JSON array in the order of the vocabulary, others behind. */
        readonly kind: 'choices';
        readonly vocabulary: readonly string[];
        readonly open?: true;
      }
    | {
        /** Yes, no, or not known; INTEGER 1, 0, NULL. */
        readonly kind: 'flag';
      }
    | {
        /** A row of another ledger of the same firm; TEXT id. */
        readonly kind: 'reference';
        /** Name of the ledger. */
        readonly to: string;
      }
  );

export type FieldKind = Field['kind'];

/** A field that a row's values give; never stored. */
export type ComputedField = {
  readonly key: string;
  readonly label: string;
  readonly unit?: Unit;
  /** Digits behind the point, for an integer scaled by it; absent for words. */
  readonly scale?: number;
  /** Null where something it needs is not known. */
  readonly compute: (values: LedgerValues) => LedgerValue;
  /** Formula in words, for the foot of a table. */
  readonly formula: string;
};

/** What is wrong between the fields of a row. An error keeps it from being saved; a warning is shown. */
export type RowProblem = {
  readonly severity: 'error' | 'warning';
  /** Keys of the fields concerned, the one to mend first. */
  readonly keys: readonly string[];
  readonly message: string;
};

/** A figure reports are made of: always with its counting unit, often with the field that dates it. */
export type Counter = {
  readonly key: string;
  readonly label: string;
  readonly unit: Unit | '张' | '次' | '批次' | '人次' | '起' | '篇' | '条' | '份';
  /** Rows, distinct values of a field, or a sum of a numeric field. */
  readonly count: 'rows' | { readonly distinct: string } | { readonly sum: string };
  /** Field (`year`, `day`, `month`) that says which period a row belongs to. */
  readonly period?: string;
  /** Only rows where these fields hold one of these values. */
  readonly where?: Readonly<Record<string, readonly (string | number)[]>>;
};

/** Tabs of a firm's file, in their order; `null` for ledgers that hang on no firm. */
export const fileTabs = [
  '基本信息',
  '经济数据',
  '产品与标准',
  '商标专利',
  '认证准入',
  '计量检验',
  '信用荣誉',
  '培育申报',
  '历史',
] as const;
export type FileTab = (typeof fileTabs)[number];

export type Ledger = {
  /** Table name, snake_case, singular. Permanent. */
  readonly name: string;
  /** Chinese, as on screens and sheets. */
  readonly label: string;
  /** Counting unit of its rows (个、项、件、张 …). */
  readonly counter: string;
  /** What a row hangs on: a firm, a row of another ledger (its name), or nothing. */
  readonly parent: string | null;
  /** Tab of the firm's file it is shown in. */
  readonly tab: FileTab | null;
  readonly fields: readonly Field[];
  readonly computed?: readonly ComputedField[];
  /** Keys (also of computed fields) shown in a list, in order. */
  readonly list: readonly string[];
  /** Keys that order a list; `-` before one turns it round. */
  readonly order: readonly string[];
  /**
   * Keys that, with the parent, make two rows the same thing: its id is derived from them, so that
   * two laptops which add it make one row. Text is folded. Empty: every row is a thing of its own.
   */
  readonly sameBy: readonly string[];
  /** Keys whose values name a row in conflicts, history and returns. */
  readonly titleBy: readonly string[];
  /** Field that says which period a row belongs to. */
  readonly period?: string;
  /** From when to when a row holds; without `to` value it is open-ended. Drives expiry. */
  readonly validity?: {
    readonly from?: string;
    readonly to: string;
    /** Verb of what is due, e.g. 到期, 检定到期. */
    readonly word: string;
  };
  readonly rules?: (values: LedgerValues) => readonly RowProblem[];
  /**
   * Rows stand once their own row, or the one they hang on, has left its draft: what others point at
   * never changes under them. A new edition is drafted instead.
   */
  readonly fixedOnce?: {
    readonly where: 'self' | 'parent';
    /** Field that says it; an empty one is a draft too. */
    readonly key: string;
    readonly draft: string;
  };
  /** Rows come from the services of their own room alone; a sheet shows them and changes nothing. */
  readonly writtenBy?: 'room';
  /** Keys of fields that many rows are looked up by together, beside their parent. Part of the migration. */
  readonly indexes?: readonly (readonly string[])[];
  readonly counters: readonly Counter[];
  /** Screen shape: `years` is a grid of figures by year; `rows` a list with a form. */
  readonly shape?: 'rows' | 'years';
  /** Form sections; all fields in one, in order, where nothing is said. */
  readonly sections?: readonly { readonly title: string; readonly keys: readonly string[] }[];
};

/** Where a value came from. */
export const sources = ['报表', '走访', '导入', '企业自报', '部门共享', '专项调研'] as const;
export type Source = (typeof sources)[number];

/** What every ledger row tells beside its fields; these columns stand before the fields. */
export const commonFields = [
  { key: 'source', label: '来源', kind: 'choice', vocabulary: sources, open: true },
  {
    key: 'sourceRef',
    label: '来源位置',
    kind: 'text',
    max: 400,
    hint: '如：规上名单.xlsx › Sheet1 › 第12行',
  },
  { key: 'confirmedOn', label: '确认日期', kind: 'day' },
  { key: 'note', label: '备注', kind: 'longText' },
] as const satisfies readonly Field[];

/** camelCase to the column's snake_case. */
export const columnOf = (key: string): string =>
  key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

/** Key of the column that names a row's parent: `enterpriseId`, or undefined where there is none. */
export const parentKey = ({ parent }: Pick<Ledger, 'parent'>): string | undefined =>
  parent === null
    ? undefined
    : `${parent.replace(/_([a-z])/g, (_all, c: string) => c.toUpperCase())}Id`;

/** The field of a key, common ones too. */
export const fieldNamed = (ledger: Ledger, key: string): Field | undefined =>
  [...ledger.fields, ...commonFields].find((f) => f.key === key);

const duplicates = (words: readonly string[]): string[] =>
  words.filter((word, i) => words.indexOf(word) !== i);

/** Every way a declaration can contradict itself, in words; empty for a sound one. */
export const declarationFaults = (ledger: Ledger): string[] => {
  const keys = ledger.fields.map((f) => f.key);
  const known = new Set([
    ...keys,
    ...commonFields.map((f) => f.key),
    ...(ledger.computed ?? []).map((c) => c.key),
  ]);
  const reserved = ['id', 'deleted', parentKey(ledger), ...commonFields.map((f) => f.key)];
  const named: readonly (readonly [string, readonly string[]])[] = [
    ['list', ledger.list],
    ['order', ledger.order.map((key) => key.replace(/^-/, ''))],
    ['sameBy', ledger.sameBy],
    ['titleBy', ledger.titleBy],
    ['period', ledger.period ? [ledger.period] : []],
    ['indexes', (ledger.indexes ?? []).flat()],
    [
      'validity',
      Object.entries(ledger.validity ?? {}).flatMap(([k, v]) => (k === 'word' ? [] : v)),
    ],
    ['sections', (ledger.sections ?? []).flatMap((s) => s.keys)],
    [
      'counters',
      ledger.counters.flatMap((c) => [
        ...(c.count === 'rows' ? [] : Object.values(c.count)),
        ...(c.period ? [c.period] : []),
        ...Object.keys(c.where ?? {}),
      ]),
    ],
  ];
  return [
    ...duplicates(keys).map((key) => `${ledger.name}: two fields ${key}`),
    ...duplicates(ledger.fields.map((f) => f.label)).map((l) => `${ledger.name}: two labels ${l}`),
    ...keys.filter((key) => reserved.includes(key)).map((key) => `${ledger.name}: ${key} is taken`),
    ...[ledger.name, ...keys.map(columnOf)]
      .filter((word) => !/^[a-z][a-z0-9_]*$/.test(word))
      .map((word) => `${ledger.name}: ${word} is no column name`),
    ...named.flatMap(([where, words]) =>
      words.filter((word) => !known.has(word)).map((w) => `${ledger.name}.${where}: no field ${w}`),
    ),
    ...(keys.length > 46 ? [`${ledger.name}: ${keys.length} fields, a change mask holds 46`] : []),
  ];
};

/**
 * Declares a ledger.
 *
 * @throws RangeError where the declaration contradicts itself
 */
export const defineLedger = <const L extends Ledger>(ledger: L): L => {
  const faults = declarationFaults(ledger);
  if (faults.length > 0) throw new RangeError(faults.join('; '));
  return ledger;
};
