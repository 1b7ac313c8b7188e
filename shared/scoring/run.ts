import { z } from 'zod';
import { ledgerNamed } from '#shared/registers/index.ts';
import { isoDate, optionalText, recordId } from '#shared/words.ts';
import type { RowRef } from './indicators/indicator.ts';
import type { Raw, Verdict } from './item-points.ts';
import type { Points } from './points.ts';
import type { Line } from './score.ts';

/** A run as it is frozen, and what the screen asks and gets of it. */

/** One row of a firm's score with everything it came from. */
export type FrozenLine = Line & {
  readonly raw: Raw;
  /** Where what is known was read, in words. */
  readonly source: string;
  readonly refs: readonly RowRef[];
  readonly adjustments: readonly { points: Points; reason: string; by: string }[];
};

export type FrozenFirm = {
  readonly lines: readonly FrozenLine[];
  /** Figures of the tie-breaks in turn. */
  readonly ties: readonly (number | null)[];
};

const verdicts = ['passed', 'failed', 'open'] as const satisfies readonly Verdict[];

/** Packs a firm's lines small: 5,000 firms × 40 rows travel between offices. */
export const packFirm = ({ lines, ties }: FrozenFirm): string => {
  const refs: string[] = [];
  const words: string[] = [];
  const place = (list: string[], word: string): number => {
    const at = list.indexOf(word);
    return at < 0 ? list.push(word) - 1 : at;
  };
  const packed = lines.map((line) => [
    line.code,
    line.group,
    line.ruled,
    line.adjusted,
    line.points,
    line.verdict === null ? null : verdicts.indexOf(line.verdict),
    line.raw.figures ?? null,
    line.raw.words ?? null,
    line.raw.scores ?? null,
    place(words, line.source),
    line.refs.map(({ ledger, id }) => place(refs, `${ledger} ${id}`)),
    line.adjustments.map(({ points, reason, by }) => [points, reason, by]),
  ]);
  return JSON.stringify([words, refs, ties, packed]);
};

const packedFirm = z.tuple([
  z.array(z.string()),
  z.array(z.string()),
  z.array(z.number().nullable()),
  z.array(
    z.tuple([
      z.string(),
      z.string().nullable(),
      z.number().nullable(),
      z.number(),
      z.number(),
      z.number().nullable(),
      z.array(z.number().nullable()).nullable(),
      z.array(z.string()).nullable(),
      z.array(z.number()).nullable(),
      z.number(),
      z.array(z.number()),
      z.array(z.tuple([z.number(), z.string(), z.string()])),
    ]),
  ),
]);

/** @returns null for what is no frozen score */
export const unpackFirm = (text: string | null): FrozenFirm | null => {
  let data: unknown;
  try {
    data = JSON.parse(text ?? '');
  } catch {
    return null;
  }
  const parsed = packedFirm.safeParse(data);
  if (!parsed.success) return null;
  const [words, refs, ties, lines] = parsed.data;
  return {
    ties,
    lines: lines.map(
      ([
        code,
        group,
        ruled,
        adjusted,
        points,
        verdict,
        figures,
        said,
        scores,
        word,
        rows,
        byHand,
      ]): FrozenLine => ({
        code,
        group,
        ruled,
        adjusted,
        points,
        verdict: verdict === null ? null : (verdicts[verdict] ?? null),
        raw: {
          ...(figures ? { figures } : {}),
          ...(said ? { words: said } : {}),
          ...(scores ? { scores } : {}),
        },
        source: words[word] ?? '',
        refs: rows.flatMap((i) => {
          const [ledger = '', id = ''] = (refs[i] ?? '').split(' ');
          const known = ledgerNamed(ledger);
          return known ? [{ ledger: known.name, id }] : [];
        }),
        adjustments: byHand.map(([value, reason, by]) => ({ points: value, reason, by })),
      }),
    ),
  };
};

const words = z.array(z.string().max(100)).max(200);

/** Which firms are scored; all live ones where nothing is said. */
export const runScope = z.object({
  ids: z.array(recordId).max(20_000).optional(),
  tiers: words.optional(),
  blocks: words.optional(),
  townships: words.optional(),
});
export type RunScope = z.infer<typeof runScope>;

export const startRunInput = z.object({
  title: z.string().trim().min(1).max(100),
  versionId: recordId,
  /** Year of the figures. */
  year: z.number().int().min(1990).max(2199),
  /** Day certificates and honours must hold on. */
  dataDate: z.iso.date(),
  scope: runScope.default({}),
  panelId: recordId.nullable().default(null),
  awardId: recordId.nullable().default(null),
  /** The run it repeats on corrected data. */
  againId: recordId.nullable().default(null),
});
export type StartRun = z.infer<typeof startRunInput>;

/** What stands behind the title of a run that repeats another. */
const againWords = /(?:（(?:重评|含专家分)）)+$/;

/** A run's title without what says that it repeats another: what stands on paper. */
export const plainTitle = (title: string): string => title.replace(againWords, '') || title;

/** The title of a run that repeats another, at most 100 letters. */
export const titleAgain = (title: string, word: '重评' | '含专家分' = '重评'): string =>
  `${plainTitle(title).slice(0, 90)}（${word}）`;

export const repeatRunInput = z.object({
  id: recordId,
  title: z.string().trim().min(1).max(100),
  dataDate: z.iso.date(),
  /** Whose scores count; the run's own panel where nothing is said. */
  panelId: recordId.optional(),
});
export type RepeatRun = z.infer<typeof repeatRunInput>;

export type RunLine = {
  readonly id: string;
  readonly title: string;
  readonly schemeTitle: string;
  readonly year: number | null;
  readonly dataDate: string;
  readonly ranOn: string | null;
  readonly ranBy: string | null;
  /** Counting unit: 家. */
  readonly firms: number;
  readonly vetoed: number;
  readonly againId: string | null;
  readonly publishedOn: string | null;
  /** The version it was made with. */
  readonly versionId: string | null;
};

export type RunItem = {
  readonly code: string;
  readonly group: string | null;
  readonly title: string;
  readonly kind: string;
  readonly cap: Points | null;
  readonly rule: string;
  readonly explain: string | null;
};

export type RunRow = {
  readonly firmId: string;
  readonly firmName: string;
  readonly total: Points;
  readonly rank: number | null;
  /** Titles of what failed. */
  readonly failed: readonly string[];
  /** How many 否决 rows a person has to look at. */
  readonly open: number;
  /** Points of the rows that stand in no group, by code. */
  readonly points: Readonly<Record<string, Points>>;
};

/** Who answers for a run, and how it was published. */
export const runSignatures = z.object({
  checkedBy: optionalText(60),
  approvedBy: optionalText(60),
  /** Null: not published, or taken back. */
  publishedOn: isoDate('公布日期').nullable(),
  docNo: optionalText(80),
});
export type RunSignatures = z.infer<typeof runSignatures>;

export type RunView = RunLine & {
  readonly full: Points | null;
  readonly items: readonly RunItem[];
  readonly rows: readonly RunRow[];
  /** Whether the rows are what they were when the run was frozen. */
  readonly intact: boolean;
  readonly selection: string | null;
  /** Null where the scheme is not here any more. */
  readonly schemeId: string | null;
  /** Whose scores count in it. */
  readonly panel: { readonly id: string; readonly title: string } | null;
  readonly compiledBy: string | null;
  readonly signed: RunSignatures;
  /** Runs that repeat this one, newest first. */
  readonly repeats: readonly { readonly id: string; readonly title: string }[];
};

/** The rows of a scheme a ranking shows a column for: those that stand in no group and give points. */
export const topItems = ({ items }: Pick<RunView, 'items'>): readonly RunItem[] =>
  items.filter(({ group, kind }) => group === null && kind !== '否决');

/** What stands beside a firm in a ranking: why it has no place, or what is still to be looked at. */
export const remarkOf = ({ failed, open }: Pick<RunRow, 'failed' | 'open'>): string =>
  failed.length > 0 ? `否决：${failed.join('、')}` : open > 0 ? `待核对 ${open} 项` : '';

export type ExplainedLine = {
  readonly code: string;
  readonly group: string | null;
  readonly title: string;
  readonly kind: string;
  readonly points: Points;
  readonly cap: Points | null;
  readonly raw: string;
  readonly rule: string;
  readonly steps: readonly string[];
  readonly verdict: Verdict | null;
  readonly source: string;
  readonly rows: readonly {
    readonly ledger: string;
    readonly id: string;
    readonly title: string;
  }[];
  readonly adjustments: readonly {
    readonly points: Points;
    readonly reason: string;
    readonly by: string;
  }[];
};

/** A firm's score with everything each point came from. */
export type Explanation = {
  readonly runId: string;
  readonly firmId: string;
  readonly firmName: string;
  readonly total: Points;
  readonly full: Points | null;
  readonly rank: number | null;
  readonly ranked: number;
  readonly lines: readonly ExplainedLine[];
};
