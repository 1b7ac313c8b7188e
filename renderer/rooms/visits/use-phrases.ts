import { api } from '#renderer/app/api.ts';
import { showFailure, useAsk } from '#renderer/app/query.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { LedgerRow } from '#shared/ledgers.ts';
import type { PhraseField } from '#shared/registers/visit-phrase.ts';
import { templateOfRow, type VisitTemplate } from './visit-template.ts';

/** Phrases and templates of the office, one's own first; and writing one's own. */

export type Phrase = {
  readonly id: string;
  readonly owner: string;
  readonly field: PhraseField;
  readonly text: string;
  readonly position: number;
};

const most = 500;

const listed = (ledger: 'visit_phrase' | 'visit_template') => ({
  ledger,
  limit: most,
  order: ['position'],
});

const phraseOf = ({ id, values }: LedgerRow): Phrase => ({
  id,
  owner: String(values.owner ?? ''),
  field: values.field as PhraseField,
  text: String(values.text ?? ''),
  position: Number(values.position ?? 0),
});

export type Shelf = {
  /** The person at this desk. */
  readonly self: string;
  readonly phrases: readonly Phrase[];
  readonly templates: readonly VisitTemplate[];
};

const ownFirst = <T extends { readonly owner: string }>(rows: readonly T[], self: string): T[] =>
  rows.toSorted((a, b) => Number(b.owner === self) - Number(a.owner === self));

export const usePhrases = (): Shelf => {
  const session = useAsk('session', 'state', undefined, () => api.session.state.query());
  const self = session.data?.phase === 'open' ? session.data.self.person : '';
  const phrases = useAsk('ledgers', 'list', listed('visit_phrase'), api.ledgers.list.query, {
    keep: true,
  });
  const templates = useAsk('ledgers', 'list', listed('visit_template'), api.ledgers.list.query, {
    keep: true,
  });
  return {
    self,
    phrases: ownFirst((phrases.data?.rows ?? []).map(phraseOf), self),
    templates: ownFirst((templates.data?.rows ?? []).map(templateOfRow), self),
  };
};

type Name = 'visit_phrase' | 'visit_template';
type Values = Record<string, string | number | null>;

/** Behind everything there is: what is new stands at the end. */
const nextPosition = (): number => Math.floor(Date.now() / 1000);

const write = async (work: () => Promise<unknown>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    showFailure(error);
  }
};

/** Adds a phrase or a template of this person, and offers to take it back. */
export const addToShelf = (ledger: Name, values: Values, what: string): Promise<void> =>
  write(async () => {
    const { ids } = await api.ledgers.save.mutate({
      ...{ ledger, parent: null },
      rows: [{ id: null, values: { position: nextPosition(), ...values } }],
    });
    showUndo(
      `已存为${what}`,
      () => void write(() => api.ledgers.delete.mutate({ ledger, ids: [...ids] })),
    );
  });

/** Changes some cells of one row, and offers the former ones back. */
export const changeOnShelf = (
  ledger: Name,
  id: string,
  { now, before, done }: { now: Values; before: Values; done: string },
): Promise<void> => {
  const put = (values: Values) =>
    api.ledgers.save.mutate({ ...{ ledger, parent: null }, rows: [{ id, values }] });
  return write(async () => {
    await put(now);
    showUndo(done, () => void write(() => put(before)));
  });
};

/** Changes places of two neighbours; the same again is the way back. */
export const swapOnShelf = (
  ledger: Name,
  rows: readonly { readonly id: string }[],
  place: number,
  step: -1 | 1,
): Promise<void> => {
  const order = rows.map(({ id }) => id);
  const [moved] = order.splice(place, 1);
  if (moved === undefined) return Promise.resolve();
  order.splice(place + step, 0, moved);
  return write(() =>
    api.ledgers.save.mutate({
      ...{ ledger, parent: null },
      rows: order.map((id, n) => ({ id, values: { position: n + 1 } })),
    }),
  );
};

export const removeFromShelf = (ledger: Name, id: string, what: string): Promise<void> =>
  write(async () => {
    await api.ledgers.delete.mutate({ ledger, ids: [id] });
    showUndo(
      `已删除${what}`,
      () => void write(() => api.ledgers.restore.mutate({ ledger, ids: [id] })),
    );
  });
