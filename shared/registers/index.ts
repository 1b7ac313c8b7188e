import { contact } from './contact.ts';
import { economics } from './economics.ts';
import type { Ledger } from './ledger.ts';
import { product } from './product.ts';

/** Every ledger there is, in the order their tables were added. A new one goes to the end. */
export const ledgers = [contact, economics, product] as const satisfies readonly Ledger[];

export type LedgerName = (typeof ledgers)[number]['name'];

const byName: ReadonlyMap<string, Ledger> = new Map(ledgers.map((l) => [l.name, l]));

/** Looks a ledger's name from outside up; an unknown one is `undefined`, never interpolated. */
export const ledgerNamed = (name: string): (Ledger & { readonly name: LedgerName }) | undefined =>
  byName.get(name) as (Ledger & { readonly name: LedgerName }) | undefined;
