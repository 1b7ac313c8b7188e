import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { showDone, showFailure } from '#renderer/app/query.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { StoredDraft } from '#renderer/parts/use-draft.ts';
import { useFormKeys } from '#renderer/parts/use-form-keys.ts';
import { useKeptForm } from '#renderer/parts/use-kept-form.ts';
import type { SchemeForm } from '#shared/scoring/scheme-form.ts';
import { readSchemeForm } from '#shared/scoring/scheme-reading.ts';
import type { SchemeDraft } from '#shared/scoring/scheme-views.ts';

const version = (id: string) => ({ ledger: 'scheme_version', id }) as const;

/** Typing, saving, publishing and throwing away of one draft, and what is wrong with it as it stands. */
export const useSchemeEditor = (draft: SchemeDraft, stored: StoredDraft<SchemeForm> | null) => {
  const { id } = draft;
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const [publishing, setPublishing] = useState(false);
  const kept = useKeptForm<SchemeForm>({
    kind: 'ledger',
    draftKey: `${id} scheme`,
    id,
    enterpriseId: id,
    base: draft.form,
    stored,
  });
  const { form } = kept;
  const read = useMemo(() => readSchemeForm(form, draft.schemeName), [form, draft.schemeName]);
  const unreadable = read.problems.filter((problem) => problem.unreadable);

  const guarded = async (work: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      await work();
    } catch (error) {
      showFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const persist = async (): Promise<void> => {
    const sent = form;
    const saved = await api.schemes.save.mutate({ id, form: sent });
    const settled = kept.settled(sent, saved.form);
    client.setQueryData(['cultivation', 'schemeForm', { id }], saved);
    await settled;
  };
  const save = (): Promise<void> =>
    guarded(async () => {
      if (kept.dirty) await persist();
      showDone(kept.dirty ? '草稿已保存' : '已保存，没有新的改动');
    });
  useFormKeys({ save: () => void save(), undo: kept.undo, redo: kept.redo });

  return {
    kept,
    read,
    unreadable,
    busy,
    publishing,
    setPublishing,
    save,
    publish: (): Promise<void> =>
      guarded(async () => {
        if (kept.dirty) await persist();
        await api.awards.publish.mutate(version(id));
        setPublishing(false);
        showDone('已启用：这个版本从此不再改动');
        navigate(`/cultivation/scoring?version=${id}`);
      }),
    drop: (): Promise<void> =>
      guarded(async () => {
        const rows = { ledger: 'scheme_version', ids: [id] };
        await api.ledgers.delete.mutate(rows);
        navigate('/cultivation/scoring');
        showUndo(`已删除草稿「${form.version}」`, () => {
          api.ledgers.restore.mutate(rows).catch(showFailure);
        });
      }),
  };
};

export type SchemeEditing = ReturnType<typeof useSchemeEditor>;
