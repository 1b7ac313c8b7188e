import type { Field } from '#shared/registers/ledger.ts';
import { readValue } from '#shared/registers/values.ts';
import { indicatorNamed } from './indicators/index.ts';
import { type Rule, readRule, writeRule } from './rules.ts';
import { type Scheme, type SchemeItem, schemeProblems } from './scheme.ts';
import { type ItemForm, lineCells, readsIndicator, type SchemeForm } from './scheme-form.ts';

/** Reads a scheme somebody edits: what it would score with, and everything that is wrong with it. */

/** What is wrong, and with which row and cell; null where it is the whole version's. */
export type FormProblem = {
  readonly item: string | null;
  /** Name of the cell, `lines` with the line's id behind it; null where it is no single one's. */
  readonly cell: string | null;
  readonly text: string;
  /** Keeps it from being saved even as a draft: nothing could be stored for what is written. */
  readonly unreadable: boolean;
};

export type ReadForm = {
  readonly scheme: Scheme;
  /** Codes of items by their rows. */
  readonly codes: ReadonlyMap<string, string>;
  readonly problems: readonly FormProblem[];
};

const pointsField = (label: string): Field => ({
  key: 'points',
  label,
  kind: 'decimal',
  unit: '分',
  scale: 2,
  min: -100_000,
  max: 100_000,
});

const figureField = (label: string, indicator: string): Field => {
  const unit = indicatorNamed(indicator)?.unit;
  return {
    key: 'figure',
    label,
    kind: 'decimal',
    scale: 4,
    ...(unit === undefined || unit === '' || unit === '级' ? {} : { unit }),
  };
};

type Note = (cell: string, text: string) => void;

/** Reads one cell; `fallback` for an empty one, or null with a problem noted where it must be filled. */
const numberIn = (
  note: Note,
  { field, cell, text }: { readonly field: Field; readonly cell: string; readonly text: string },
  fallback?: number | null,
): number | null => {
  const read = readValue(field, text);
  if (!read.ok) {
    note(cell, `${field.label}${read.problem}`);
    return fallback ?? null;
  }
  if (typeof read.value === 'number') return read.value;
  if (fallback === undefined) note(cell, `${field.label}还没有填`);
  return fallback ?? null;
};

type Line = { readonly indicator: string; readonly from: string; readonly points: number };

/** Lines of a rule whose points can be read, each with what it says. */
const linesIn = (item: ItemForm, note: Note): Line[] => {
  const cells = lineCells[item.kind] ?? [];
  if (cells.length > 0 && item.lines.length === 0) note('lines', '记分规则还没有内容，至少写一行');
  return item.lines.map((line, at) => {
    const field = pointsField(`第 ${at + 1} 行的分值`);
    const cell = `lines ${line.id}`;
    if (cells.includes('indicator') && line.indicator === '')
      note(cell, `第 ${at + 1} 行还没有选指标`);
    return { ...line, points: numberIn(note, { field, cell, text: line.points }) ?? 0 };
  });
};

const placeField = (label: string): Field => ({
  key: 'place',
  label,
  kind: 'integer',
  min: 1,
  max: 100_000,
});

/** The rule as the `rule` cell would hold it; whether it is one is `readRule`'s to say. */
const ruleIn = (item: ItemForm, note: Note): object => {
  const lines = linesIn(item, note);
  const cellOf = (at: number): string => `lines ${item.lines[at]?.id ?? ''}`;
  const figure = (cell: string, label: string, text: string, fallback?: number) =>
    numberIn(note, { field: figureField(label, item.indicator), cell, text }, fallback);
  switch (item.kind) {
    case '否决': {
      const needs = item.comparison !== '是' && item.comparison !== '否';
      const value = figure('value', '要求的数值', item.value, needs ? undefined : 0);
      return { comparison: item.comparison, value: value ?? 0, unknown: item.unknown };
    }
    case '分档':
      return {
        steps: lines.map(({ from, points }, at) => ({
          from: figure(cellOf(at), `第 ${at + 1} 行的起点`, from) ?? 0,
          points,
        })),
        below: numberIn(
          note,
          { field: pointsField('不到第一档的分值'), cell: 'below', text: item.below },
          0,
        ),
      };
    case '按比例': {
      const per = figure('per', '每多少', item.per);
      if (per !== null && per < 1) note('per', '“每多少”须大于 0');
      return {
        per: Math.max(1, per ?? 1),
        points:
          numberIn(note, { field: pointsField('每份的分值'), cell: 'points', text: item.points }) ??
          0,
        start: figure('start', '起点', item.start, 0),
        wholeUnits: item.wholeUnits,
      };
    }
    case '名次':
      return {
        lists: [
          ...Map.groupBy(
            lines.map((line, at) => ({
              ...line,
              upTo:
                numberIn(note, {
                  field: placeField(`第 ${at + 1} 行的名次`),
                  cell: cellOf(at),
                  text: line.from,
                }) ?? 1,
            })),
            ({ indicator }) => indicator,
          ),
        ].map(([indicator, places]) => ({
          indicator,
          places: places.map(({ upTo, points }) => ({ upTo, points })),
        })),
      };
    case '计数':
      return { parts: lines.map(({ indicator, points }) => ({ indicator, each: points })) };
    case '选项': {
      const words = lines.map(({ from }) => from.trim());
      for (const [at, word] of words.entries()) {
        if (word === '') note(cellOf(at), `第 ${at + 1} 行还没有写选项`);
        else if (words.indexOf(word) < at) note(cellOf(at), `选项“${word}”写了两次`);
      }
      return {
        options: lines.map(({ points }, at) => ({ word: words[at], points })),
        several: item.several,
      };
    }
    default:
      return {};
  }
};

const readItem = (
  item: ItemForm,
  position: number,
  group: string | null,
  note: Note,
): SchemeItem | null => {
  if (item.title.trim() === '') note('title', '评分项目还没有名称');
  const code = item.code.trim();
  if (code === '') note('code', '项目代码还没有填');
  else if (code.length > 40) note('code', '项目代码最多 40 字');
  if (readsIndicator(item.kind) && item.indicator === '' && item.kind !== '选项')
    note('indicator', '还没有选取数指标');
  const bound = (cell: 'cap' | 'floor', label: string): number | null =>
    numberIn(note, { field: pointsField(label), cell, text: item[cell] }, null);
  const [cap, floor] = [bound('cap', '最高分'), bound('floor', '最低分')];
  const rule: Rule | null = readRule(item.kind, JSON.stringify(ruleIn(item, note)));
  if (rule === null) return null;
  if (writeRule(rule).length > 20_000) note('lines', '记分规则太长');
  return {
    code,
    group,
    position,
    title: item.title.trim(),
    kind: item.kind,
    indicator: readsIndicator(item.kind) && item.indicator !== '' ? item.indicator : null,
    cap,
    floor,
    rule,
    explain: item.explain.trim() || null,
    evidence: item.evidence.trim() || null,
  };
};

/**
 * @param title what the scheme is called, without its version
 */
export const readSchemeForm = (form: SchemeForm, title: string): ReadForm => {
  const problems: FormProblem[] = [];
  const codes = new Map(form.items.map(({ id, code }) => [id, code.trim()]));
  const seen = new Map<string, string>();
  const items = form.items.flatMap((item, at): SchemeItem | SchemeItem[] => {
    const note: Note = (cell, text) =>
      problems.push({ item: item.id, cell, text, unreadable: true });
    const code = item.code.trim();
    if (seen.has(code)) note('code', `项目代码 ${code} 与「${seen.get(code)}」重复`);
    seen.set(code, item.title);
    const group = item.groupId === null ? null : (codes.get(item.groupId) ?? item.groupId);
    return readItem(item, (at + 1) * 10, group, note) ?? [];
  });
  const note: Note = (cell, text) => problems.push({ item: null, cell, text, unreadable: true });
  if (form.version.trim() === '') note('version', '版本还没有名称');
  const full = numberIn(
    note,
    { field: { ...pointsField('满分'), min: 0 } as Field, cell: 'full', text: form.full },
    null,
  );
  const trim = numberIn(
    note,
    {
      field: { key: 'trim', label: '去掉最高最低各', kind: 'integer', min: 0, max: 10 },
      cell: 'trim',
      text: form.trim,
    },
    1,
  );
  for (const [cell, label] of [
    ['validFrom', '适用自'],
    ['validTo', '适用至'],
  ] as const) {
    const read = readValue({ key: cell, label, kind: 'day' }, form[cell]);
    if (!read.ok) note(cell, `${label}${read.problem}`);
  }
  const ties = form.ties.filter(({ indicator }) => indicator !== '');
  const scheme: Scheme = {
    title: `${title}（${form.version.trim()}）`,
    full,
    tieBreaks: ties.map(({ indicator, order }) => `${order === 'less' ? '-' : ''}${indicator}`),
    expertMean: { how: form.expertMean, trim: trim ?? 1 },
    items,
  };
  const idOf = new Map(form.items.map(({ id, code }) => [code.trim(), id]));
  const told = new Set(problems.map(({ item, cell }) => `${item} ${cell}`));
  for (const { code, cell, text } of schemeProblems(
    scheme,
    (key) => indicatorNamed(key) !== undefined,
  )) {
    const item = code === null ? null : (idOf.get(code) ?? null);
    // A code written twice, an empty indicator: said above, at the cell itself.
    if (!told.has(`${item} ${cell}`)) problems.push({ item, cell, text, unreadable: false });
  }
  return { scheme, codes, problems };
};
