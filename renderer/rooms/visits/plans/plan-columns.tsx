import {
  IconAlertCircle,
  IconCheck,
  IconCircle,
  IconCircleDashed,
  IconClockPause,
  IconX,
} from '@tabler/icons-react';
import type { Column } from '#renderer/parts/data-table.tsx';
import { nothingKnown } from '#renderer/parts/formats.ts';
import { type PlanLine, type PlanStanding, planStandingWords } from '#shared/visit-plans.ts';
import classes from './plans.module.css';

const icons = {
  done: IconCheck,
  partly: IconCircleDashed,
  open: IconCircle,
  overdue: IconAlertCircle,
  deferred: IconClockPause,
  gone: IconX,
} as const;

/** Where a firm stands, by an icon and a word. */
export const Standing = ({ standing }: { readonly standing: PlanStanding }) => {
  const Icon = icons[standing];
  return (
    <span className={classes.standing} data-standing={standing}>
      <Icon size="0.95rem" stroke={1.8} aria-hidden />
      {planStandingWords[standing]}
    </span>
  );
};

const Text = ({ text }: { readonly text: string | null }) => (
  <span title={text ?? undefined}>{text ?? nothingKnown}</span>
);

export const planColumns: readonly Column<PlanLine>[] = [
  {
    key: 'firm',
    title: '企业',
    width: 'minmax(12rem, 1.5fr)',
    cell: ({ firm }) => <Text text={firm.name} />,
  },
  { key: 'township', title: '乡镇街道', width: '5.5rem', cell: ({ township }) => township },
  { key: 'tier', title: '层级', width: '3.5rem', cell: ({ tier }) => tier ?? nothingKnown },
  {
    key: 'person',
    title: '走访人',
    width: 'minmax(5.5rem, 0.6fr)',
    cell: ({ person }) =>
      person === null ? <span className={classes.quiet}>未分派</span> : <Text text={person} />,
  },
  {
    key: 'due',
    title: '期限',
    width: '5.5rem',
    cell: ({ dueOn, hasDay }) =>
      hasDay ? dueOn.slice(5) : <span className={classes.quiet}>季末</span>,
  },
  {
    key: 'times',
    title: '走访/计划',
    width: '5.5rem',
    align: 'right',
    cell: ({ visits, times }) => `${visits}/${times} 次`,
  },
  {
    key: 'last',
    title: '本季走访',
    width: '5.5rem',
    cell: ({ lastOn }) => lastOn?.slice(5) ?? nothingKnown,
  },
  {
    key: 'standing',
    title: '状态',
    width: '6.5rem',
    cell: ({ standing }) => <Standing standing={standing} />,
  },
  {
    key: 'why',
    title: '事由',
    width: 'minmax(7rem, 1fr)',
    cell: ({ purpose, basis, deferred }) => (
      <Text text={deferred === null ? (purpose ?? basis) : `暂缓：${deferred}`} />
    ),
  },
];
