import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, showFailure } from '#renderer/app/query.ts';
import type { StoredDraft } from '#renderer/parts/use-draft.ts';
import { useKeptForm } from '#renderer/parts/use-kept-form.ts';
import { answerProblems, withAnswer } from '#shared/campaigns/answers.ts';
import type { ReturnFile } from '#shared/campaigns/views.ts';
import { answersOf, cellsOf, formOfReturn, type ReturnForm } from './return-form.ts';

type Opening = {
  readonly file: ReturnFile;
  readonly base: ReturnForm;
  readonly stored: StoredDraft<ReturnForm> | null;
};

/** How far a person has tried to get: nothing is called wrong before. */
type Tried = 'nothing' | 'save' | 'complete';

const noProblems: ReadonlyMap<string, string> = new Map();

/** One return: typed, kept, saved, completed. */
export const useReturnEditor = ({ file, base, stored }: Opening) => {
  const { id, version, firm } = file;
  const client = useQueryClient();
  const kept = useKeptForm({
    kind: 'return',
    draftKey: id,
    id,
    enterpriseId: firm.id,
    base,
    stored,
  });
  const [tried, setTried] = useState<Tried>('nothing');
  const [saving, setSaving] = useState<Tried>('nothing');
  const photos = useMemo(
    () =>
      Object.fromEntries(
        Object.entries(file.photos).map(([question, { count }]) => [question, count]),
      ),
    [file.photos],
  );
  const problemsOf = (form: ReturnForm, complete: boolean) =>
    version === null
      ? []
      : answerProblems(version.sheet, answersOf(form), photos).filter(
          ({ missing }) => complete || !missing,
        );
  const found = tried === 'nothing' ? [] : problemsOf(kept.form, tried === 'complete');
  return {
    kept,
    saving,
    problems:
      found.length === 0
        ? noProblems
        : new Map(found.map(({ key, message }) => [key, message] as const)),
    answer: (key: string, typed: string): void =>
      kept.change(
        (form) => ({ ...form, cells: cellsOf(withAnswer(answersOf(form), key, typed)) }),
        key,
      ),
    save: async (complete: boolean): Promise<void> => {
      if (saving !== 'nothing' || version === null) return;
      const [first] = problemsOf(kept.form, complete);
      setTried(first ? (complete ? 'complete' : 'save') : 'nothing');
      if (first) {
        requestAnimationFrame(() => {
          const field = document.getElementById(`answer-${first.key}`);
          const place = field ?? document.querySelector(`[data-question="${first.questionId}"]`);
          place?.scrollIntoView({ block: 'center' });
          field?.focus();
        });
        return;
      }
      setSaving(complete ? 'complete' : 'save');
      const sent = kept.form;
      try {
        const saved = await api.campaigns.saveReturn.mutate({
          ...{ id, versionId: version.id, complete },
          // What came out of the file is not in the store yet and is written with the rest.
          ...{ base: file.answers, answers: answersOf(sent) },
          ...{ answeredBy: sent.answeredBy.trim() || null, visitId: sent.visitId || null },
        });
        client.setQueryData(['visits', 'campaignReturn', { id }], saved);
        await kept.settled(sent, formOfReturn(saved));
        showDone(complete ? '答卷已完成' : '已保存');
      } catch (error) {
        showFailure(error);
      } finally {
        setSaving('nothing');
      }
    },
  };
};
