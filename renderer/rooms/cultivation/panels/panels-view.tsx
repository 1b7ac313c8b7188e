import { Button, Group, Text } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import tables from '#renderer/rooms/cultivation/cultivation-tables.module.css';
import { useVersions } from '#renderer/rooms/cultivation/use-versions.ts';
import type { PanelLine } from '#shared/scoring/panels.ts';
import { DrawDialog } from './draw-dialog.tsx';

const columnsOf = (titles: ReadonlyMap<string, string>): readonly Column<PanelLine>[] => [
  { key: 'title', title: '专家组', width: 'minmax(14rem, 1fr)', cell: (p) => p.title },
  {
    key: 'scheme',
    title: '评分方案',
    width: 'minmax(14rem, 1fr)',
    cell: (p) => titles.get(p.versionId ?? '') ?? '',
  },
  { key: 'year', title: '数据年度', width: '6rem', cell: (p) => p.year ?? '' },
  { key: 'seats', title: '专家（人）', width: '6rem', align: 'right', cell: (p) => p.seats },
  { key: 'drawn', title: '抽取日期', width: '7rem', cell: (p) => p.drawnOn ?? '' },
  { key: 'closed', title: '封卷', width: '7rem', cell: (p) => p.closedOn ?? '评分中' },
];

/** 专家组: every draw, with how far its scores are. */
export const PanelsView = () => {
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const panels = useAsk('cultivation', 'panels', undefined, () => api.scoring.panels.query());
  const runs = useAsk('cultivation', 'runs', undefined, () => api.scoring.runs.query());
  const versions = useVersions();
  const failed = [panels, runs].find((answer) => answer.isError);
  if (failed) return <FailureNote error={failed.error} onRetry={() => void failed.refetch()} />;
  if (versions.failure)
    return <FailureNote error={versions.failure.error} onRetry={versions.failure.retry} />;
  if (!panels.data || !runs.data || !versions.list) return <Loading />;
  const titles = new Map(versions.list.map(({ id, title }) => [id, title]));
  const draw = (
    <Button
      leftSection={<IconUsersGroup size="1.1rem" aria-hidden />}
      disabled={runs.data.length === 0}
      onClick={() => setAsking(true)}
    >
      抽取专家组
    </Button>
  );
  return (
    <div className={tables.pad}>
      {panels.data.length === 0 ? (
        <EmptyState
          icon={<IconUsersGroup size="2.5rem" stroke={1.2} />}
          title="还没有抽取过专家组"
          actions={draw}
        >
          {runs.data.length === 0
            ? '专家组是为一次评分的参评企业抽取的：请先在「评分与方案」里做一次评分，由系统算出定量得分。'
            : '为一次评分抽取专家组，打印空白评分表，录入各位专家的打分，封卷后带专家分重评。'}
        </EmptyState>
      ) : (
        <>
          <Group justify="space-between">
            <Text fw={600}>专家组 {panels.data.length} 个</Text>
            {draw}
          </Group>
          <DataTable
            label="专家组"
            columns={columnsOf(titles)}
            rows={panels.data}
            rowKey={({ id }) => id}
            onOpen={({ id }) => navigate(`/cultivation/panels/${id}`)}
            short
          />
        </>
      )}
      <DrawDialog
        opened={asking}
        runs={runs.data}
        onClose={() => setAsking(false)}
        onDone={(id) => navigate(`/cultivation/panels/${id}`)}
      />
    </div>
  );
};
