import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { showDone, showFailure } from '#renderer/app/query.ts';
import { today } from '#renderer/parts/formats.ts';
import { useKeptForm } from '#renderer/parts/use-kept-form.ts';
import { useLatest } from '#renderer/parts/use-latest.ts';
import { lackingWords } from '#shared/sheet-approval.ts';
import type { Sheet } from '#shared/sheets.ts';
import { missingCells, type SheetCell, unreadableCells } from './sheet-cells.ts';
import type { SheetEditorProps } from './sheet-editor.tsx';
import { formOfSheet, measuresToSave, nothingPending, type SheetForm } from './sheet-form.ts';
import { inputOfSheet } from './sheet-input.ts';

/** What the person types of progress, a meeting or an opinion stays when the sheet around it is saved. */
const withoutEntries = (form: SheetForm): SheetForm => ({
  ...form,
  entries: [],
  pending: nothingPending,
});

const focusCell = ({ elementId }: SheetCell): void => document.getElementById(elementId)?.focus();

/** Saving and issuing of one sheet, and what still keeps it from that. */
export const useSheetEditor = (props: SheetEditorProps) => {
  const { id, firm, base, sheet, draftKey, stored } = props;
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const kept = useKeptForm({
    kind: 'sheet',
    draftKey,
    id,
    enterpriseId: firm.id,
    base,
    stored,
  });
  const [checked, setChecked] = useState<'save' | 'issue' | null>(null);
  const [saving, setSaving] = useState(false);
  const [issuing, setIssuing] = useState(false);
  const [issueNote, setIssueNote] = useState<string | null>(null);
  const latest = useLatest({ kept, sheet });

  const unreadable = checked ? unreadableCells(kept.form, today()) : [];
  const empty = checked ? missingCells(kept.form, kept.base, today()) : [];

  /** Marks what is missing and focuses the first cell that stands in the way. @returns true where none does. */
  const isClear = useCallback(
    (of: 'save' | 'issue'): boolean => {
      const now = latest.current.kept;
      const gaps = missingCells(now.form, now.base, today());
      const odd = unreadableCells(now.form, today());
      const [first] = of === 'issue' ? [...odd, ...gaps] : odd;
      setChecked(gaps.length + odd.length > 0 ? of : null);
      // After the cells have been marked: focusing scrolls them into sight.
      if (first) requestAnimationFrame(() => focusCell(first));
      return first === undefined;
    },
    [latest.current.kept],
  );

  const persist = useCallback(async (): Promise<Sheet> => {
    const now = latest.current.kept;
    const sent = withoutEntries(now.form);
    const isNew = latest.current.sheet === null;
    const saved = await api.sheets.save.mutate(
      inputOfSheet(id, firm.id, sent, now.base, today(), isNew),
    );
    const settled = now.settled(sent, formOfSheet(saved));
    client.setQueryData(['sheets', 'get', { id }], saved);
    await settled;
    return saved;
  }, [client, id, firm.id, latest.current.sheet, latest.current.kept]);

  const guarded = useCallback(async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    setSaving(true);
    try {
      return await work();
    } catch (error) {
      showFailure(error);
      return undefined;
    } finally {
      setSaving(false);
    }
  }, []);

  const settleHere = useCallback((): void => {
    if (draftKey !== id) navigate(`/sheets/${id}`, { replace: true });
  }, [draftKey, id, navigate]);

  return {
    kept,
    missing: unreadable.length > 0 ? unreadable : empty,
    unreadable: unreadable.length > 0,
    saving,
    issuing,
    issueNote,
    save: async (): Promise<void> => {
      setIssueNote(null);
      if (saving || !isClear('save')) return;
      if (sheet && !kept.dirty) return showDone('已保存，没有新的改动');
      const saved = await guarded(persist);
      if (!saved) return;
      const { length } = saved.problems;
      const isDraft = saved.status === 'draft' && saved.measures.length > 0;
      showDone(isDraft && length > 0 ? `已保存。签发前还缺 ${length} 处` : '已保存');
      settleHere();
    },
    /** A measure must be in the store before progress can be entered on it. */
    saveFirst: useCallback(
      async (measureId: string): Promise<boolean> => {
        if (latest.current.sheet?.measures.some((measure) => measure.id === measureId)) return true;
        if (!isClear('save')) return false;
        const saved = await guarded(persist);
        if (!saved) return false;
        settleHere();
        return saved.measures.some((measure) => measure.id === measureId);
      },
      [isClear, guarded, persist, settleHere, latest.current.sheet?.measures.some],
    ),
    askToIssue: (): void => {
      const empty = measuresToSave(kept.form, kept.base).length === 0;
      const whole = isClear('issue');
      // What is typed and not saved yet outdates what was signed: the office says so when it is issued.
      const awaits = kept.dirty ? [] : (sheet?.awaits ?? []);
      const note = empty
        ? '还没有措施，至少填写一条后才能签发。'
        : awaits.length > 0
          ? `还不能签发，${lackingWords(awaits)}。签署同意后再签发。`
          : null;
      setIssueNote(whole ? note : null);
      setIssuing(whole && note === null);
    },
    startEdition: async (): Promise<void> => {
      const next = await guarded(() => api.sheets.startEdition.mutate({ id }));
      if (!next) return;
      client.setQueryData(['sheets', 'get', { id: next.id }], next);
      navigate(`/sheets/${next.id}`);
      showDone(`已新建第 ${next.edition} 版，原来的一版照旧可查`);
    },
    cancelIssue: (): void => setIssuing(false),
    issue: async (): Promise<void> => {
      const done = await guarded(async () => {
        if (!sheet || kept.dirty) await persist();
        const issued = await api.sheets.issue.mutate({ id });
        client.setQueryData(['sheets', 'get', { id }], issued);
        return issued;
      });
      setIssuing(false);
      if (!done) return;
      showDone('已签发');
      settleHere();
    },
  };
};
