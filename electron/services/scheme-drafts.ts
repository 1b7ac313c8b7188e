import { write } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { schemeItem, schemeVersion } from '#shared/registers/scheme.ts';
import { readValue } from '#shared/registers/values.ts';
import { showPoints } from '#shared/scoring/points.ts';
import { writeRule } from '#shared/scoring/rules.ts';
import type { SchemeItem } from '#shared/scoring/scheme.ts';
import { formOfItem, type ItemForm, type SchemeForm } from '#shared/scoring/scheme-form.ts';
import { readSchemeForm } from '#shared/scoring/scheme-reading.ts';
import type { SchemeDraft, SchemeTrial, TryScheme } from '#shared/scoring/scheme-views.ts';
import { rawInWords } from '#shared/scoring/words.ts';
import type { Desk } from './desk.ts';
import { newRowId } from './ledger-keys.ts';
import { requireLedger } from './ledgers.ts';
import { insertOwn, numberOf, rowOf, rowsOf, textOf, updateOwn } from './own-rows.ts';
import { type ReadScheme, readScheme } from './schemes.ts';
import { type ScoredFile, scoreFirms } from './score-firms.ts';

/** A draft of a scheme's version as a form: opened, saved whole, tried on one firm. */

type Bench = Pick<Desk, 'store' | 'self'>;
type Reads = Pick<Desk, 'store'>;

const itemForms = (desk: Reads, versionId: string, items: readonly SchemeItem[]): ItemForm[] => {
  const rows = rowsOf(desk, 'scheme_item', versionId);
  const idOf = new Map(rows.map(({ id, values }) => [String(values.code), id]));
  const read = new Map(items.map((item) => [item.code, item]));
  const forms = rows.map(({ id, values }): ItemForm => {
    const code = String(values.code);
    const group = textOf(values, 'groupCode');
    // A rule this program cannot read comes without its lines, which the form then asks for.
    const item: SchemeItem = read.get(code) ?? {
      code,
      group,
      position: 0,
      title: String(values.title),
      kind: values.kind as SchemeItem['kind'],
      indicator: textOf(values, 'indicator'),
      cap: numberOf(values, 'cap'),
      floor: numberOf(values, 'floor'),
      rule: { kind: '分组' },
      explain: textOf(values, 'explain'),
      evidence: textOf(values, 'evidence'),
    };
    return formOfItem(id, item, group === null ? null : (idOf.get(group) ?? null));
  });
  // A group, then what is in it, as the table shows it; what stands in a ring comes last.
  const under = Map.groupBy(forms, ({ groupId }) => groupId);
  const walk = (group: string | null): ItemForm[] =>
    (under.get(group) ?? []).flatMap((form) => [form, ...walk(form.id)]);
  const ordered = walk(null);
  return [...ordered, ...forms.filter((form) => !ordered.includes(form))];
};

/** @throws Refusal `record.missing` */
export const openScheme = (desk: Reads, versionId: string): SchemeDraft => {
  const { values } = rowOf(desk, 'scheme_version', versionId);
  const read = readScheme(desk, versionId);
  const scheme = rowOf(desk, 'scheme', read.schemeId);
  const { full, tieBreaks, expertMean, items } = read.scheme;
  return {
    id: versionId,
    schemeName: String(scheme.values.name),
    state: read.state ?? '草稿',
    copiedFromId: textOf(values, 'copiedFromId'),
    form: {
      version: String(values.version),
      full: full === null ? '' : showPoints(full),
      docNo: textOf(values, 'docNo') ?? '',
      validFrom: textOf(values, 'validFrom') ?? '',
      validTo: textOf(values, 'validTo') ?? '',
      expertMean: expertMean.how,
      trim: String(expertMean.trim),
      ties: tieBreaks.map((key, at) => ({
        id: `tie ${at}`,
        indicator: key.replace(/^-/, ''),
        order: key.startsWith('-') ? 'less' : 'more',
      })),
      items: itemForms(desk, versionId, items),
    },
  };
};

const versionValues = (form: SchemeForm, read: ReturnType<typeof readSchemeForm>): LedgerValues => {
  const day = (text: string): string | null => {
    const value = readValue({ key: 'day', label: '', kind: 'day' }, text);
    return value.ok && typeof value.value === 'string' ? value.value : null;
  };
  const { full, tieBreaks, expertMean } = read.scheme;
  return {
    version: form.version.trim(),
    full,
    docNo: form.docNo.trim() || null,
    validFrom: day(form.validFrom),
    validTo: day(form.validTo),
    tieBreaks: tieBreaks.join(',') || null,
    expertMean: expertMean.how === 'trimmed' ? '去高去低平均' : '算术平均',
    trim: expertMean.trim,
  };
};

const itemValues = ({ group, rule, ...item }: SchemeItem): LedgerValues => ({
  ...item,
  groupCode: group,
  rule: writeRule(rule),
});

/**
 * Saves a draft whole: rows changed, added and taken out, in one step. What only keeps it from being
 * published is no hindrance.
 *
 * @throws Refusal `record.missing`, `record.fixed` for a version that has left its draft,
 *   `record.invalid` where a cell cannot be read or the scheme has another version of that name
 */
export const saveScheme = (desk: Bench, id: string, form: SchemeForm): SchemeDraft => {
  const version = rowOf(desk, 'scheme_version', id);
  if ((version.values.state ?? '草稿') !== '草稿')
    throw Refusal.of('record.fixed', { what: schemeVersion.label });
  const scheme = rowOf(desk, 'scheme', version.parentId ?? '');
  const read = readSchemeForm(form, String(scheme.values.name));
  const problems = read.problems.filter(({ unreadable }) => unreadable).map(({ text }) => text);
  const beside = rowsOf(desk, 'scheme_version', scheme.id);
  if (beside.some((row) => row.id !== id && row.values.version === form.version.trim()))
    problems.push(`已有名为「${form.version.trim()}」的${schemeVersion.label}`);
  if (problems.length > 0) throw Refusal.of('record.invalid', { problems: [...new Set(problems)] });
  const known = new Map(rowsOf(desk, 'scheme_item', id).map((row) => [row.id, row.values]));
  const valuesOf = new Map(read.scheme.items.map((item) => [item.code, itemValues(item)]));
  const kept = new Set(form.items.map((item) => item.id));
  const ledger = requireLedger(schemeItem.name);
  const purpose = `修改评分方案：${read.scheme.title}`;
  write(desk.store, { actor: desk.self.person, purpose }, (door) => {
    updateOwn(door, 'scheme_version', id, versionValues(form, read));
    for (const row of known.keys())
      if (!kept.has(row)) updateOwn(door, 'scheme_item', row, { deleted: 1 });
    const of = (item: ItemForm): LedgerValues => valuesOf.get(item.code.trim()) ?? {};
    for (const item of form.items)
      if (known.has(item.id)) updateOwn(door, 'scheme_item', item.id, of(item));
    // Last: an id may have become free just now.
    for (const item of form.items) {
      if (known.has(item.id)) continue;
      const fresh = newRowId(desk, ledger, id, of(item));
      insertOwn(desk, door, 'scheme_item', { id: fresh, parentId: id, values: of(item) });
    }
  });
  return openScheme(desk, id);
};

const scoreOne = (
  desk: Reads,
  scheme: ReadScheme,
  { firmId, year, day }: Omit<TryScheme, 'id' | 'form'>,
): ScoredFile | undefined =>
  scoreFirms(desk, { scheme, moment: { year, day }, scope: { ids: [firmId] } })[0];

/**
 * What a firm would get by the form as it is typed, beside what it gets by the version the draft was
 * copied from. Rows that cannot be read yet, and those for experts, give nothing. Nothing is written.
 *
 * @throws Refusal `record.missing`
 */
export const tryScheme = (desk: Reads, { id, form, ...asked }: TryScheme): SchemeTrial => {
  const held = readScheme(desk, id);
  const { values } = rowOf(desk, 'scheme_version', id);
  const { scheme, codes, problems } = readSchemeForm(form, '');
  // Groups in a ring have no sum; the form says so beside them.
  const isRound = problems.some(({ cell, text }) => cell === 'group' && text.includes('自己下面'));
  const now = isRound ? undefined : scoreOne(desk, { ...held, scheme }, asked);
  const from = textOf(values, 'copiedFromId');
  const source = from === null ? undefined : readScheme(desk, from);
  const before = source && source.faults.length === 0 ? scoreOne(desk, source, asked) : undefined;
  if (!now && !isRound) throw Refusal.of('record.missing', { what: '企业' });
  const was = new Map(before?.score.lines.map((line) => [line.code, line.points]));
  const is = new Map(now?.frozen.lines.map((line) => [line.code, line]));
  const itemOf = new Map(scheme.items.map((item) => [item.code, item]));
  return {
    firmName: now?.name ?? before?.name ?? '',
    total: now?.score.total ?? null,
    before: before?.score.total ?? null,
    lines: form.items.map((row) => {
      const code = codes.get(row.id) ?? '';
      const [line, item] = [is.get(code), itemOf.get(code)];
      return {
        id: row.id,
        points: line && item ? line.points : null,
        before: was.get(code) ?? null,
        raw: line && item && item.kind !== '分组' ? rawInWords(item, line.raw) : '',
        source: line?.source ?? '',
        verdict: line?.verdict ?? null,
      };
    }),
  };
};
