import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { z } from 'zod';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { DraftNotes, DraftStatusText } from '#renderer/parts/draft-status.tsx';
import { today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import { type StoredDraft, useStoredDraft } from '#renderer/parts/use-draft.ts';
import { useKeptForm } from '#renderer/parts/use-kept-form.ts';
import { firmOpinions, type IssueAction, isNote } from '#shared/issue-course.ts';
import type { IssueFile, RecordIssueStep } from '#shared/issues.ts';
import classes from './issues.module.css';

/** What is asked beside date, person and words, step by step. */
type Extra = 'toUnit' | 'toPerson' | 'dueOn' | 'docNo' | 'opinion' | 'firmPerson';
const extras: Readonly<Partial<Record<IssueAction, readonly Extra[]>>> = {
  交办: ['toUnit', 'toPerson', 'dueOn', 'docNo'],
  转办: ['toUnit', 'docNo'],
  移交: ['toUnit', 'toPerson'],
  延期: ['dueOn'],
  联系企业: ['dueOn'],
  阶段答复: ['dueOn'],
  答复: ['dueOn', 'docNo'],
  上报: ['toUnit', 'docNo'],
  协调: ['toUnit'],
  企业评价: ['opinion', 'firmPerson'],
};

const labels: Readonly<Record<Extra, string>> = {
  toUnit: '单位',
  toPerson: '承办人',
  dueOn: '限期',
  docNo: '文号',
  opinion: '企业意见',
  firmPerson: '企业人员',
};

const dueLabels: Readonly<Partial<Record<IssueAction, string>>> = {
  交办: '答复限期',
  延期: '延到',
  联系企业: '承诺日期',
  阶段答复: '承诺日期',
  答复: '承诺解决日期',
};

/** What must be said of a step. */
const required: Readonly<Partial<Record<IssueAction, readonly (Extra | 'text')[]>>> = {
  不予受理: ['text'],
  退回: ['text'],
  答复: ['text'],
  阶段答复: ['text'],
  延期: ['text', 'dueOn'],
  转办: ['toUnit'],
  移交: ['toPerson'],
  企业评价: ['opinion'],
};

const textLabels: Readonly<Partial<Record<IssueAction, string>>> = {
  不予受理: '不予受理的理由',
  退回: '退回原因',
  答复: '答复内容',
  阶段答复: '答复内容',
  延期: '延期原因',
  企业评价: '企业说了什么',
};

/** What is typed of the next step, also as a draft: everything is text until it is recorded. */
const stepForm = z.object({
  action: z.string().default(''),
  text: z.string().default(''),
  person: z.string().default(''),
  onDate: z.string().default(''),
  atTime: z.string().default(''),
  toUnit: z.string().default(''),
  toPerson: z.string().default(''),
  dueOn: z.string().default(''),
  docNo: z.string().default(''),
  opinion: z.string().default(''),
  firmPerson: z.string().default(''),
});
type StepForm = z.infer<typeof stepForm>;

const clockNow = (): string => new Date().toTimeString().slice(0, 5);

/** The likeliest next step, done now by whoever has it in hand. */
const blank = (action: string, handler: string | null): StepForm =>
  stepForm.parse({
    action,
    person: handler ?? '',
    onDate: today(),
    atTime: clockNow(),
  });

/** A step on its way, and what was typed of it: what is typed from now on stays. */
type Sending = { readonly input: RecordIssueStep; readonly sent: StepForm };

type FormProps = { readonly file: IssueFile; readonly stored: StoredDraft<StepForm> | null };

/** Only what may follow can be chosen; the likeliest stands there. Enter registers it. */
const NextStep = ({ file, stored }: FormProps) => {
  const { lastStepId, handler } = file;
  const [likeliest = ''] = file.next;
  // Another step came, by whoever recorded it: what was typed stays, the rest begins anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step is the reason to begin anew.
  const base = useMemo(() => blank(likeliest, handler), [likeliest, handler, lastStepId]);
  const kept = useKeptForm({
    ...{ kind: 'issue-step', draftKey: file.id, id: file.id, enterpriseId: file.firm.id },
    ...{ base, stored },
  });
  const typed = kept.form;
  // What was meant to follow when it was typed may not follow any more.
  const action = file.next.find((word) => word === typed.action) ?? file.next[0] ?? null;
  const undo = useTell(api.issues.undo.mutate, { changes: ['issues'] });
  const record = useTell(({ input }: Sending) => api.issues.step.mutate(input), {
    changes: ['issues'],
    onDone: ({ steps }, { sent, input: { action: done, afterId } }) => {
      void kept.settled(sent, base);
      // The new step is the last of the way, or a note beside it.
      const step = steps.findLast((one) => one.action === done && one.id !== afterId);
      if (step) showUndo(`已登记：${done}`, () => undo.mutate({ id: file.id, stepId: step.id }));
    },
  });
  const asked: readonly Extra[] = (action && extras[action]) ?? [];
  const must = (key: Extra | 'text'): boolean =>
    action !== null &&
    ((required[action]?.includes(key) ?? false) ||
      (key === 'text' && action === '企业评价' && typed.opinion === '不认可'));
  const put = (part: Partial<StepForm>): void =>
    kept.change((before) => ({ ...before, ...part }), Object.keys(part)[0]);
  const send = (): void => {
    if (action === null) return;
    const said = (key: Extra): string | null =>
      asked.includes(key) && typed[key].trim() !== '' ? typed[key] : null;
    const input: RecordIssueStep = {
      ...{ id: file.id, afterId: file.lastStepId, action, onDate: typed.onDate },
      atTime: /^\d\d:\d\d$/.test(typed.atTime) ? typed.atTime : null,
      ...{ person: typed.person || null, unit: null, text: typed.text || null, note: null },
      ...{ docNo: said('docNo'), dueOn: said('dueOn'), toUnit: said('toUnit') },
      ...{ toPerson: said('toPerson'), firmPerson: said('firmPerson') },
      opinion: said('opinion') as RecordIssueStep['opinion'],
    };
    record.mutate({ input, sent: typed });
  };
  const extra = (key: Extra) => {
    if (key === 'opinion')
      return (
        <Select
          key={key}
          label={labels.opinion}
          size="xs"
          w="7rem"
          required
          value={typed.opinion || null}
          onChange={(opinion) => put({ opinion: opinion ?? '' })}
          data={[...firmOpinions]}
        />
      );
    if (key === 'dueOn')
      return (
        <DayInput
          key={key}
          label={(action && dueLabels[action]) ?? labels.dueOn}
          size="xs"
          w="9rem"
          required={must('dueOn')}
          value={typed.dueOn}
          onChange={(dueOn) => put({ dueOn })}
        />
      );
    return (
      <TextInput
        key={key}
        label={key === 'toUnit' && action === '交办' ? '承办单位' : labels[key]}
        size="xs"
        w="8rem"
        required={must(key)}
        value={typed[key]}
        onChange={(event) => put({ [key]: event.currentTarget.value })}
      />
    );
  };
  return (
    <form
      className={classes.card}
      aria-label="登记下一步"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <DraftNotes kept={kept} />
      <div className={classes.line}>
        <Select
          label="下一步"
          w="8rem"
          size="xs"
          required
          allowDeselect={false}
          value={action}
          onChange={(next) => put({ action: next ?? '' })}
          data={[
            { group: '办理', items: file.next.filter((word) => !isNote(word)) },
            { group: '记一笔（状态不变）', items: file.next.filter(isNote) },
          ]}
        />
        <DayInput
          label="日期"
          size="xs"
          w="9rem"
          required
          value={typed.onDate}
          onChange={(onDate) => put({ onDate, atTime: onDate === today() ? clockNow() : '' })}
        />
        <TextInput
          label="时间"
          size="xs"
          w="4.5rem"
          placeholder="时:分"
          value={typed.atTime}
          onChange={(event) => put({ atTime: event.currentTarget.value })}
        />
        <TextInput
          label="经办人"
          size="xs"
          w="6.5rem"
          value={typed.person}
          onChange={(event) => put({ person: event.currentTarget.value })}
        />
        {asked.map(extra)}
        <div className={classes.grow}>
          <Textarea
            label={(action && textLabels[action]) ?? '说明'}
            size="xs"
            minRows={1}
            autosize
            required={must('text')}
            value={typed.text}
            onChange={(event) => put({ text: event.currentTarget.value })}
            onKeyDown={(event) => {
              // One line is mostly enough: Enter registers, Shift+Enter goes on.
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }}
          />
        </div>
        <Button type="submit" size="xs" loading={record.isPending}>
          登记
        </Button>
      </div>
      <DraftStatusText kept={kept} isNew />
    </form>
  );
};

/** 下一步: what was typed and not recorded is there again, also after a bundle brought a step meanwhile. */
export const IssueStepForm = ({ file }: { readonly file: IssueFile }) => {
  const stored = useStoredDraft('issue-step', file.id, stepForm);
  if (!stored.ready) return <Loading />;
  return <NextStep file={file} stored={stored.data ?? null} />;
};
