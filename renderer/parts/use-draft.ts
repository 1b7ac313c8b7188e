import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { api } from '#renderer/app/api.ts';
import type { DraftLine } from '#shared/visits.ts';
import { createDraftKeeper, type DraftKeeper, type DraftStatus } from './draft-keeper.ts';

export type DraftKind = DraftLine['kind'];

/** What a draft holds: enough to go on after a crash, under the same id. */
export type DraftBody<Form> = {
  /** Id of the record, also of one that does not exist yet. */
  readonly id: string;
  readonly enterpriseId: string;
  /** The record as it was when typing began. */
  readonly base: Form;
  readonly form: Form;
};

export type StoredDraft<Form> = DraftBody<Form> & { readonly savedAt: string };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Reads a draft's body; `form` fills in what an older program did not write. */
export const readDraftBody = <Form>(
  body: string,
  form: z.ZodType<Form>,
): DraftBody<Form> | undefined => {
  let raw: unknown;
  try {
    raw = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (!isObject(raw) || typeof raw.id !== 'string' || typeof raw.enterpriseId !== 'string')
    return undefined;
  const typed = form.safeParse(raw.form);
  if (!typed.success) return undefined;
  const base = form.safeParse(raw.base);
  return {
    id: raw.id,
    enterpriseId: raw.enterpriseId,
    base: base.success ? base.data : typed.data,
    form: typed.data,
  };
};

/**
 * The draft that was there when the page opened, asked for once: a form that is open writes the
 * draft and must not be overwritten by it. `data` is null where there is none.
 */
export const useStoredDraft = <Form>(kind: DraftKind, key: string, form: z.ZodType<Form>) => {
  const { isFetchedAfterMount, ...query } = useQuery({
    // Not under the room's key: an event must not ask again.
    queryKey: ['draft-at-opening', kind, key],
    queryFn: async (): Promise<StoredDraft<Form> | null> => {
      const stored = await api.drafts.get.query({ kind, key });
      const body = stored ? readDraftBody(stored.body, form) : undefined;
      return stored && body ? { ...body, savedAt: stored.savedAt } : null;
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
  return { ...query, ready: isFetchedAfterMount && query.data !== undefined };
};

/** True in a browser tab, which the person can be asked not to close; a window is just closed. */
const canAskToStay = (): boolean => window.qice === undefined;

/**
 * Keeps a form's draft while the page is open, and writes it at once when a field, the window or
 * the page is left.
 */
export const useDraft = (kind: DraftKind, key: string, savedAt: string | null) => {
  const [status, setStatus] = useState<DraftStatus>(() =>
    savedAt === null ? { phase: 'none' } : { phase: 'kept', at: savedAt },
  );
  const [keeper] = useState<DraftKeeper>(() =>
    createDraftKeeper(
      {
        put: (body) => api.drafts.put.mutate({ kind, key, body }),
        drop: () => api.drafts.drop.mutate({ kind, key }),
      },
      setStatus,
    ),
  );
  useEffect(() => {
    const flush = (): void => {
      void keeper.flush();
    };
    const onLeave = (event: BeforeUnloadEvent): void => {
      const unwritten = keeper.pending();
      flush();
      if (unwritten && canAskToStay()) event.preventDefault();
    };
    document.addEventListener('visibilitychange', flush);
    document.addEventListener('focusout', flush);
    window.addEventListener('blur', flush);
    window.addEventListener('beforeunload', onLeave);
    return () => {
      document.removeEventListener('visibilitychange', flush);
      document.removeEventListener('focusout', flush);
      window.removeEventListener('blur', flush);
      window.removeEventListener('beforeunload', onLeave);
      flush();
    };
  }, [keeper]);
  return { status, keeper };
};
