import { z } from 'zod';
import type { Field, LedgerValue, Unit } from '#shared/registers/ledger.ts';
import { choicesOf, digitsOf, readValue } from '#shared/registers/values.ts';
import { recordId } from '#shared/words.ts';
import { figureScale } from './points.ts';

/** What people entered or changed by hand for the firms of a run: what the screen asks, and what it gets. */

/**
 * Whether a run already counts it: `waiting` will count when the run is repeated, `withdrawn` is counted
 * in this run and taken back since.
 */
export type HandState = 'counted' | 'waiting' | 'withdrawn';

export type HandLine = {
  readonly kind: '填报' | '调整';
  /** Row of the entry or the adjustment; null where it is not here any more. */
  readonly id: string | null;
  readonly firmId: string;
  readonly firmName: string;
  readonly code: string;
  readonly title: string;
  /** What was entered, or the points given or taken. */
  readonly said: string;
  /** Evidence of an entry, reason of a change. */
  readonly why: string;
  readonly by: string;
  readonly state: HandState;
};

/** How an item is entered. */
export type EntryItem = {
  readonly code: string;
  readonly title: string;
  readonly as: 'figure' | 'flag' | 'word' | 'words';
  readonly unit: string;
  /** Words of a choice. */
  readonly vocabulary: readonly string[];
};

export type EntryFirm = {
  readonly id: string;
  readonly name: string;
  /** What was entered, by item. */
  readonly entered: Readonly<Record<string, string>>;
  /** Items the run had no data for. */
  readonly missing: readonly string[];
};

/** Firms of a run by the items that can be entered. */
export type EntrySheet = {
  readonly year: number;
  readonly items: readonly EntryItem[];
  /** In the order of their places. */
  readonly firms: readonly EntryFirm[];
};

/** The items a sheet shows at first: those nobody entered and no ledger told for some firm, and what was entered. */
export const itemsToEnter = ({ items, firms }: EntrySheet): readonly EntryItem[] =>
  items.filter(({ code }) =>
    firms.some(({ missing, entered }) => missing.includes(code) || entered[code] !== undefined),
  );

export const enterFiguresInput = z.object({
  runId: recordId,
  entries: z
    .array(
      z.object({
        firmId: recordId,
        code: z.string().min(1).max(40),
        /** As people write it; null takes an entry back. */
        value: z.string().trim().min(1).max(200).nullable(),
      }),
    )
    .min(1)
    .max(5_000),
});
export type EnterFigures = z.infer<typeof enterFiguresInput>;

/** A cell of the sheet as a field, so that it is read and checked as every other cell. */
export const entryField = ({ code, title, as, unit, vocabulary }: EntryItem): Field => {
  const named = { key: code, label: title };
  if (as === 'flag') return { ...named, kind: 'flag' };
  if (as === 'word') return { ...named, kind: 'choice', vocabulary };
  if (as === 'words') return { ...named, kind: 'choices', vocabulary };
  return {
    ...named,
    kind: 'decimal',
    scale: figureScale,
    ...(unit === '' ? {} : { unit: unit as Unit }),
  };
};

/** An entry as its cell holds it; null for none, and for what cannot be read. */
export const entryValue = (item: EntryItem, said: string | undefined): LedgerValue => {
  if (said === undefined) return null;
  const read = readValue(entryField(item), said);
  return read.ok ? read.value : null;
};

/** A cell as an entry is written; null for an empty one. */
export const entryText = (item: EntryItem, value: LedgerValue): string | null => {
  if (value === null || value === '') return null;
  if (item.as === 'flag') return value === 1 ? '是' : '否';
  if (item.as === 'words') return choicesOf(value).join('、');
  return item.as === 'word' ? String(value) : digitsOf(Number(value), figureScale);
};
