import {
  Autocomplete,
  Button,
  Group,
  Input,
  SegmentedControl,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { today } from '#renderer/parts/formats.ts';
import type { IssueFile, RegisterIssue } from '#shared/issues.ts';
import { issueChannels, issueTerms, issueTypes, issueUrgencies } from '#shared/visits.ts';
import classes from './issues.module.css';

type Fields = { readonly [K in Exclude<keyof RegisterIssue, 'id' | 'enterpriseId'>]: string };

const clockNow = (): string => new Date().toTimeString().slice(0, 5);

const blank = (): Fields => ({
  ...{ type: '质量', content: '', channel: '热线', urgency: '一般', term: '短期' },
  ...{ raisedOn: today(), raisedTime: clockNow(), raisedBy: '', contact: '' },
  ...{ handlerUnit: '', handler: '', dueOn: '', note: '' },
});

const fieldsOf = (file: IssueFile): Fields => ({
  ...{ type: file.type, content: file.content, channel: file.channel, urgency: file.urgency },
  ...{ term: file.term, raisedOn: file.raisedOn, raisedTime: file.raisedTime ?? '' },
  ...{ raisedBy: file.raisedBy ?? '', contact: file.contact ?? '', note: file.note ?? '' },
  ...{ handlerUnit: file.handlerUnit ?? '', handler: file.handler ?? '' },
  dueOn: file.setDueOn ?? '',
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text);

type FormProps = {
  readonly firm: { readonly id: string; readonly name: string };
  /** What is registered already; null for a new one. */
  readonly file: IssueFile | null;
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
export const RegisterForm = ({ firm, file, onDone, onCancel }: FormProps) => {
  const [id] = useState(() => file?.id ?? crypto.randomUUID());
  const [typed, setTyped] = useState<Fields>(() => (file ? fieldsOf(file) : blank()));
  const put = (part: Partial<Fields>): void => setTyped((before) => ({ ...before, ...part }));
  const save = useTell(api.issues.register.mutate, {
    changes: ['issues'],
    onDone: (made) => onDone(made.id),
  });
  const line = (key: keyof Fields, label: string, width: string) => (
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
          <Button variant="default" onClick={onCancel}>
            取消
          </Button>
          <Button type="submit" loading={save.isPending}>
            {file ? '保存' : '登记问题'}
          </Button>
        </Group>
      </div>
    </form>
  );
};
