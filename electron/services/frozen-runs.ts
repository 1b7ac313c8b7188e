import { Refusal } from '#shared/errors.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { readRule, writeRule } from '#shared/scoring/rules.ts';
import { inOrder, type Scheme, type SchemeItem } from '#shared/scoring/scheme.ts';
import { sha256 } from '#sync/seal.ts';
import { saidIn } from './own-rows.ts';

/** What a run freezes: the scheme as text, and a digest over all the run says. */

/** A scheme as a run keeps it. */
export const freezeScheme = (scheme: Scheme): string =>
  JSON.stringify({
    ...scheme,
    items: inOrder(scheme.items).map((item) => ({ ...item, rule: writeRule(item.rule) })),
  });

/** @throws Refusal `run.damaged` */
export const thawScheme = (text: string | null): Scheme => {
  try {
    const held = JSON.parse(text ?? '') as Omit<Scheme, 'items'> & {
      readonly items: readonly (Omit<SchemeItem, 'rule'> & { readonly rule: string })[];
    };
    return {
      ...held,
      items: held.items.map((item) => {
        const rule = readRule(item.kind, item.rule);
        if (!rule) throw new RangeError(item.code);
        return { ...item, rule };
      }),
    };
  } catch {
    throw Refusal.of('run.damaged');
  }
};

/** Cells of a run people sign and publish later, and the digest itself. */
const signed = ['digest', 'checkedBy', 'approvedBy', 'publishedOn', 'docNo'];

/** SHA-256 over everything a run says, whatever order its rows come in. */
export const runDigest = (run: LedgerValues, results: readonly LedgerValues[]): string =>
  sha256(
    JSON.stringify([
      saidIn('score_run', run, signed),
      results.map((values) => JSON.stringify(saidIn('score_result', values))).toSorted(),
    ]),
  );

/** Whether a run still says what it said when it was frozen. */
export const runIntact = (run: LedgerValues, results: readonly LedgerValues[]): boolean =>
  runDigest(run, results) === run.digest;
