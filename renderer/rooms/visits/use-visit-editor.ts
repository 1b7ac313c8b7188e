import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { showDone, showFailure } from '#renderer/app/query.ts';
import { today } from '#renderer/parts/formats.ts';
import type { StoredDraft } from '#renderer/parts/use-draft.ts';
import { useKeptForm } from '#renderer/parts/use-kept-form.ts';
import type { Visit } from '#shared/visits.ts';
import { type TakenPhoto, usePhotoIntake } from './photo-intake.ts';
import {
  formOfVisit,
  inputOfVisit,
  photoOf,
  problemsOfVisit,
  type VisitForm,
} from './visit-form.ts';

export type OpenVisit = {
  readonly id: string;
  readonly enterpriseId: string;
  /** The saved visit as a form, or the blank form. Memoised. */
  readonly base: VisitForm;
  /** Null while it was never saved. */
  readonly visit: Visit | null;
  readonly draftKey: string;
  readonly stored: StoredDraft<VisitForm> | null;
};

/** Saving of one visit, its photos, and what still keeps it from being saved. */
export const useVisitEditor = (open: OpenVisit) => {
  const { id, enterpriseId, base, visit, draftKey, stored } = open;
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const kept = useKeptForm({ kind: 'visit', draftKey, id, enterpriseId, base, stored });
  const [checked, setChecked] = useState(false);
  const [saving, setSaving] = useState(false);
  const latest = useRef(kept);
  useEffect(() => {
    latest.current = kept;
  });

  const { change } = kept;
  const intake = usePhotoIntake(
    useCallback(
      (photoId: string, { stored: bytes, takenAt, name }: TakenPhoto) =>
        // Those chosen together are one step to undo, however many they are.
        change(
          (form) => ({ ...form, photos: [...form.photos, photoOf(photoId, bytes, takenAt, name)] }),
          'photos',
        ),
      [change],
    ),
  );

  const problems = checked ? problemsOfVisit(kept.form, kept.base, today()) : [];

  const persist = async (): Promise<void> => {
    // Photos chosen before 保存 was pressed belong to what is saved.
    await intake.settled();
    await new Promise((drawn) => setTimeout(drawn));
    const now = latest.current;
    const saved = await api.visits.save.mutate(
      inputOfVisit(id, enterpriseId, now.form, now.base, today()),
    );
    const settled = now.settled(now.form, formOfVisit(saved));
    client.setQueryData(['visits', 'get', { id }], saved);
    await settled;
  };

  return {
    kept,
    intake,
    saving,
    /** Message of one field, once saving was tried. */
    problemOf: (field: string): string | undefined =>
      problems.find((problem) => problem.field === field)?.message,
    save: async (): Promise<void> => {
      if (saving) return;
      const [first] = problemsOfVisit(kept.form, kept.base, today());
      setChecked(first !== undefined);
      if (first) {
        requestAnimationFrame(() => document.getElementById(first.field)?.focus());
        return;
      }
      if (visit && !kept.dirty && intake.pending.length === 0) {
        showDone('已保存，没有新的改动');
        return;
      }
      setSaving(true);
      try {
        await persist();
        showDone('已保存');
        if (draftKey !== id) navigate(`/visits/${id}`, { replace: true });
      } catch (error) {
        showFailure(error);
      } finally {
        setSaving(false);
      }
    },
  };
};

export type VisitEditing = ReturnType<typeof useVisitEditor>;
