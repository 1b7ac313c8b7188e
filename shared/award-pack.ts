import { z } from 'zod';
import { type LedgerName, ledgerNamed } from './registers/index.ts';
import type { Field, LedgerValue, LedgerValues } from './registers/ledger.ts';
import { itemKinds } from './registers/scheme.ts';
import { readValue, valueProblem } from './registers/values.ts';
import { readRule, writeRule } from './scoring/rules.ts';

/**
 * A pack of the award catalogue (目录包): a JSON file people can read and edit. Awards with their editions,
 * conditions and papers, ladders, scoring schemes. Cells are named as the ledgers name them, in the unit
 * of the field and unscaled; what one row says of another is said by code.
 */

const cell = z.union([z.string().max(20_000), z.number(), z.boolean()]);
const code = z.string().min(1).max(60);

/** Cells of a ledger, those left out that the program sets or that name other rows. */
const cellsOf = (name: LedgerName, without: readonly string[]) => {
  const fields = (ledgerNamed(name)?.fields ?? []).filter(({ key }) => !without.includes(key));
  return z.strictObject({
    ...Object.fromEntries(
      fields.map(({ key, required }) => [key, required ? cell : cell.optional()]),
    ),
    note: cell.optional(),
  });
};

const kept = ['state', 'publishedOn', 'digest', 'copiedFromId'] as const;
const packed = ['pack', 'packVersion'] as const;

/** Splits an object into the ledger's own cells and the keys a pack adds. */
const row = <S extends z.ZodRawShape>(
  name: LedgerName,
  without: readonly string[],
  more: S,
): z.ZodType<{ cells: Readonly<Record<string, z.infer<typeof cell>>> } & z.infer<z.ZodObject<S>>> =>
  z.record(z.string(), z.unknown()).transform((given, context) => {
    const own = Object.keys(more);
    const split = (wanted: boolean): object =>
      Object.fromEntries(Object.entries(given).filter(([key]) => own.includes(key) === wanted));
    const cells = cellsOf(name, without).safeParse(split(false));
    const rest = z.object(more).safeParse(split(true));
    for (const parsed of [cells, rest])
      for (const issue of parsed.error?.issues ?? [])
        context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message });
    return { cells: cells.data ?? {}, ...rest.data } as never;
  }) as never;

const condition = row('award_condition', [], {});
const dossierItem = row('award_dossier_item', [], {});
const edition = row('award_edition', [...kept, 'schemeVersionId'], {
  /** `scheme code/version` */
  scheme: z.string().max(130).optional(),
  conditions: z.array(condition).max(200).default([]),
  dossier: z.array(dossierItem).max(200).default([]),
});
const packAward = row('award', [...packed, 'predecessorId', 'successorId'], {
  predecessor: code.optional(),
  successor: code.optional(),
  editions: z.array(edition).max(50).default([]),
  rewards: z
    .array(row('award_reward', [], {}))
    .max(100)
    .default([]),
  windows: z
    .array(row('award_window', [], {}))
    .max(100)
    .default([]),
});
const step = row('award_step', ['fromId', 'toId'], { from: code, to: code });
const item = row('scheme_item', ['groupCode', 'rule', 'kind'], {
  group: code.optional(),
  kind: z.enum(itemKinds),
  rule: z.record(z.string(), z.unknown()).default({}),
});
const version = row('scheme_version', kept, { items: z.array(item).max(500) });
const packScheme = row('scheme', packed, { versions: z.array(version).max(50).default([]) });

export const awardPack = z.object({
  format: z.literal('qice-award-pack'),
  formatVersion: z.literal(1),
  name: z.string().min(1).max(100),
  version: z.string().min(1).max(60),
  issuedBy: z.string().max(100).optional(),
  note: z.string().max(2_000).optional(),
  awards: z.array(packAward).max(2_000).default([]),
  steps: z.array(step).max(2_000).default([]),
  schemes: z.array(packScheme).max(500).default([]),
  brandAssumptions: z
    .array(row('brand_assumption', [], {}))
    .max(100)
    .default([]),
});
export type AwardPack = z.infer<typeof awardPack>;

/** Which row a cell names, by codes: found among the pack's rows and those in the store. */
export type PackRef =
  | { readonly ledger: 'award'; readonly code: string }
  | { readonly ledger: 'scheme_version'; readonly code: string; readonly version: string };

/** A row a pack brings, with what hangs on it. */
export type PackRow = {
  readonly ledger: LedgerName;
  readonly values: LedgerValues;
  readonly refs: Readonly<Record<string, PackRef>>;
  readonly children: readonly PackRow[];
};

export type PackContent = {
  readonly rows: readonly PackRow[];
  /** What cannot be read, in words; a pack with any is not taken in. */
  readonly problems: readonly string[];
};

type Cells = Readonly<Record<string, z.infer<typeof cell>>>;

const written = (value: z.infer<typeof cell>): string =>
  typeof value === 'boolean' ? (value ? '是' : '否') : String(value);

const readCell = (field: Field, value: z.infer<typeof cell>): LedgerValue | Error => {
  // A rule of 20,000 characters is text as it stands; anything else is read as a person types it.
  if (field.kind === 'longText' || field.kind === 'text') {
    const problem = valueProblem(field, written(value));
    return problem === null ? written(value) : new Error(problem);
  }
  const read = readValue(field, written(value));
  return read.ok ? read.value : new Error(read.problem);
};

/** Figures a rule holds in the indicator's unit, and points; both become whole numbers. */
const figureKeys = ['value', 'from', 'per', 'start'];
const pointKeys = ['points', 'below', 'each'];

/** n × 10^scale exactly, by its shortest decimal writing; NaN where more digits are written. */
const scaled = (n: number, scale: number): number => {
  const read = readValue({ key: 'n', label: '', kind: 'decimal', scale }, String(n));
  const value = read.ok ? Number(read.value) : Number.NaN;
  return value / 10 ** scale === n ? value : Number.NaN;
};

/** A rule in natural units as the engine takes it. */
export const scaledRule = (natural: unknown): unknown => {
  if (Array.isArray(natural)) return natural.map(scaledRule);
  if (typeof natural !== 'object' || natural === null) return natural;
  return Object.fromEntries(
    Object.entries(natural).map(([key, value]) => {
      if (typeof value !== 'number') return [key, scaledRule(value)];
      if (figureKeys.includes(key)) return [key, scaled(value, 4)];
      return [key, pointKeys.includes(key) ? scaled(value, 2) : value];
    }),
  );
};

/** The rows of a pack, read exactly; nothing is looked up yet. */
export const packContent = (pack: AwardPack): PackContent => {
  const problems: string[] = [];
  const valuesOf = (ledger: LedgerName, cells: Cells, where: string): LedgerValues => {
    const fields = ledgerNamed(ledger)?.fields ?? [];
    return Object.fromEntries(
      Object.entries(cells).map(([key, value]) => {
        const field = fields.find((f) => f.key === key);
        if (!field) return [key, written(value)];
        const read = readCell(field, value);
        if (!(read instanceof Error)) return [key, read];
        problems.push(`${where}：${field.label}${read.message}`);
        return [key, null];
      }),
    );
  };
  const made = (
    ledger: LedgerName,
    cells: Cells,
    where: string,
    more: Partial<PackRow> & { readonly extra?: LedgerValues } = {},
  ): PackRow => ({
    ledger,
    values: { ...valuesOf(ledger, cells, where), ...more.extra },
    refs: more.refs ?? {},
    children: more.children ?? [],
  });
  const numbered = <T>(list: readonly T[], make: (one: T, position: LedgerValues) => PackRow) =>
    list.map((one, i) => make(one, { position: (i + 1) * 10 }));
  const from = { pack: pack.name, packVersion: pack.version };
  const toAward = (to: string): PackRef => ({ ledger: 'award', code: to });
  const toScheme = (words: string): PackRef => {
    const [schemeCode = '', ...rest] = words.split('/');
    return { ledger: 'scheme_version', code: schemeCode, version: rest.join('/') };
  };

  const schemes = pack.schemes.map((s): PackRow => {
    const where = `评分方案 ${String(s.cells.name)}`;
    const versions = s.versions.map((v) =>
      made('scheme_version', v.cells, where, {
        children: numbered(v.items, ({ cells, group, kind, rule }, position) => {
          const at = `${where} ${String(cells.title)}`;
          const read = readRule(kind, JSON.stringify(scaledRule(rule)));
          if (!read) problems.push(`${at}：记分规则读不懂`);
          const held = read === null ? null : writeRule(read);
          const extra = { ...position, kind, groupCode: group ?? null, rule: held };
          return made('scheme_item', cells, at, { extra });
        }),
      }),
    );
    return made('scheme', s.cells, where, { extra: from, children: versions });
  });

  const awards = pack.awards.map((a): PackRow => {
    const where = `奖项 ${String(a.cells.name)}`;
    const refs: Record<string, PackRef> = {};
    if (a.predecessor) refs.predecessorId = toAward(a.predecessor);
    if (a.successor) refs.successorId = toAward(a.successor);
    const editions = a.editions.map((e) =>
      made('award_edition', e.cells, where, {
        refs: e.scheme ? { schemeVersionId: toScheme(e.scheme) } : {},
        children: [
          ...numbered(e.conditions, ({ cells }, extra) =>
            made('award_condition', cells, where, { extra }),
          ),
          ...numbered(e.dossier, ({ cells }, extra) =>
            made('award_dossier_item', cells, where, { extra }),
          ),
        ],
      }),
    );
    return made('award', a.cells, where, {
      extra: from,
      refs,
      children: [
        ...editions,
        ...a.rewards.map(({ cells }) => made('award_reward', cells, where)),
        ...a.windows.map(({ cells }) => made('award_window', cells, where)),
      ],
    });
  });

  const steps = pack.steps.map((s) =>
    made('award_step', s.cells, `阶梯 ${s.from} → ${s.to}`, {
      refs: { fromId: toAward(s.from), toId: toAward(s.to) },
    }),
  );
  const sets = pack.brandAssumptions.map(({ cells }) =>
    made('brand_assumption', cells, `品牌价值参数 ${String(cells.name)}`),
  );
  return { rows: [...schemes, ...awards, ...steps, ...sets], problems };
};

/** What taking a pack in would do to one row. */
export type PackChange = {
  readonly ledger: string;
  /** 奖项、申报条件 … */
  readonly what: string;
  readonly title: string;
  readonly does: 'add' | 'change' | 'fixed';
  /** Cells that differ, as people read them; for a new row what it holds. */
  readonly cells: readonly {
    readonly label: string;
    readonly before: string;
    readonly after: string;
  }[];
};

export type PackPreview = {
  readonly name: string;
  readonly version: string;
  readonly note: string | null;
  /** Counting unit: 项 (awards), 个 (schemes), 级 (steps). */
  readonly awards: number;
  readonly schemes: number;
  readonly steps: number;
  readonly problems: readonly string[];
  readonly changes: readonly PackChange[];
  /** Rows that are as the pack says already. */
  readonly same: number;
};

export type PackLoaded = {
  readonly added: number;
  readonly changed: number;
  readonly fixed: number;
};
