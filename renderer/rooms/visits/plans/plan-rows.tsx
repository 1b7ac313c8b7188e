import { Button, Menu, Select, TextInput } from '@mantine/core';
import { IconChevronDown, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { useTicked } from '#renderer/parts/use-ticked.ts';
import { foldText } from '#shared/fold.ts';
import type { PlanBoard, PlanChange } from '#shared/plan-views.ts';
import { isAssigned, type PlanLine } from '#shared/visit-plans.ts';
import { PlanDialog, type PlanDialogKind } from './change-dialogs.tsx';
import { planColumns } from './plan-columns.tsx';
import { groupsOf } from './plan-groups.tsx';
import classes from './plans.module.css';
import type { PlanAddress } from './use-plan-address.ts';
import { usePlanChange } from './use-plan-change.ts';

/** Which of the group's firms are shown; a figure leads to just its rows. */
const shows: readonly {
  readonly value: string;
  readonly label: string;
  readonly has: (line: PlanLine) => boolean;
}[] = [
  { value: 'all', label: '全部', has: () => true },
  { value: 'assigned', label: '应走访', has: isAssigned },
  {
    value: 'open',
    label: '还要走访',
    has: ({ standing }) => ['open', 'partly', 'overdue'].includes(standing),
  },
  { value: 'visited', label: '已走访过', has: (line) => isAssigned(line) && line.visits > 0 },
  { value: 'overdue', label: '逾期未走', has: ({ standing }) => standing === 'overdue' },
  { value: 'deferred', label: '暂缓', has: ({ standing }) => standing === 'deferred' },
  { value: 'gone', label: '失联注销', has: ({ standing }) => standing === 'gone' },
];

type ChosenProps = {
  readonly board: PlanBoard;
  readonly chosen: readonly PlanLine[];
  readonly onDone: () => void;
};

/** What can be done to the firms that are ticked. */
const Chosen = ({ board, chosen, onDone }: ChosenProps) => {
  const [dialog, setDialog] = useState<PlanDialogKind | null>(null);
  const change = usePlanChange(() => {
    setDialog(null);
    onDone();
  });
  const tell = (what: PlanChange): void =>
    change.mutate({ ...board.quarter, firms: chosen.map(({ firm }) => firm.id), change: what });
  const none = chosen.length === 0;
  const isDeferred = chosen.some(({ standing }) => standing === 'deferred');
  return (
    <>
      <Button size="compact-sm" disabled={none} onClick={() => setDialog('assign')}>
        分派
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={none}
        onClick={() => (isDeferred ? tell({ do: 'resume' }) : setDialog('defer'))}
      >
        {isDeferred ? '恢复' : '暂缓'}
      </Button>
      <Menu position="bottom-end" disabled={none}>
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="default"
            disabled={none}
            rightSection={<IconChevronDown size="0.9rem" aria-hidden />}
          >
            更多
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setDialog('set')}>调整次数、期限、事由…</Menu.Item>
          <Menu.Item onClick={() => tell({ do: 'spread' })}>均匀分到余下各周</Menu.Item>
          <Menu.Item onClick={() => setDialog('move')}>移到其他季度…</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => tell({ do: 'remove' })}>移出计划</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog && (
        <PlanDialog
          kind={dialog}
          quarter={board.quarter}
          count={chosen.length}
          people={board.people}
          pending={change.isPending}
          onChange={tell}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
};

type PlanRowsProps = { readonly board: PlanBoard; readonly address: PlanAddress };

/** The firms of the chosen group: found, ticked, changed together; a row leads to the firm. */
export const PlanRows = ({ board, address }: PlanRowsProps) => {
  const { by, group, show, set } = address;
  const [, navigate] = useLocation();
  const [text, setText] = useState('');
  const folded = foldText(text);
  const own = board.lines.filter((line) => group === null || groupsOf(line, by).includes(group));
  const has = shows.find(({ value }) => value === show)?.has ?? (() => true);
  const rows = own.filter((line) => has(line) && foldText(line.firm.name).includes(folded));
  const { keys, selection } = useTicked(rows, ({ firm }) => firm.id);
  const ticked = new Set(keys);
  return (
    <section className={classes.lines} aria-label="计划企业">
      <div className={classes.bar}>
        <TextInput
          aria-label="在计划中查找"
          placeholder="按企业名称查找"
          size="xs"
          w="11rem"
          leftSection={<IconSearch size="0.9rem" aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          aria-label="状态"
          size="xs"
          w="9.5rem"
          allowDeselect={false}
          data={shows.map(({ value, label, has: of }) => ({
            value,
            label: `${label} ${own.filter(of).length} 家`,
          }))}
          value={show}
          onChange={(next) => set({ show: next === 'all' ? null : next })}
        />
        <span className={classes.spring} />
        <span className={classes.said} role="status">
          {keys.length > 0 ? `选中 ${keys.length} 家` : `共 ${rows.length} 家`}
        </span>
        <Chosen
          board={board}
          chosen={rows.filter(({ firm }) => ticked.has(firm.id))}
          onDone={selection.clear}
        />
      </div>
      {rows.length === 0 ? (
        <EmptyState title="没有符合条件的企业">换一个分组或状态再看。</EmptyState>
      ) : (
        <DataTable
          label="走访计划"
          columns={planColumns}
          rows={rows}
          rowKey={({ firm }) => firm.id}
          selection={selection}
          onOpen={({ firm }) => navigate(`/enterprises/${firm.id}`)}
        />
      )}
    </section>
  );
};
