/**
 * Whether a sheet counts as issued (签发). Two laptops may write the same sheet, and an older program may
 * send what this one would refuse; so the stored word is only the fact that somebody issued it, and what
 * it is worth is worked out each time from the measures as they are.
 */

import { type GatedStep, lackingWords } from './sheet-approval.ts';

/** The five fixings (五定), in the order of the paper form. */
export const fixings = [
  { key: 'person', label: '定人' },
  { key: 'duty', label: '定责' },
  { key: 'goal', label: '定目标' },
  { key: 'task', label: '定任务' },
  { key: 'dueOn', label: '定完成时间' },
] as const;
export type FixingKey = (typeof fixings)[number]['key'];

export type Fixed = Readonly<Record<FixingKey, string | null>>;

/** `YYYY-MM-DD`, a day that exists. */
const isDay = (text: string): boolean => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/** The fixings a measure still lacks: empty cells, and a completion time that is no day. */
export const fixingsLacking = (measure: Fixed): FixingKey[] =>
  fixings
    .map(({ key }) => key)
    .filter((key) => {
      const said = (measure[key] ?? '').trim();
      return said === '' || (key === 'dueOn' && !isDay(said));
    });

/** What keeps measures from being issued, in words; empty where nothing does. */
export const issueProblems = (measures: readonly Fixed[]): string[] =>
  measures.length === 0
    ? ['还没有一条措施']
    : measures.flatMap((measure, place) => {
        const lacking = new Set(fixingsLacking(measure));
        return fixings
          .filter(({ key }) => lacking.has(key))
          .map(({ label }) => `第 ${place + 1} 条措施缺少${label}`);
      });

/**
 * `lacking` (签发待补): issued by somebody, and not whole now, or not agreed to by whom its county asks for; it neither
 * counts nor prints as issued.
 */
export type SheetStatus = 'draft' | 'issued' | 'lacking';

export const statusLabels: Readonly<Record<SheetStatus, string>> = {
  draft: '未签发',
  issued: '已签发',
  lacking: '签发待补',
};

/** What a list says of a sheet: one that a later edition has taken the place of is past. */
export const standingWord = (sheet: {
  readonly status: SheetStatus;
  readonly replacedBy: string | null;
  readonly awaits?: readonly GatedStep[];
}): string =>
  sheet.replacedBy !== null
    ? '已出新版'
    : [statusLabels[sheet.status], lackingWords(sheet.awaits ?? [])].filter(Boolean).join('，');

/** @param stored `sheet.status` @param awaits who its county asks for and has not agreed */
export const statusOf = (
  stored: string,
  measures: readonly Fixed[],
  awaits: readonly GatedStep[] = [],
): SheetStatus => {
  if (stored !== 'issued') return 'draft';
  return issueProblems(measures).length === 0 && awaits.length === 0 ? 'issued' : 'lacking';
};

export type EditionFact = {
  readonly id: string;
  readonly previousId: string | null;
  readonly status: SheetStatus;
};

export type EditionStanding = {
  /** 第N版, from 1: how many editions it goes back on that are there, itself included. */
  readonly edition: number;
  /** The issued edition that has taken its place; null where none has. */
  readonly replacedBy: string | null;
  /** Its measures are the ones to be carried out: the newest issued edition, or a first draft. */
  readonly inForce: boolean;
};

/**
 * How the editions of sheets stand to each other. Pure, so that two stores with the same rows number them
 * alike. A ring, which no door writes but a merge could bring, ends where it began.
 */
export const editionsOf = (
  sheets: readonly EditionFact[],
): ReadonlyMap<string, EditionStanding> => {
  const byId = new Map(sheets.map((sheet) => [sheet.id, sheet]));
  const back = (id: string): string[] => {
    const way = [id];
    for (;;) {
      const before = byId.get(way.at(-1) ?? '')?.previousId ?? null;
      if (before === null || !byId.has(before) || way.includes(before)) return way;
      way.push(before);
    }
  };
  const ways = new Map(sheets.map(({ id }) => [id, back(id)]));
  const replacedBy = new Map<string, string>();
  // The latest issued edition that goes back on a sheet takes its place; of two, the smaller id.
  const issued = sheets
    .filter(({ status }) => status === 'issued')
    .toSorted(
      (a, b) =>
        (ways.get(b.id)?.length ?? 0) - (ways.get(a.id)?.length ?? 0) || (a.id < b.id ? -1 : 1),
    );
  for (const { id } of issued)
    if (!replacedBy.has(id))
      for (const older of ways.get(id)?.slice(1) ?? [])
        if (!replacedBy.has(older)) replacedBy.set(older, id);
  return new Map(
    sheets.map(({ id, status }) => {
      const way = ways.get(id) ?? [id];
      const taken = replacedBy.get(id) ?? null;
      const stands = status === 'issued' || !way.slice(1).some((older) => byId.has(older));
      return [id, { edition: way.length, replacedBy: taken, inForce: taken === null && stands }];
    }),
  );
};
