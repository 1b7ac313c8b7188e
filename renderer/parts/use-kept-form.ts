import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '#renderer/app/api.ts';
import type { DraftStatus } from './draft-keeper.ts';
import { type History, historyOf, mapped, pushed, redone, undone } from './history.ts';
import { rebase, same } from './rebase.ts';
import { type DraftBody, type DraftKind, type StoredDraft, useDraft } from './use-draft.ts';
import { useLatest } from './use-latest.ts';

type Opening<Form> = {
  readonly kind: DraftKind;
  readonly draftKey: string;
  readonly id: string;
  readonly enterpriseId: string;
  /** The record as a form, or the blank form of a new one. Must be memoised. */
  readonly base: Form;
  readonly stored: StoredDraft<Form> | null;
};

/** A form over a record: typed into, undone, kept as a draft, and saved. */
export type KeptForm<Form> = {
  readonly form: Form;
  /** The record beneath the form. */
  readonly base: Form;
  readonly dirty: boolean;
  readonly status: DraftStatus;
  /** When the restored draft was written; null where nothing was restored or it was given up. */
  readonly restoredAt: string | null;
  /** `tag` names the field, so that typing on in it is undone as one step. */
  readonly change: (update: (form: Form) => Form, tag?: string) => void;
  /** A change that is no step of its own and cannot be undone. */
  readonly amend: (update: (form: Form) => Form) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Goes back to the record and forgets the draft. Can be undone while the page is open. */
  readonly abandon: () => void;
  /** The record was saved from `sent` and now reads `saved`. Drops the draft, unless typing went on. */
  readonly settled: (sent: Form, saved: Form) => Promise<void>;
  /** Tries again now to keep the draft. */
  readonly keepNow: () => void;
};

/** Holds the form of one record page. The page must be keyed by `draftKey`. */
export const useKeptForm = <Form extends object>(opening: Opening<Form>): KeptForm<Form> => {
  const { kind, draftKey, id, enterpriseId, base, stored } = opening;
  const [history, setHistory] = useState<History<Form>>(() =>
    historyOf(stored ? rebase(stored.base, stored.form, base) : base),
  );
  const [held, setHeld] = useState(base);
  const [seen, setSeen] = useState(base);
  const [restoredAt, setRestoredAt] = useState(stored?.savedAt ?? null);
  const { status, keeper } = useDraft(kind, draftKey, stored?.savedAt ?? null);

  // The record changed beneath the form: a bundle was merged, progress was entered.
  if (base !== seen) {
    setSeen(base);
    if (!same(base, held)) {
      setHistory((h) => mapped(h, (step) => rebase(held, step, base)));
      setHeld(base);
    }
  }

  const form = history.present;
  const dirty = !same(form, held);
  const latest = useLatest(form);

  const bodyOf = useCallback(
    (typed: Form, under: Form): string =>
      JSON.stringify({ id, enterpriseId, base: under, form: typed } satisfies DraftBody<Form>),
    [id, enterpriseId],
  );

  // What was restored is in the store already: opening a draft must not make it look newer.
  const untouched = useRef<Form | null>(stored ? form : null);
  useEffect(() => {
    if (form === untouched.current) return;
    untouched.current = null;
    if (!same(form, held)) keeper.change(() => bodyOf(form, held));
  }, [form, held, keeper, bodyOf]);

  const known = status.phase !== 'none';
  useEffect(() => {
    if (dirty || !(known || keeper.pending())) return;
    keeper.clear().catch(() => undefined);
    setRestoredAt(null);
  }, [dirty, known, keeper]);

  const change = useCallback(
    (update: (form: Form) => Form, tag?: string) =>
      setHistory((h) => pushed(h, update(h.present), tag ?? null, Date.now())),
    [],
  );

  return {
    form,
    base: held,
    dirty,
    status,
    restoredAt,
    change,
    amend: useCallback((update) => setHistory((h) => mapped(h, update)), []),
    undo: useCallback(() => setHistory(undone), []),
    redo: useCallback(() => setHistory(redone), []),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    abandon: () => change(() => held),
    settled: async (sent, saved) => {
      const typed = rebase(sent, latest.current, saved);
      setHeld(saved);
      setHistory((h) => mapped(h, (step) => rebase(sent, step, saved)));
      setRestoredAt(null);
      if (same(typed, saved)) {
        // A failure here leaves a draft that equals the record: nothing is lost.
        await keeper.clear().catch(() => undefined);
      } else if (draftKey !== id) {
        // The record has its own address now; what was typed meanwhile moves there.
        await api.drafts.put.mutate({ kind, key: id, body: bodyOf(typed, saved) });
        await keeper.clear().catch(() => undefined);
      }
    },
    keepNow: () => {
      void keeper.flush();
    },
  };
};
