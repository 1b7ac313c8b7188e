import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, showFailure } from '#renderer/app/query.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { StoredDraft } from '#renderer/parts/use-draft.ts';
import { useKeptForm } from '#renderer/parts/use-kept-form.ts';
import { answerProblems, withAnswer } from '#shared/campaigns/answers.ts';
import { type FactChange, factChanges } from '#shared/campaigns/fact-changes.ts';
import type { ReturnFile, SavedReturn, SaveReturn } from '#shared/campaigns/views.ts';
import { answersOf, cellsOf, formOfReturn, type ReturnForm } from './return-form.ts';

type Opening = {
  readonly file: ReturnFile;
  readonly base: ReturnForm;
  readonly stored: StoredDraft<ReturnForm> | null;
};

/** How far a person has tried to get: nothing is called wrong before. */
type Tried = 'nothing' | 'save' | 'complete';

const noProblems: ReadonlyMap<string, string> = new Map();

const noChanges: readonly FactChange[] = [];

const takeBack = async ({ id, corrected }: SavedReturn): Promise<void> => {
  try {
    const { kept } = await api.campaigns.takeBackReturn.mutate({
      id,
      corrected: corrected.map(({ key, now, value }) => ({ key, now, value })),
    });
    showDone(
      kept.length === 0 ? '已撤销' : `已撤销；${kept.join('、')}后来又被改过，保持现在的样子`,
    );
  } catch (error) {
    showFailure(error);
  }
};

/** Says what became of a return, and of the firm's file with it. */
const tell = (saved: SavedReturn, complete: boolean): void => {
  const { corrected, skipped } = saved;
  if (!complete) showDone('已保存');
  else if (corrected.length === 0) showDone('答卷已完成');
  else
    showUndo(`答卷已完成，写进档案 ${corrected.length} 项`, () => {
      void takeBack(saved);
    });
  if (skipped.length > 0)
    showDone(
      `${skipped.map(({ label }) => label).join('、')}在这期间已被别人改过，没有覆盖；题下写着档案现在的内容，点「修改答卷」可以再定`,
    );
};

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
  const [asking, setAsking] = useState<readonly FactChange[] | null>(null);
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
  const answers = useMemo(() => answersOf(kept.form), [kept.form]);
  const changes = useMemo(
    () =>
      version === null
        ? noChanges
        : factChanges(
            version.sheet,
            answers,
            Object.fromEntries(
              Object.entries(file.facts).map(([question, { value }]) => [question, value]),
            ),
          ),
    [version, answers, file.facts],
  );
  const send = async (complete: boolean, facts: SaveReturn['facts']): Promise<void> => {
    if (version === null) return;
    setSaving(complete ? 'complete' : 'save');
    const sent = kept.form;
    try {
      const saved = await api.campaigns.saveReturn.mutate({
        ...{ id, versionId: version.id, complete, facts },
        // What came out of the file is not in the store yet and is written with the rest.
        ...{ base: file.answers, answers: answersOf(sent) },
        ...{ answeredBy: sent.answeredBy.trim() || null, visitId: sent.visitId || null },
      });
      const { corrected: _, skipped: __, ...now } = saved;
      client.setQueryData(['visits', 'campaignReturn', { id }], now);
      await kept.settled(sent, formOfReturn(now));
      tell(saved, complete);
    } catch (error) {
      showFailure(error);
    } finally {
      setSaving('nothing');
    }
  };
  const found = tried === 'nothing' ? [] : problemsOf(kept.form, tried === 'complete');
  return {
    kept,
    answers,
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
    /** Answers beside what the firm's file holds. */
    changes,
    /** The list a person goes through before the file is written; null while nobody asked. */
    asking,
    stopAsking: () => setAsking(null),
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
      if (complete && changes.length > 0) setAsking(changes);
      else await send(complete, []);
    },
    /** Completes it, and writes the answers to these questions into the file. */
    finish: (questions: ReadonlySet<string>): Promise<void> => {
      const facts = (asking ?? noChanges)
        .filter(({ questionId }) => questions.has(questionId))
        .map(({ questionId, before }) => ({ questionId, before }));
      setAsking(null);
      return send(true, facts);
    },
  };
};
