import { Button } from '@mantine/core';
import { IconPackageExport, IconPackageImport } from '@tabler/icons-react';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import type { ExchangeOverview, PendingCounts, Role } from '#shared/exchange.ts';
import type { ExchangeStep } from './exchange-room.tsx';
import classes from './panel.module.css';

const states = [
  { state: 'here', means: '只在这台电脑里。电脑坏了就没有了，请尽快制作数据包带走。' },
  { state: 'exported', means: '已写进数据包，还不知道对方收到没有。等回执。' },
  { state: 'county', means: '县局的回执确认已并入。' },
  { state: 'city', means: '市局的回执确认已并入。' },
] as const;

const leadOf = (pending: PendingCounts, role: Role): string => {
  if (role === 'city' && pending.city > 0) return '各县送来的都在这里';
  if (pending.here > 0) return `有 ${pending.here} 项还没有离开本机`;
  if (pending.exported > 0) return `没有待离开的；有 ${pending.exported} 项在等回执`;
  if (pending.county + pending.city > 0) return '全部都有回执，没有待离开的';
  return '还没有需要交换的内容';
};

type PendingPanelProps = {
  readonly view: ExchangeOverview;
  readonly go: (step: ExchangeStep) => void;
};

/** Where the own work is, and what to do about it. */
export const PendingPanel = ({ view, go }: PendingPanelProps) => (
  <section className={classes.card} aria-label="待离开">
    <h2 className={classes.lead}>{leadOf(view.pending, view.self.role)}</h2>
    {view.waitingByTable.length > 0 && (
      <ul className={classes.counts} aria-label="未离开本机的内容">
        {view.waitingByTable.map(({ label, records }) => (
          <li key={label}>
            {label} {records} 项
          </li>
        ))}
      </ul>
    )}
    <ul className={classes.states}>
      {states.map(({ state, means }) => (
        <li
          key={state}
          className={classes.state}
          data-waiting={(state === 'here' && view.pending.here > 0) || undefined}
        >
          <StateBadge state={state} />
          <div className={classes.figure}>
            {view.pending[state]}
            <span className={classes.unit}>项</span>
          </div>
          <div className={classes.means}>{view.pending[state] > 0 ? means : '没有'}</div>
        </li>
      ))}
    </ul>
    <div className={classes.actions}>
      <Button
        variant={view.pending.here > 0 ? 'filled' : 'default'}
        leftSection={<IconPackageExport size="1.1rem" aria-hidden />}
        onClick={() => go('make')}
      >
        去制作数据包
      </Button>
      <Button
        variant="default"
        leftSection={<IconPackageImport size="1.1rem" aria-hidden />}
        onClick={() => go('read')}
      >
        去读入数据包或回执
      </Button>
    </div>
  </section>
);
