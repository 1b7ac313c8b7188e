import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { today } from '#renderer/parts/formats.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
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

type Fields = Record<Extra | 'text' | 'person' | 'onDate' | 'atTime', string>;

const clockNow = (): string => new Date().toTimeString().slice(0, 5);

const blank = (person: string): Fields => ({
  ...{ text: '', person, onDate: today(), atTime: clockNow() },
  ...{ toUnit: '', toPerson: '', dueOn: '', docNo: '', opinion: '', firmPerson: '' },
});

/** 下一步: only what may follow can be chosen; the likeliest stands there. Enter registers it. */
export const IssueStepForm = ({ file }: { readonly file: IssueFile }) => {
  const [action, setAction] = useState<IssueAction | null>(file.next[0] ?? null);
  const [typed, setTyped] = useState(() => blank(file.handler ?? ''));
  const undo = useTell(api.issues.undo.mutate, { changes: ['issues'] });
  const record = useTell(api.issues.step.mutate, {
    changes: ['issues'],
    onDone: ({ steps }, { action: done, afterId }) => {
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
  const put = (part: Partial<Fields>): void => setTyped((before) => ({ ...before, ...part }));
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
    record.mutate(input);
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
      <div className={classes.line}>
        <Select
          label="下一步"
          w="8rem"
          size="xs"
          required
          allowDeselect={false}
          value={action}
          onChange={(next) => setAction(next as IssueAction | null)}
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
    </form>
  );
};
