import { findRows } from '#db/queries/ledgers.ts';
import { getSelf } from '#db/queries/self.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import type { Desk, Self } from '#services/desk.ts';
import { listLedger, requireLedger, saveRows } from '#services/ledgers.ts';
import type { Field, LedgerValue } from '#shared/registers/ledger.ts';
import { choicesText, valueProblem } from '#shared/registers/values.ts';
import { testClock } from './device.ts';
import { newReplica, packed, type Replica, receive } from './replica.ts';

/** Laptops that keep the ledgers of one firm, 甲厂. */

export const desk = ({ store }: Replica): Desk =>
  ({ store, self: getSelf(store.reader) as unknown as Self }) as Desk;

/** Id of the firm. */
export const firm = 'firm-1';
/** A laptop that has the firm. @param start its clock begins here */
export const officer = (name: string, start?: string): Replica => {
  const replica = newReplica(name, testClock(start));
  write(replica.store, { actor: name, purpose: '新增企业' }, (d) =>
    d.insert(enterprise, { id: firm, name: '甲厂' }),
  );
  return replica;
};
/** Each gets all the other has. */
export const swap = (a: Replica, b: Replica): void => {
  receive(b, packed(a));
  receive(a, packed(b));
};
/** What a row of a ledger hangs on: the firm, or a row of the other ledger, made where there is none. */
const parentFor = (who: Replica, ledger: string): string | null => {
  const { parent } = requireLedger(ledger);
  if (parent === null || parent === 'enterprise') return parent === null ? null : firm;
  const [there] = findRows(who.store, requireLedger(parent), {});
  return there?.id ?? add(who, parent, sampleRow(parent));
};
/** A row of a ledger, saved. @returns its id */
export const add = (who: Replica, ledger: string, values: Record<string, LedgerValue>): string => {
  const parent = parentFor(who, ledger);
  return saveRows(desk(who), { ledger, parent, rows: [{ id: null, values }] }).ids[0] ?? '';
};
/** The first hundred rows of a ledger. @param more filter, order, search */
export const page = (who: Replica, ledger: string, more: object = {}) =>
  listLedger(desk(who), {
    ledger,
    parent: null,
    search: '',
    filter: {},
    order: [],
    limit: 100,
    offset: 0,
    ...more,
  });

/** A value each kind of field takes. */
const sample = (field: Field): LedgerValue => {
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
      return 'min' in field && field.min ? field.min : 7;
    case 'year':
      return 2025;
    case 'day':
      return '2025-06-01';
    case 'month':
      return '2025-06';
    case 'flag':
      return 1;
    case 'choice':
      return field.vocabulary[0] ?? '';
    case 'choices':
      return choicesText(field, field.vocabulary.slice(0, 2));
    case 'reference':
      return field.required ? 'row-1' : null;
    default:
      return (
        ['0570-7012345', '06-01', 'a-1', `${field.label}一`].find(
          (text) => (field.key === 'phone' || field.rule) && valueProblem(field, text) === null,
        ) ?? `${field.label}一`
      );
  }
};

/** A row with every field filled. */
export const sampleRow = (ledger: string): Record<string, LedgerValue> =>
  Object.fromEntries(requireLedger(ledger).fields.map((f) => [f.key, sample(f as Field)]));
