import { IconAlertCircle, IconBell, IconClock } from '@tabler/icons-react';
import { type DueLine, dueWords } from '#shared/due.ts';
import classes from './today.module.css';

const icons = { overdue: IconAlertCircle, today: IconBell, soon: IconClock } as const;

/** 逾期 3 个工作日, with the icon of its standing. */
export const DueMark = ({ line }: { readonly line: Pick<DueLine, 'days' | 'standing'> }) => {
  const Icon = icons[line.standing];
  return (
    <span className={classes.mark} data-standing={line.standing}>
      <Icon size="0.95rem" stroke={1.8} aria-hidden />
      {dueWords(line)}
    </span>
  );
};
