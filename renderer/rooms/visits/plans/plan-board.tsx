import { ActionIcon, Button, Menu, UnstyledButton } from '@mantine/core';
import {
  IconCalendarPlus,
  IconChevronDown,
  IconChevronLeft,
  IconChevronRight,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatShare } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { PaperButton } from '#renderer/parts/papers/paper-button.tsx';
import { FillDialog, type FillSource } from '#renderer/parts/visit-plan/fill-dialog.tsx';
import { shareOf } from '#shared/number-words.ts';
import type { PlanBoard as Board } from '#shared/plan-views.ts';
import { quarterAfter, quarterKey, quarterWords } from '#shared/quarters.ts';
import { countPlan } from '#shared/visit-plans.ts';
import { PlanGroups } from './plan-groups.tsx';
import { PlanRows } from './plan-rows.tsx';
import classes from './plans.module.css';
import { type PlanAddress, usePlanAddress } from './use-plan-address.ts';

const fills: readonly { readonly source: FillSource; readonly label: string }[] = [
  { source: 'liaison', label: '联系企业人员名单…' },
  { source: 'unvisited', label: '上季度未走访的…' },
  { source: 'key', label: '领军、骨干企业…' },
  { source: 'brands', label: '品牌企业…' },
  { source: 'cultivation', label: '本年度培育计划…' },
];

const FillMenu = ({ onFill }: { readonly onFill: (source: FillSource) => void }) => (
  <Menu position="bottom-end">
    <Menu.Target>
      <Button
        size="compact-sm"
        leftSection={<IconCalendarPlus size="1rem" aria-hidden />}
        rightSection={<IconChevronDown size="0.9rem" aria-hidden />}
      >
        列入企业
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      {fills.map(({ source, label }) => (
        <Menu.Item key={source} onClick={() => onFill(source)}>
          {label}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item component={Link} href="/enterprises">
        到企业名单中勾选
      </Menu.Item>
    </Menu.Dropdown>
  </Menu>
);

/** The quarter in figures; each leads to its rows. */
const Figures = ({ board, address }: { readonly board: Board; readonly address: PlanAddress }) => {
  const counts = countPlan(board.lines);
  const show = (to: string): void => address.set({ show: to, person: null, township: null });
  const figure = (label: string, n: number, to: string, late = false) => (
    <span>
      {label}
      <UnstyledButton className={classes.figure} onClick={() => show(to)}>
        <strong className={late && n > 0 ? classes.late : undefined}>{n}</strong>
      </UnstyledButton>
      家
    </span>
  );
  return (
    <p className={classes.figures}>
      {figure('计划', counts.planned, 'all')}
      {figure('应走访', counts.assigned, 'assigned')}
      {figure('已走访', counts.visited, 'visited')}
      <span>
        覆盖率
        <strong>{formatShare(shareOf(counts.visited, counts.assigned))}</strong>
        <span className={classes.quiet}>
          （{counts.visited}/{counts.assigned}）
        </span>
      </span>
      {figure('逾期未走', counts.overdue, 'overdue', true)}
      {counts.deferred > 0 && figure('暂缓', counts.deferred, 'deferred')}
      {counts.gone > 0 && figure('失联注销', counts.gone, 'gone')}
    </p>
  );
};

/** 走访计划 of a quarter: who goes where, how far it has come, what is to be done about it. */
export const PlanBoard = ({ switcher }: { readonly switcher: ReactNode }) => {
  const address = usePlanAddress();
  const { quarter, turn } = address;
  const [filling, setFilling] = useState<FillSource | null>(null);
  const found = useAsk('visits', 'planBoard', quarter, api.visitPlans.board.query, { keep: true });
  const { data } = found;
  const isEmpty = data?.lines.length === 0;
  return (
    <>
      <div className={classes.bar}>
        {switcher}
        <ActionIcon
          variant="default"
          aria-label="上一季度"
          onClick={() => turn(quarterAfter(quarter, -1))}
        >
          <IconChevronLeft size="1rem" aria-hidden />
        </ActionIcon>
        <span className={classes.quarter}>{quarterWords(quarter)}</span>
        <ActionIcon
          variant="default"
          aria-label="下一季度"
          onClick={() => turn(quarterAfter(quarter))}
        >
          <IconChevronRight size="1rem" aria-hidden />
        </ActionIcon>
        <span className={classes.spring} />
        {data && !isEmpty && (
          <>
            <PaperButton
              kind="visit-plan-table"
              id={quarterKey(quarter)}
              label="Excel 计划表"
              size="xs"
            />
            <FillMenu onFill={setFilling} />
          </>
        )}
      </div>
      {data && !isEmpty && <Figures board={data} address={address} />}
      {found.isError && <FailureNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {data && isEmpty && (
        <EmptyState
          icon={<IconCalendarPlus size="2.25rem" stroke={1.3} />}
          title={`${quarterWords(quarter)}还没有走访计划`}
          actions={
            <>
              <FillMenu onFill={setFilling} />
              <Button component={Link} href="/enterprises" variant="default" size="compact-sm">
                到企业名单中勾选
              </Button>
            </>
          }
        >
          按联系企业人员、层级、品牌或培育计划一次列入，也可以把上季度没有走到的接着安排；走访人可均分，期限可分到各周。
          走没走到由走访记录自动算出，不用另外打勾。
        </EmptyState>
      )}
      {data && !isEmpty && (
        <div className={classes.board}>
          <PlanGroups lines={data.lines} address={address} />
          <PlanRows key={quarterKey(quarter)} board={data} address={address} />
        </div>
      )}
      {filling && (
        <FillDialog
          quarter={quarter}
          choice={null}
          first={filling}
          people={data?.people ?? []}
          onClose={() => setFilling(null)}
          onDone={turn}
        />
      )}
    </>
  );
};
