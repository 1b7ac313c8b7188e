import type { LedgerRecord } from '#db/queries/ledgers.ts';
import { type Door, write } from '#db/write.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import type { LedgerName } from '#shared/registers/index.ts';
import { sha256 } from '#sync/seal.ts';
import type { Desk } from './desk.ts';
import { newRowId } from './ledger-keys.ts';
import { requireLedger } from './ledgers.ts';
import { insertOwn, rowOf, rowsOf, saidIn, updateOwn } from './own-rows.ts';
import { readScheme } from './schemes.ts';

/**
 * Editions of awards and versions of schemes: drafted, published, retired. Published ones stand; what
 * another office changed in them nevertheless shows, because their digest no longer fits.
 */

type Bench = Pick<Desk, 'store' | 'self'>;

/** What hangs on an edition and is fixed with it. */
export const editionLedgers = {
  award_edition: ['award_condition', 'award_dossier_item'],
  scheme_version: ['scheme_item'],
} as const satisfies Partial<Record<LedgerName, readonly LedgerName[]>>;
export type EditionLedger = keyof typeof editionLedgers;

/** Cells that say how far an edition is, not what it says. */
const bookkeeping = ['state', 'publishedOn', 'digest', 'copiedFromId'];

/** SHA-256 over everything an edition says, whatever order its rows come in. */
export const digestOf = (desk: Pick<Desk, 'store'>, name: EditionLedger, id: string): string => {
  const edition = rowOf(desk, name, id);
  const parts = editionLedgers[name].map((child) =>
    rowsOf(desk, child, id)
      .map(({ values }) => JSON.stringify(saidIn(child, values)))
      .toSorted(),
  );
  return sha256(JSON.stringify([saidIn(name, edition.values, bookkeeping), ...parts]));
};

/** Whether a published edition still says what it said then; null for one never published here. */
export const isIntact = (
  desk: Pick<Desk, 'store'>,
  name: EditionLedger,
  { id, values }: LedgerRecord,
): boolean | null =>
  values.digest == null ? null : digestOf(desk, name, id) === String(values.digest);

/**
 * Seals an edition inside a write.
 *
 * @param on `YYYY-MM-DD`; null for one that comes published from a pack: two offices that take it in on
 *   different days hold the same edition, and nobody has to decide on which day
 */
export const publishInside = (
  desk: Bench,
  door: Door,
  name: EditionLedger,
  id: string,
  on: string | null,
): void => {
  updateOwn(door, name, id, { state: '启用', publishedOn: on, digest: digestOf(desk, name, id) });
};

/**
 * 启用: from now on nothing of it changes.
 *
 * @throws Refusal `record.missing`, `record.fixed`, `record.invalid` for a scheme with faults
 */
export const publishEdition = (desk: Bench, name: EditionLedger, id: string): void => {
  const { values } = rowOf(desk, name, id);
  if (values.state === '启用' || values.state === '停用')
    throw Refusal.of('record.fixed', { what: requireLedger(name).label });
  if (name === 'scheme_version') {
    const { faults } = readScheme(desk, id);
    if (faults.length > 0) throw Refusal.of('record.invalid', { problems: [...faults] });
  }
  write(desk.store, { actor: desk.self.person, purpose: `启用${requireLedger(name).label}` }, (d) =>
    publishInside(desk, d, name, id, localDate(desk.store.clock.now())),
  );
};

/** 停用: it stays readable for what points at it and is offered for nothing new. */
export const retireEdition = (desk: Bench, name: EditionLedger, id: string): void => {
  rowOf(desk, name, id);
  write(desk.store, { actor: desk.self.person, purpose: `停用${requireLedger(name).label}` }, (d) =>
    updateOwn(d, name, id, { state: '停用' }),
  );
};

/**
 * A new draft that begins as a copy of an edition.
 *
 * @param title what the draft is called: the edition's or version's own name
 * @returns its id
 * @throws Refusal `record.missing`, `record.invalid` where there is one of that name
 */
export const draftEdition = (
  desk: Bench,
  name: EditionLedger,
  id: string,
  title: string,
): string => {
  const source = rowOf(desk, name, id);
  const key = name === 'award_edition' ? 'edition' : 'version';
  const label = requireLedger(name).label;
  const beside = rowsOf(desk, name, source.parentId ?? '');
  if (beside.some(({ values }) => values[key] === title))
    throw Refusal.of('record.invalid', { problems: [`已有名为「${title}」的${label}`] });
  const values = {
    ...source.values,
    [key]: title,
    state: '草稿',
    publishedOn: null,
    digest: null,
    copiedFromId: id,
  };
  return write(desk.store, { actor: desk.self.person, purpose: `新立${label}` }, (door) => {
    const draft = newRowId(desk, requireLedger(name), source.parentId, values);
    insertOwn(desk, door, name, { id: draft, parentId: source.parentId, values });
    for (const child of editionLedgers[name])
      for (const row of rowsOf(desk, child, id)) {
        const copy = newRowId(desk, requireLedger(child), draft, row.values);
        insertOwn(desk, door, child, { id: copy, parentId: draft, values: row.values });
      }
    return draft;
  });
};
