import { Button, Text } from '@mantine/core';
import { IconArrowBackUp, IconArrowsJoin } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { ConfirmDialog } from '#renderer/parts/confirm-dialog.tsx';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import type { StandingMerger, UndoneMerger } from '#shared/firm-pairs.ts';
import { useFoundBefore } from './use-likely.ts';

const columnsWith = (
  onUndo: (merger: StandingMerger) => void,
): readonly Column<StandingMerger>[] => [
  { key: 'keeper', title: '保留的档案', width: 'minmax(14rem, 1fr)', cell: (m) => m.keeper.name },
  { key: 'code', title: '信用代码', width: '11.5rem', cell: (m) => m.keeper.uscc ?? '—' },
  { key: 'other', title: '并入的档案', width: 'minmax(14rem, 1fr)', cell: (m) => m.other.name },
  {
    key: 'records',
    title: '并入的记录',
    width: '6.5rem',
    align: 'right',
    cell: (m) => `${m.other.records} 条`,
  },
  {
    key: 'undo',
    title: '',
    width: '8rem',
    cell: (merger) => (
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconArrowBackUp size="1rem" aria-hidden />}
        onClick={(event) => {
          event.stopPropagation();
          onUndo(merger);
        }}
      >
        撤销合并
      </Button>
    ),
  },
];

export const undoneWords = ({ restored, kept }: UndoneMerger): string =>
  `已撤销合并，两份档案各自独立${restored > 0 ? `；恢复了 ${restored} 个栏目` : ''}${
    kept > 0 ? `；${kept} 个栏目后来有人改过，保留不动` : ''
  }`;

/** Mergers that stand, each with the way back. */
export const MergersPanel = () => {
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState<StandingMerger | null>(null);
  const mergers = useAsk('enterprises', 'mergers', undefined, () => api.firmPairs.mergers.query());
  const found = useFoundBefore();
  const undo = useTell(api.firmPairs.undo.mutate, {
    changes: ['enterprises', 'visits', 'sheets'],
    onDone: (result) => {
      found.forget();
      setAsked(null);
      showDone(undoneWords(result));
    },
  });
  if (mergers.isError)
    return <FailureNote error={mergers.error} onRetry={() => void mergers.refetch()} />;
  if (!mergers.data) return <Loading />;
  if (mergers.data.length === 0)
    return (
      <EmptyState icon={<IconArrowsJoin size="2.5rem" stroke={1.2} />} title="还没有合并过档案">
        合并过的档案列在这里；发现合错了，可以随时撤销。
      </EmptyState>
    );
  return (
    <>
      <Text size="sm" c="dimmed">
        共 {mergers.data.length} 对。点一行打开保留的档案。
      </Text>
      <DataTable
        label="已合并的档案"
        columns={columnsWith(setAsked)}
        rows={mergers.data}
        rowKey={(merger) => merger.id}
        onOpen={({ keeper }) => navigate(`/enterprises/${keeper.id}`)}
      />
      <ConfirmDialog
        opened={asked !== null}
        title="撤销这次合并？"
        confirm="撤销合并"
        busy={undo.isPending}
        onConfirm={() => asked && undo.mutate({ id: asked.id })}
        onClose={() => setAsked(null)}
      >
        「{asked?.keeper.name}」和「{asked?.other.name}
        」将重新分成两份档案，各自的走访、工作表和问题
        留在原来的档案里。合并时取自另一份的内容会恢复原样；后来有人改过的不动。
      </ConfirmDialog>
    </>
  );
};
