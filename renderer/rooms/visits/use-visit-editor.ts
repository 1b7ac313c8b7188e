import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { showDone, showFailure } from '#renderer/app/query.ts';
import { today } from '#renderer/parts/formats.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { StoredDraft } from '#renderer/parts/use-draft.ts';
import { useKeptForm } from '#renderer/parts/use-kept-form.ts';
import { useLatest } from '#renderer/parts/use-latest.ts';
import type { SavedVisit, Visit } from '#shared/visits.ts';
import { takeBack } from './firm-gone-button.tsx';
import type { FoundStatus } from './found-menu.tsx';
import { type TakenPhoto, usePhotoIntake } from './photo-intake.ts';
import { formOfVisit, photoOf, type VisitForm } from './visit-form.ts';
import { inputOfVisit, problemsOfVisit } from './visit-input.ts';

/** Says which facts of the file were left alone, and where to decide. */
const showSkipped = ({ skipped }: SavedVisit): void =>
  showDone(
    `走访已保存；${skipped.map(({ label }) => label).join('、')}在这期间已被别人改过，没有覆盖，请在「顺手更正档案」里看后再定`,
  );

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
  const latest = useLatest(kept);

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

  const persist = async (): Promise<SavedVisit> => {
    // Photos chosen before 保存 was pressed belong to what is saved.
    await intake.settled();
    await new Promise((drawn) => setTimeout(drawn));
    const now = latest.current;
    const saved = await api.visits.save.mutate(
      inputOfVisit(id, enterpriseId, now.form, now.base, today()),
    );
    const { corrected: _, skipped, ...stored } = saved;
    const left = new Set(skipped.map(({ key }) => key));
    // What somebody else changed meanwhile was not written: it stays in the form, to be decided.
    const sent = {
      ...now.form,
      corrections: now.form.corrections.filter((one) => !left.has(one.id)),
    };
    const settled = now.settled(sent, formOfVisit(stored));
    client.setQueryData(['visits', 'get', { id }], stored);
    await settled;
    return saved;
  };

  /** Saves what stands in the form; undefined where it is not whole, or was refused. */
  const send = async (form: VisitForm): Promise<SavedVisit | undefined> => {
    if (saving) return;
    const [first] = problemsOfVisit(form, kept.base, today());
    setChecked(first !== undefined);
    if (first) {
      requestAnimationFrame(() => document.getElementById(first.field)?.focus());
      return;
    }
    setSaving(true);
    try {
      const saved = await persist();
      if (draftKey !== id) navigate(`/visits/${id}`, { replace: true });
      return saved;
    } catch (error) {
      showFailure(error);
    } finally {
      setSaving(false);
    }
  };

  return {
    kept,
    intake,
    saving,
    /** Message of one field, once saving was tried. */
    problemOf: (field: string): string | undefined =>
      problems.find((problem) => problem.field === field)?.message,
    /** The fields that keep the visit from being saved. */
    problems: problems.map(({ field }) => field),
    save: async (): Promise<void> => {
      const isWhole = problemsOfVisit(kept.form, kept.base, today()).length === 0;
      if (visit && !kept.dirty && intake.pending.length === 0 && isWhole && !saving) {
        showDone('已保存，没有新的改动');
        return;
      }
      const saved = await send(kept.form);
      if (!saved) return;
      showDone('已保存');
      if (saved.skipped.length > 0) showSkipped(saved);
    },
    /** 企业不在: the status goes into the firm's file with this visit as its proof. */
    found: async (status: FoundStatus): Promise<void> => {
      const isBare = visit === null && !kept.dirty;
      const form = { ...kept.form, foundStatus: status };
      change(() => form);
      const saved = await send(form);
      if (saved)
        showUndo(`已记为${status}${saved.photos.length === 0 ? '，可在这里补照片' : ''}`, () => {
          // First away from the page of what goes: it would ask for it once more.
          if (isBare) navigate(`/enterprises/${enterpriseId}`);
          void takeBack(saved, isBare);
        });
    },
  };
};

export type VisitEditing = ReturnType<typeof useVisitEditor>;
