import {
  Button,
  Chip,
  Group,
  Modal,
  NumberInput,
  Select,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { isDay } from '#renderer/parts/day-text.ts';
import { peopleOf } from '#shared/people.ts';
import type { PlanChange } from '#shared/plan-views.ts';
import {
  type Quarter,
  quarterAfter,
  quarterDays,
  quarterFrom,
  quarterKey,
  quarterWords,
} from '#shared/quarters.ts';
import classes from './plans.module.css';

export const planDialogs = ['assign', 'set', 'defer', 'move'] as const;
export type PlanDialogKind = (typeof planDialogs)[number];

type FrameProps = {
  readonly title: string;
  readonly action: string;
  readonly pending: boolean;
  readonly change: PlanChange | null;
  readonly onChange: (change: PlanChange) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

const Frame = ({ title, action, pending, change, onChange, onClose, children }: FrameProps) => (
  <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': '关闭' }}>
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (change) onChange(change);
      }}
    >
      <div className={classes.fields}>{children}</div>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          取消
        </Button>
        <Button type="submit" loading={pending} disabled={change === null}>
          {action}
        </Button>
      </Group>
    </form>
  </Modal>
);

type DialogProps = {
  readonly quarter: Quarter;
  /** Firms (家) chosen. */
  readonly count: number;
  readonly people: readonly string[];
  readonly pending: boolean;
  readonly onChange: (change: PlanChange) => void;
  readonly onClose: () => void;
};

const AssignDialog = ({ count, people, ...rest }: DialogProps) => {
  const [names, setNames] = useState('');
  const [how, setHow] = useState<'together' | 'evenly'>('together');
  const named = peopleOf(names);
  return (
    <Frame
      {...rest}
      title={`分派 ${count} 家企业`}
      action="分派"
      change={named.length === 0 ? null : { do: 'assign', people: named, how }}
    >
      <TextInput
        className={classes.wide}
        label="走访人"
        placeholder="几个人用顿号隔开"
        description={people.length > 0 ? `已有：${people.slice(0, 10).join('、')}` : undefined}
        required
        data-autofocus
        value={names}
        onChange={(event) => setNames(event.currentTarget.value)}
      />
      {named.length > 1 && (
        <Select
          className={classes.wide}
          label="怎么分"
          allowDeselect={false}
          data={[
            { value: 'together', label: '每家都由这几个人一起走访' },
            { value: 'evenly', label: '均分给这几个人，同一乡镇尽量归一人' },
          ]}
          value={how}
          onChange={(next) => setHow(next === 'evenly' ? 'evenly' : 'together')}
        />
      )}
    </Frame>
  );
};

const SetDialog = ({ count, quarter, ...rest }: DialogProps) => {
  const [times, setTimes] = useState<number | ''>('');
  const [dueOn, setDueOn] = useState('');
  const [purpose, setPurpose] = useState('');
  const { from, to } = quarterDays(quarter);
  const said = {
    ...(times === '' ? {} : { times }),
    ...(isDay(dueOn) ? { dueOn } : {}),
    ...(purpose.trim() === '' ? {} : { purpose }),
  };
  const isWhole = dueOn === '' || isDay(dueOn);
  return (
    <Frame
      {...rest}
      title={`调整 ${count} 家企业的次数、期限、事由`}
      action="调整"
      change={isWhole && Object.keys(said).length > 0 ? { do: 'set', ...said } : null}
    >
      <NumberInput
        label="计划次数"
        placeholder="不变"
        min={1}
        max={90}
        suffix=" 次"
        data-autofocus
        value={times}
        onChange={(next) => setTimes(typeof next === 'number' ? next : '')}
      />
      <DayInput
        label="完成期限"
        placeholder="不变"
        description={`${from} 至 ${to}`}
        value={dueOn}
        onChange={setDueOn}
      />
      <TextInput
        className={classes.wide}
        label="走访事由"
        placeholder="不变"
        value={purpose}
        onChange={(event) => setPurpose(event.currentTarget.value)}
      />
    </Frame>
  );
};

/** What is mostly the reason; the words can be changed. */
const reasons = ['企业停产检修', '企业负责人外出', '企业正在搬迁', '近期已由其他部门走访'];

const DeferDialog = ({ count, ...rest }: DialogProps) => {
  const [reason, setReason] = useState('');
  return (
    <Frame
      {...rest}
      title={`暂缓走访 ${count} 家企业`}
      action="暂缓"
      change={reason.trim() === '' ? null : { do: 'defer', reason }}
    >
      <Textarea
        className={classes.wide}
        label="暂缓原因"
        description="暂缓的企业不计入应走访家数，可随时恢复"
        required
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group gap="xs" className={classes.wide}>
        {reasons.map((word) => (
          <Chip
            key={word}
            size="xs"
            checked={reason === word}
            onChange={() => setReason(reason === word ? '' : word)}
          >
            {word}
          </Chip>
        ))}
      </Group>
    </Frame>
  );
};

const MoveDialog = ({ count, quarter, ...rest }: DialogProps) => {
  const [to, setTo] = useState(quarterAfter(quarter));
  const choices = [-1, 1, 2, 3].map((by) => quarterAfter(quarter, by));
  return (
    <Frame
      {...rest}
      title={`把 ${count} 家企业移到其他季度`}
      action="移动"
      change={{ do: 'move', to }}
    >
      <Select
        className={classes.wide}
        label="移到"
        description="走访人、次数和事由跟着走；那个季度已有计划的，以那边为准"
        allowDeselect={false}
        data-autofocus
        data={choices.map((one) => ({ value: quarterKey(one), label: quarterWords(one) }))}
        value={quarterKey(to)}
        onChange={(key) => setTo(quarterFrom(key) ?? to)}
      />
    </Frame>
  );
};

const dialogs = { assign: AssignDialog, set: SetDialog, defer: DeferDialog, move: MoveDialog };

/** One change to the chosen firms of a plan. */
export const PlanDialog = ({ kind, ...props }: DialogProps & { readonly kind: PlanDialogKind }) => {
  const Dialog = dialogs[kind];
  return <Dialog {...props} />;
};
