import type { ItemKind } from '#shared/registers/scheme.ts';
import { indicatorNamed } from '#shared/scoring/indicators/index.ts';
import { readRule } from '#shared/scoring/rules.ts';
import type { RunItem } from '#shared/scoring/run.ts';
import { inOrder, type Scheme, type SchemeItem, schemeFaults } from '#shared/scoring/scheme.ts';
import { ruleInWords } from '#shared/scoring/words.ts';
import type { Desk } from './desk.ts';
import { numberOf, rowOf, rowsOf, textOf } from './own-rows.ts';

/** A scheme's version out of its rows. */

type StoreOf = Pick<Desk, 'store'>;

/** What keeps rows from being a scheme is named, never left out in silence. */
export type ReadScheme = {
  readonly versionId: string;
  readonly schemeId: string;
  readonly code: string;
  readonly purpose: string | null;
  readonly state: string | null;
  readonly scheme: Scheme;
  readonly faults: readonly string[];
};

const itemsOf = (desk: StoreOf, versionId: string): { items: SchemeItem[]; faults: string[] } => {
  const faults: string[] = [];
  const items = rowsOf(desk, 'scheme_item', versionId).flatMap(({ values }): SchemeItem[] => {
    const kind = values.kind as ItemKind;
    const rule = readRule(kind, textOf(values, 'rule'));
    if (!rule) {
      faults.push(`「${values.title}」的记分规则读不懂`);
      return [];
    }
    return [
      {
        code: String(values.code),
        group: textOf(values, 'groupCode'),
        position: numberOf(values, 'position') ?? 0,
        title: String(values.title),
        kind,
        indicator: textOf(values, 'indicator'),
        cap: numberOf(values, 'cap'),
        floor: numberOf(values, 'floor'),
        rule,
        explain: textOf(values, 'explain'),
        evidence: textOf(values, 'evidence'),
      },
    ];
  });
  return { items, faults };
};

/** @throws Refusal `record.missing` */
export const readScheme = (desk: StoreOf, versionId: string): ReadScheme => {
  const version = rowOf(desk, 'scheme_version', versionId);
  const scheme = rowOf(desk, 'scheme', version.parentId ?? '');
  const { items, faults } = itemsOf(desk, versionId);
  const ready: Scheme = {
    title: `${scheme.values.name}（${version.values.version}）`,
    full: numberOf(version.values, 'full'),
    tieBreaks: (textOf(version.values, 'tieBreaks') ?? '')
      .split(/[,，、\s]+/)
      .filter((key) => key !== ''),
    expertMean: {
      how: version.values.expertMean === '去高去低平均' ? 'trimmed' : 'mean',
      trim: numberOf(version.values, 'trim') ?? 1,
    },
    items,
  };
  return {
    versionId,
    schemeId: scheme.id,
    code: String(scheme.values.code),
    purpose: textOf(scheme.values, 'purpose'),
    state: textOf(version.values, 'state'),
    scheme: ready,
    faults: [...faults, ...schemeFaults(ready, (key) => indicatorNamed(key) !== undefined)],
  };
};

/** A scheme's rows in order, each rule in words. */
export const itemsInWords = (scheme: Scheme): RunItem[] =>
  inOrder(scheme.items).map((item) => ({
    code: item.code,
    group: item.group,
    title: item.title,
    kind: item.kind,
    cap: item.cap,
    rule: ruleInWords(item, scheme.expertMean),
    explain: item.explain,
  }));

/** A version as a table people can read, with what is wrong with it. @throws Refusal `record.missing` */
export const schemeTable = (
  desk: StoreOf,
  versionId: string,
): {
  readonly title: string;
  readonly state: string | null;
  readonly full: number | null;
  readonly items: readonly RunItem[];
  readonly faults: readonly string[];
} => {
  const { scheme, faults, state } = readScheme(desk, versionId);
  return { title: scheme.title, state, full: scheme.full, items: itemsInWords(scheme), faults };
};
