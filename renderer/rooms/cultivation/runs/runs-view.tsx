import { Button, Group, Select, Text } from '@mantine/core';
import { IconListNumbers, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import classes from '#renderer/rooms/cultivation/cultivation-tables.module.css';
import panel from '#renderer/rooms/cultivation/panel.module.css';
import { SchemeTable } from '#renderer/rooms/cultivation/scheme-table.tsx';
import { SchemeActions } from '#renderer/rooms/cultivation/schemes/scheme-actions.tsx';
import { useVersions } from '#renderer/rooms/cultivation/use-versions.ts';
import type { RunLine } from '#shared/scoring/run.ts';
import { NewRunDialog } from './new-run-dialog.tsx';

const columns: readonly Column<RunLine>[] = [
  { key: 'title', title: '评分', width: 'minmax(12rem, 1fr)', cell: (r) => r.title },
  { key: 'scheme', title: '方案', width: 'minmax(12rem, 1fr)', cell: (r) => r.schemeTitle },
  { key: 'year', title: '数据年度', width: '6rem', cell: (r) => r.year ?? '' },
  { key: 'date', title: '数据截止', width: '7rem', cell: (r) => r.dataDate },
  { key: 'firms', title: '参评（家）', width: '6rem', align: 'right', cell: (r) => r.firms },
  { key: 'vetoed', title: '否决（家）', width: '6rem', align: 'right', cell: (r) => r.vetoed },
  {
    key: 'state',
    title: '公布',
    width: '7rem',
    cell: (r) => r.publishedOn ?? <span className={panel.quiet}>未公布</span>,
  },
  { key: 'by', title: '评分人', width: '6rem', cell: (r) => r.ranBy ?? '' },
];

/** Schemes as tables, and the runs that were made with them. */
export const RunsView = () => {
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  // The version just published is shown at once.
  const published = new URLSearchParams(useSearch()).get('version');
  const [chosen, setChosen] = useState<string | null>(published);
  const versions = useVersions();
  const runs = useAsk('cultivation', 'runs', undefined, () => api.scoring.runs.query());
  if (runs.isError) return <FailureNote error={runs.error} onRetry={() => void runs.refetch()} />;
  if (versions.failure)
    return <FailureNote error={versions.failure.error} onRetry={versions.failure.retry} />;
  if (!runs.data || !versions.list) return <Loading />;
  const { list } = versions;
  if (list.length === 0)
    return (
      <EmptyState icon={<IconListNumbers size="2.5rem" stroke={1.2} />} title="还没有评分方案">
        评分方案随奖项目录包装入，或由上级下发。
      </EmptyState>
    );
  const shown = list.find(({ id }) => id === chosen) ?? list[0];
  return (
    <div className={classes.pad}>
      <Group justify="space-between">
        <Text fw={600}>评分记录 {runs.data.length} 次</Text>
        <Button
          leftSection={<IconPlayerPlay size="1.1rem" aria-hidden />}
          onClick={() => setAsking(true)}
        >
          新评分
        </Button>
      </Group>
      {runs.data.length === 0 ? (
        <Text size="sm" c="dimmed">
          还没有评过分。一次评分会冻结方案、原始值和出处；数据更正后可以重评，两次之间的变化列得出来。
        </Text>
      ) : (
        <DataTable
          label="评分记录"
          columns={columns}
          rows={runs.data}
          rowKey={({ id }) => id}
          onOpen={({ id }) => navigate(`/cultivation/runs/${id}`)}
          short
        />
      )}
      <Group gap="sm">
        <Text fw={600}>评分方案</Text>
        <Select
          aria-label="评分方案"
          w="22rem"
          data={list.map(({ id, title, state }) => ({
            value: id,
            label: `${title}${state === '启用' ? '' : ` · ${state}`}`,
          }))}
          value={shown?.id ?? null}
          onChange={setChosen}
          allowDeselect={false}
        />
        {shown && <SchemeActions version={shown} />}
      </Group>
      {shown && <SchemeTable versionId={shown.id} />}
      <NewRunDialog
        opened={asking}
        versions={list}
        onClose={() => setAsking(false)}
        onDone={(id) => navigate(`/cultivation/runs/${id}`)}
      />
    </div>
  );
};
