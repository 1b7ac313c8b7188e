import {
  Autocomplete,
  Button,
  Group,
  Input,
  SegmentedControl,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { DraftNotes, DraftStatusText } from '#renderer/parts/draft-status.tsx';
import { today } from '#renderer/parts/formats.ts';
import type { StoredDraft } from '#renderer/parts/use-draft.ts';
import { useKeptForm } from '#renderer/parts/use-kept-form.ts';
import type { IssueFile, RegisterIssue } from '#shared/issues.ts';
import { issueChannels, issueTerms, issueTypes, issueUrgencies } from '#shared/visits.ts';
import classes from './issues.module.css';

/** What is typed, also as a draft: everything is text until it is registered. */
export const issueForm = z.object({
  type: z.string().default(''),
  content: z.string().default(''),
  channel: z.string().default('热线'),
  urgency: z.string().default('一般'),
  term: z.string().default('短期'),
  raisedOn: z.string().default(''),
  raisedTime: z.string().default(''),
  raisedBy: z.string().default(''),
  contact: z.string().default(''),
  handlerUnit: z.string().default(''),
  handler: z.string().default(''),
  dueOn: z.string().default(''),
  note: z.string().default(''),
});
export type IssueForm = z.infer<typeof issueForm>;

/** A call that comes in at this moment. */
export const blankIssueForm = (): IssueForm =>
  issueForm.parse({
    type: '质量',
    raisedOn: today(),
    raisedTime: new Date().toTimeString().slice(0, 5),
  });

export const formOfIssue = (file: IssueFile): IssueForm => ({
  ...{ type: file.type, content: file.content, channel: file.channel, urgency: file.urgency },
  ...{ term: file.term, raisedOn: file.raisedOn, raisedTime: file.raisedTime ?? '' },
  ...{ raisedBy: file.raisedBy ?? '', contact: file.contact ?? '', note: file.note ?? '' },
  ...{ handlerUnit: file.handlerUnit ?? '', handler: file.handler ?? '' },
  dueOn: file.setDueOn ?? '',
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text);

type FormProps = {
  readonly id: string;
  readonly firm: { readonly id: string; readonly name: string };
  /** The record as a form, or the blank form of a new one; memoised. */
  readonly base: IssueForm;
  readonly draftKey: string;
  readonly stored: StoredDraft<IssueForm> | null;
  readonly isNew: boolean;
  readonly onDone: (id: string) => void;
  readonly onCancel: () => void;
};

type ChoiceProps = {
  readonly label: string;
  readonly value: string;
  readonly data: readonly string[];
  readonly onChange: (next: string) => void;
};

const Choice = ({ label, value, data, onChange }: ChoiceProps): ReactNode => (
  <div>
    <Input.Label labelElement="div" display="block">
      {label}
    </Input.Label>
    <SegmentedControl
      aria-label={label}
      size="xs"
      value={value}
      onChange={onChange}
      data={[...data]}
    />
  </div>
);

/** A call written down while the firm is on the line: words first, everything else stands as it mostly is. */
export const RegisterForm = (props: FormProps) => {
  const { id, firm, base, draftKey, stored, isNew, onDone, onCancel } = props;
  const kept = useKeptForm({
    ...{ kind: 'issue', draftKey, id, enterpriseId: firm.id, base, stored },
  });
  const typed = kept.form;
  const put = (part: Partial<IssueForm>): void =>
    kept.change((before) => ({ ...before, ...part }), Object.keys(part)[0]);
  const save = useTell(api.issues.register.mutate, {
    changes: ['issues'],
    onDone: (made) => void kept.settled(typed, typed).then(() => onDone(made.id)),
  });
  const line = (key: keyof IssueForm, label: string, width: string) => (
    <TextInput
      label={label}
      w={width}
      value={typed[key]}
      onChange={(event) => put({ [key]: event.currentTarget.value })}
    />
  );
  return (
    <form
      className={`${classes.card} ${classes.form}`}
      aria-label="登记问题"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({
          ...{ id, enterpriseId: firm.id, type: typed.type, content: typed.content },
          channel: typed.channel as RegisterIssue['channel'],
          urgency: typed.urgency as RegisterIssue['urgency'],
          term: typed.term as RegisterIssue['term'],
          raisedOn: typed.raisedOn,
          raisedTime: orNull(typed.raisedTime),
          ...{ raisedBy: orNull(typed.raisedBy), contact: orNull(typed.contact) },
          ...{ handlerUnit: orNull(typed.handlerUnit), handler: orNull(typed.handler) },
          ...{ dueOn: orNull(typed.dueOn), note: orNull(typed.note) },
        });
      }}
    >
      <h2>{firm.name}</h2>
      <DraftNotes kept={kept} />
      <div className={classes.column}>
        <Textarea
          label="问题内容"
          placeholder="企业要解决什么"
          required
          autoFocus
          autosize
          minRows={2}
          maxLength={4000}
          value={typed.content}
          onChange={(event) => put({ content: event.currentTarget.value })}
        />
        <div className={classes.line}>
          <Autocomplete
            label="问题类型"
            required
            w="9rem"
            data={[...issueTypes]}
            maxLength={50}
            value={typed.type}
            onChange={(type) => put({ type })}
          />
          <DayInput
            label="提出日期"
            required
            w="10rem"
            value={typed.raisedOn}
            onChange={(raisedOn) => put({ raisedOn })}
          />
          {line('raisedTime', '时间', '5.5rem')}
          {line('raisedBy', '反映人', '9rem')}
          {line('contact', '联系电话', '11rem')}
        </div>
        <div className={classes.line}>
          <Choice
            label="来源"
            value={typed.channel}
            data={issueChannels}
            onChange={(channel) => put({ channel })}
          />
          <Choice
            label="紧急程度"
            value={typed.urgency}
            data={issueUrgencies}
            onChange={(urgency) => put({ urgency })}
          />
          <Choice
            label="期限类别"
            value={typed.term}
            data={issueTerms}
            onChange={(term) => put({ term })}
          />
        </div>
        <div className={classes.line}>
          {line('handlerUnit', '承办单位', '11rem')}
          {line('handler', '承办人', '9rem')}
          <DayInput
            label="办结期限"
            w="10rem"
            placeholder="不填按通常时限"
            value={typed.dueOn}
            onChange={(dueOn) => put({ dueOn })}
          />
          {line('note', '备注', '18rem')}
        </div>
        <Group justify="flex-end">
          <DraftStatusText kept={kept} isNew={isNew} />
          <Button
            variant="default"
            onClick={() => {
              kept.abandon();
              onCancel();
            }}
          >
            取消
          </Button>
          <Button type="submit" loading={save.isPending}>
            {isNew ? '登记问题' : '保存'}
          </Button>
        </Group>
      </div>
    </form>
  );
};
