import { z } from 'zod';
import type { CatalogueVerdict, MatchWay } from './catalogue-match.ts';
import { ticketInput } from './exchange.ts';
import type { LedgerValues } from './registers/ledger.ts';
import { optionalText } from './words.ts';

/** What the screen asks about evaluation catalogues (评价目录), and what it gets. */

const year = z.number().int().min(1990).max(2199);

export const readCatalogueInput = ticketInput.extend({
  /** Of rows whose table does not say; null where it does. */
  award: optionalText(200),
  year: year.nullable(),
  /** Only looks; nothing is written. */
  dryRun: z.boolean(),
  /** Name by which the work can be cancelled. */
  job: z.uuid(),
});

export const matchCatalogueInput = z.object({ award: z.string().min(1).max(200), year });

export type CatalogueLine = {
  /** Row in the file, from 1. */
  readonly row: number;
  readonly values: LedgerValues;
  readonly kind: 'new' | 'changed' | 'same' | 'odd';
  /** Why it is not taken. */
  readonly problem: string | null;
};

export type CatalogueRead = {
  readonly fileName: string;
  readonly lines: readonly CatalogueLine[];
  readonly counts: Readonly<Record<CatalogueLine['kind'], number>>;
  /** Columns read, and those left out, by their titles. */
  readonly used: readonly string[];
  readonly unused: readonly string[];
  readonly notes: readonly string[];
};

export type MatchRow = {
  /** Product id. */
  readonly id: string;
  readonly firm: { readonly id: string; readonly name: string };
  readonly product: string;
  readonly verdict: CatalogueVerdict;
  readonly entry: string | null;
  readonly way: MatchWay | null;
  /** What keeps it from applying, and figures the file lacks of what must be met. */
  readonly gaps: readonly string[];
  /** Conditions a person has to look at. */
  readonly open: readonly string[];
  /** Registered for that award and year already. */
  readonly applied: boolean;
};

export type CatalogueMatches = {
  readonly entries: number;
  /** Edition of the award whose conditions were compared; null where there is none with conditions. */
  readonly edition: string | null;
  /** How many conditions it has (条). */
  readonly conditions: number;
  readonly rows: readonly MatchRow[];
  /** Products (个) and firms (家) by verdict. */
  readonly counts: Readonly<
    Record<CatalogueVerdict, { readonly products: number; readonly firms: number }>
  >;
};

/** Catalogues there are: award and year, with entries (条). */
export type CatalogueBrief = {
  readonly award: string;
  readonly year: number;
  readonly entries: number;
  readonly deadline: string | null;
};
