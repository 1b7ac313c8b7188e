import { z } from 'zod';
import { stepKinds } from './registers/award.ts';
import { optionalText, recordId } from './words.ts';

/** Ladders (培育阶梯): awards joined by steps, firms placed on them, and who may take the next one. Pure. */

export type LadderStep = {
  readonly fromId: string;
  readonly toId: string;
  /** 必须先获得, 优先推荐 or 自然升级; an open list, so plain text. */
  readonly kind: string | null;
  /** The lower award must still hold; else having held it is enough. */
  readonly stillValid: boolean;
  /** Full years since it was granted. */
  readonly heldYears: number;
};

/** A firm's award: since when, and until when it holds. */
export type Holding = {
  readonly awardId: string;
  readonly firmId: string;
  /** `YYYY-MM-DD` or `YYYY-MM`; null where the record knows no day. */
  readonly from: string | null;
  readonly to: string | null;
  /** Holds on the day asked about. */
  readonly holds: boolean;
};

/**
 * Steps that lead back to where they begin, as the awards on the way; null where there are none.
 * A ladder with a ring has no upper end and cannot be drawn by rank.
 */
export const ringIn = (
  steps: readonly Pick<LadderStep, 'fromId' | 'toId'>[],
): readonly string[] | null => {
  const above = Map.groupBy(steps, ({ fromId }) => fromId);
  const done = new Set<string>();
  const walk = (at: string, path: readonly string[]): readonly string[] | null => {
    const began = path.indexOf(at);
    if (began >= 0) return path.slice(began);
    if (done.has(at)) return null;
    for (const { toId } of above.get(at) ?? []) {
      const ring = walk(toId, [...path, at]);
      if (ring) return ring;
    }
    done.add(at);
    return null;
  };
  for (const start of above.keys()) {
    const ring = walk(start, []);
    if (ring) return ring;
  }
  return null;
};

/** Awards that can be reached from one by steps, without itself. */
export const reachableFrom = (
  steps: readonly Pick<LadderStep, 'fromId' | 'toId'>[],
  start: string,
): ReadonlySet<string> => {
  const above = Map.groupBy(steps, ({ fromId }) => fromId);
  const seen = new Set<string>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const { toId } of above.get(at) ?? [])
      if (!seen.has(toId)) {
        seen.add(toId);
        open.push(toId);
      }
  return seen;
};

/** The shortest way up from one award to another, both ends with it; null where there is none. */
export const wayBetween = (
  steps: readonly Pick<LadderStep, 'fromId' | 'toId'>[],
  start: string,
  end: string,
): readonly string[] | null => {
  const above = Map.groupBy(steps, ({ fromId }) => fromId);
  const below = new Map<string, string | null>([[start, null]]);
  for (const at of below.keys()) {
    if (at === end) {
      const way: string[] = [];
      for (let on: string | null = end; on !== null; on = below.get(on) ?? null) way.unshift(on);
      return way;
    }
    // A map goes on to what is put in while it is walked.
    for (const { toId } of above.get(at) ?? []) if (!below.has(toId)) below.set(toId, at);
  }
  return null;
};

/**
 * Where each firm stands: of the awards it holds, those with none above them that it holds too. A firm
 * may stand on several ladders.
 *
 * @returns award ids by firm
 */
export const standing = (
  steps: readonly Pick<LadderStep, 'fromId' | 'toId'>[],
  holdings: readonly Holding[],
): ReadonlyMap<string, readonly string[]> => {
  const reached = new Map<string, ReadonlySet<string>>();
  const above = (award: string): ReadonlySet<string> => {
    const known = reached.get(award);
    if (known) return known;
    const made = reachableFrom(steps, award);
    reached.set(award, made);
    return made;
  };
  const byFirm = Map.groupBy(
    holdings.filter(({ holds }) => holds),
    ({ firmId }) => firmId,
  );
  return new Map(
    [...byFirm].map(([firmId, own]) => {
      const held = [...new Set(own.map(({ awardId }) => awardId))];
      // Within a ring every award is above every other; the firm stands on all it holds there.
      const isTop = (award: string): boolean =>
        !held.some(
          (other) => other !== award && above(award).has(other) && !above(other).has(award),
        );
      return [firmId, held.filter(isTop)];
    }),
  );
};

/** Whole years from a day to another; 0 where the first is not known. */
const yearsSince = (from: string | null, day: string): number => {
  if (from === null) return 0;
  const years = Number(day.slice(0, 4)) - Number(from.slice(0, 4));
  return from.slice(4) > day.slice(4, from.length) ? years - 1 : years;
};

/** Whether a firm's award lets it take a step on a day. */
export const mayTake = (step: LadderStep, own: Holding, day: string): boolean =>
  own.awardId === step.fromId &&
  (own.from === null || own.from <= day) &&
  (!step.stillValid || own.holds) &&
  yearsSince(own.from, day) >= step.heldYears;

/** The way up to an award: what must be held first (any one of it), and what helps. */
export type WayUp = { readonly must: readonly LadderStep[]; readonly helps: readonly LadderStep[] };

export const wayUpTo = (steps: readonly LadderStep[], awardId: string): WayUp => {
  const into = steps.filter(({ toId }) => toId === awardId);
  return {
    must: into.filter(({ kind }) => kind === '必须先获得'),
    helps: into.filter(({ kind }) => kind !== '必须先获得'),
  };
};

export const ladderInput = z.object({
  /** `YYYY-MM-DD`: what holds, and what may be applied for, on that day. */
  day: z.iso.date(),
});

export const stepTerms = z.object({
  ladder: optionalText(60),
  kind: z.enum(stepKinds),
  stillValid: z.boolean(),
  heldYears: z.number().int().min(0).max(30),
  basis: optionalText(200),
});
/** On what terms a step may be taken. */
export type StepTerms = z.infer<typeof stepTerms>;

export const newStepInput = stepTerms.extend({ fromId: recordId, toId: recordId });
export type NewStep = z.infer<typeof newStepInput>;

/** A step as the screen shows and changes it. */
export type ToldStep = LadderStep & {
  readonly id: string;
  readonly ladder: string | null;
  readonly basis: string | null;
};

export type LadderNode = {
  readonly id: string;
  readonly name: string;
  readonly level: string | null;
  readonly track: string | null;
  /** Ended on the day asked about: history, nothing to apply for. */
  readonly ended: boolean;
  /** Firms that hold it on the day (家). */
  readonly holders: number;
  /** Of these, firms that stand here: they hold nothing above (家). */
  readonly standing: number;
  /** Firms that have one of the awards below it that lets them apply, and do not hold it (家). */
  readonly waiting: number;
};

export type LadderView = {
  readonly day: string;
  readonly nodes: readonly LadderNode[];
  readonly steps: readonly ToldStep[];
  /** Names of awards in a ring; null where the ladders are sound. */
  readonly ring: readonly string[] | null;
};

export const readinessInput = ladderInput.extend({
  awardId: recordId,
  /** Year of the figures conditions are compared with. */
  year: z.number().int().min(1990).max(2199),
});
export type ReadinessInput = z.infer<typeof readinessInput>;

export type Missing = {
  readonly text: string;
  /** 否决, 必备 or 优先. */
  readonly kind: string;
  /** What the file says, e.g. `12,300 万元`; 没有数据. */
  readonly now: string;
  /** What is asked, e.g. `≥ 20,000 万元`. */
  readonly wanted: string;
};

export type ReadyFirm = {
  readonly firmId: string;
  readonly firmName: string;
  /** Names of awards below it that it has. */
  readonly holds: readonly string[];
  /** Conditions not met. */
  readonly missing: readonly Missing[];
  /** Conditions a person has to look at. */
  readonly open: readonly Missing[];
  /** How many conditions that must be met ask for a figure the file does not have. */
  readonly unknown: number;
  /** Nothing that must be is missing, and nothing of it that the file could tell is unknown. */
  readonly ready: boolean;
};

export type Readiness = {
  readonly award: { readonly id: string; readonly name: string; readonly ended: boolean };
  /** Edition whose conditions were compared; null where there is none. */
  readonly edition: string | null;
  readonly conditions: number;
  /** Names of awards of which one must be held first; empty where none must. */
  readonly must: readonly string[];
  /** The nearest first. */
  readonly firms: readonly ReadyFirm[];
  /** Firms that hold the award on the day. */
  readonly holders: readonly { readonly firmId: string; readonly firmName: string }[];
};
