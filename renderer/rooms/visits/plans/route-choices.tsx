import { Button, Select, TextInput } from '@mantine/core';
import { IconMapPinPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { useTicked } from '#renderer/parts/use-ticked.ts';
import { foldText } from '#shared/fold.ts';
import type { RouteChoice } from '#shared/visit-routes.ts';
import classes from './plans.module.css';

const columns: readonly Column<RouteChoice>[] = [
  {
    key: 'firm',
    title: '企业',
    width: 'minmax(9rem, 1.4fr)',
    cell: ({ firm, address }) => <span title={address ?? undefined}>{firm.name}</span>,
  },
  { key: 'township', title: '乡镇', width: '5rem', cell: ({ township }) => township },
  {
    key: 'due',
    title: '待办',
    width: '4rem',
    align: 'right',
    cell: ({ due }) => (due === 0 ? '' : <span className={classes.late}>{due} 件</span>),
  },
  {
    key: 'dueOn',
    title: '期限',
    width: '4.5rem',
    cell: ({ standing, dueOn }) => (
      <span className={standing === 'overdue' ? classes.late : undefined}>{dueOn.slice(5)}</span>
    ),
  },
  {
    key: 'on',
    title: '已排',
    width: '6.5rem',
    cell: ({ on }) =>
      on && <span className={classes.quiet}>{`${on.day.slice(5)} ${on.lead}`}</span>,
  },
];

type RouteChoicesProps = {
  readonly firms: readonly RouteChoice[];
  /** Firms on the route already. */
  readonly taken: ReadonlySet<string>;
  readonly lead: string;
  readonly onAdd: (firms: readonly RouteChoice[]) => void;
};

/** Planned firms that have still to be visited, due things first. Enter on a row puts it on the route. */
export const RouteChoicesTable = ({ firms, taken, lead, onAdd }: RouteChoicesProps) => {
  const [township, setTownship] = useState<string | null>(null);
  const [whose, setWhose] = useState<'lead' | 'all'>('lead');
  const [text, setText] = useState('');
  const folded = foldText(text);
  const hasOwn = firms.some(({ people }) => people.includes(lead));
  const free = firms.filter(
    ({ firm, people }) =>
      !taken.has(firm.id) && (whose === 'all' || !hasOwn || people.includes(lead)),
  );
  const rows = free.filter(
    (one) =>
      (township === null || one.township === township) && foldText(one.firm.name).includes(folded),
  );
  const townships = [...new Set(free.flatMap((one) => one.township ?? []))].sort((a, b) =>
    a.localeCompare(b, 'zh'),
  );
  const { keys, selection } = useTicked(rows, ({ firm }) => firm.id);
  const ticked = new Set(keys);
  return (
    <>
      <div className={classes.bar}>
        <Select
          aria-label="谁的计划"
          size="xs"
          w="8.5rem"
          allowDeselect={false}
          data={[
            { value: 'lead', label: `${lead || '带队人'}的` },
            { value: 'all', label: '所有人的' },
          ]}
          value={hasOwn ? whose : 'all'}
          onChange={(next) => setWhose(next === 'all' ? 'all' : 'lead')}
        />
        <Select
          aria-label="乡镇街道"
          placeholder="全部乡镇"
          size="xs"
          w="8rem"
          clearable
          data={townships}
          value={township}
          onChange={setTownship}
        />
        <TextInput
          aria-label="查找待走访企业"
          placeholder="企业名称"
          size="xs"
          w="8rem"
          leftSection={<IconSearch size="0.9rem" aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <span className={classes.spring} />
        <Button
          size="compact-sm"
          disabled={keys.length === 0}
          onClick={() => {
            onAdd(rows.filter(({ firm }) => ticked.has(firm.id)));
            selection.clear();
          }}
        >
          {keys.length > 0 ? `加入 ${keys.length} 家` : '加入路线'}
        </Button>
      </div>
      {rows.length === 0 ? (
        <EmptyState
          icon={<IconMapPinPlus size="2rem" stroke={1.3} />}
          title={firms.length === 0 ? '这个季度没有待走访的计划企业' : '没有更多待走访的企业'}
        >
          {firms.length === 0
            ? '先在看板里把企业列入走访计划，路线从还没有走访的企业里选。'
            : '换一个乡镇，或看所有人的计划。'}
        </EmptyState>
      ) : (
        <DataTable
          label="待走访企业"
          columns={columns}
          rows={rows}
          rowKey={({ firm }) => firm.id}
          selection={selection}
          onOpen={(one) => onAdd([one])}
        />
      )}
    </>
  );
};
