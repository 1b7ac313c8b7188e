import type { ItemKind } from '#shared/registers/scheme.ts';
import type { Points } from './points.ts';
import type { Rule } from './rules.ts';

/** A version of a scheme, ready to score with: pure data, the same whoever reads it. */

export type SchemeItem = {
  readonly code: string;
  /** Code of the group it belongs to; null for the top. */
  readonly group: string | null;
  readonly position: number;
  readonly title: string;
  readonly kind: ItemKind;
  /** Indicator a figure or words are read from; null where a person or the rule's parts say it. */
  readonly indicator: string | null;
  readonly cap: Points | null;
  readonly floor: Points | null;
  readonly rule: Rule;
  readonly explain: string | null;
  readonly evidence: string | null;
};

export type ExpertMean = { readonly how: 'mean' | 'trimmed'; readonly trim: number };

export type Scheme = {
  /** Name and version as people call it. */
  readonly title: string;
  /** Full marks; null where the scheme says none. */
  readonly full: Points | null;
  /** Indicators compared in turn where totals are equal; `-` before one: the smaller first. */
  readonly tieBreaks: readonly string[];
  readonly expertMean: ExpertMean;
  readonly items: readonly SchemeItem[];
};

/** Indicators an item reads, in the order of its raw figures. */
export const inputsOf = ({ indicator, rule }: SchemeItem): readonly string[] => {
  if (rule.kind === '名次') return rule.lists.map((list) => list.indicator);
  if (rule.kind === '计数') return rule.parts.map((part) => part.indicator);
  return indicator === null ? [] : [indicator];
};

/** Items in the order people read them: by position, then code; it never depends on how rows came. */
export const inOrder = (items: readonly SchemeItem[]): SchemeItem[] =>
  items.toSorted((a, b) => a.position - b.position || (a.code < b.code ? -1 : 1));

const codesInRing = (items: readonly SchemeItem[]): string[] => {
  const groupOf = new Map(items.map(({ code, group }) => [code, group]));
  return items.flatMap(({ code }) => {
    const seen = new Set<string>();
    for (let at: string | null | undefined = code; at != null; at = groupOf.get(at)) {
      if (seen.has(at)) return at === code ? [code] : [];
      seen.add(at);
    }
    return [];
  });
};

/** The most an item can give; null for no bound. */
const mostOf = ({ cap, rule }: SchemeItem): Points | null => {
  if (rule.kind === '否决') return 0;
  if (cap !== null) return cap;
  if (rule.kind === '分档') return Math.max(rule.below, ...rule.steps.map((s) => s.points));
  if (rule.kind === '名次')
    return Math.max(0, ...rule.lists.flatMap((list) => list.places.map((p) => p.points)));
  if (rule.kind === '选项' && rule.several === 'best')
    return Math.max(0, ...rule.options.map((o) => o.points));
  return null;
};

/** What keeps a version from being used: in words, with the row and cell it is about where it is one's. */
export type SchemeProblem = {
  readonly code: string | null;
  readonly cell: string | null;
  readonly text: string;
};

/**
 * Everything that keeps a version from being used; empty for a sound one.
 *
 * @param knows whether an indicator is one this program can read
 */
export const schemeProblems = (
  scheme: Scheme,
  knows: (indicator: string) => boolean,
): SchemeProblem[] => {
  const { items } = scheme;
  const codes = items.map(({ code }) => code);
  const groups = new Map(items.filter((i) => i.kind === '分组').map((g) => [g.code, g]));
  const ring = codesInRing(items);
  const roots = items.filter(({ group }) => group === null);
  const most = roots.map(mostOf);
  const sum = most.reduce<Points>((total, p) => total + (p ?? 0), 0);
  const open = roots.filter((_, i) => most[i] === null);
  const of = ({ code, title }: SchemeItem, cell: string, said: string): SchemeProblem => ({
    code,
    cell,
    text: `「${title}」${said}`,
  });
  const whole = (cell: string | null, text: string): SchemeProblem => ({ code: null, cell, text });
  return [
    ...(items.length === 0 ? [whole(null, '方案还没有评分项目')] : []),
    ...codes
      .filter((code, i) => codes.indexOf(code) !== i)
      .map((code) => ({ code, cell: 'code', text: `项目代码 ${code} 用了两次` })),
    ...items
      .filter(({ group }) => group !== null && !groups.has(group))
      .map((item) => of(item, 'group', `所属的分组 ${item.group} 不存在`)),
    ...ring.map((code) => ({ code, cell: 'group', text: `分组 ${code} 归到了自己下面` })),
    ...items
      .filter(({ cap, floor }) => cap !== null && floor !== null && floor > cap)
      .map((item) => of(item, 'floor', '的最低分高于最高分')),
    ...items
      .filter(({ kind, cap }) => kind === '专家评分' && cap === null)
      .map((item) => of(item, 'cap', '由专家评分，要写明最高分')),
    ...items.flatMap((item) =>
      inputsOf(item)
        .filter((indicator) => !knows(indicator))
        .map((indicator) => of(item, 'indicator', `的指标 ${indicator} 本机不认识`)),
    ),
    ...scheme.tieBreaks
      .filter((key) => !knows(key.replace(/^-/, '')))
      .map((key) => whole('ties', `同分比较的指标 ${key} 本机不认识`)),
    ...(scheme.full !== null && ring.length === 0
      ? open.map((item) => of(item, 'cap', '没有最高分，满分对不上'))
      : []),
    ...(scheme.full !== null && open.length === 0 && items.length > 0 && sum !== scheme.full
      ? [whole('full', `各项最高分合计 ${sum / 100} 分，与满分 ${scheme.full / 100} 分不一致`)]
      : []),
  ];
};

/** The same in words alone. */
export const schemeFaults = (scheme: Scheme, knows: (indicator: string) => boolean): string[] =>
  schemeProblems(scheme, knows).map(({ text }) => text);
