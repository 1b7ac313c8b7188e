import { Chip, Group } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { nothingKnown } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { enterpriseTarget, isOfFirms, targetNamed } from '#shared/import-targets.ts';
import {
  type ImportAnswers,
  type ImportCounts,
  type ImportLine,
  type LinesInput,
  verdictLabels,
} from '#shared/imports.ts';
import { explainLine } from './change-words.ts';
import { LineDialog } from './line-dialog.tsx';
import { VerdictBadge, verdicts } from './verdict-badge.tsx';

const columns: readonly Column<ImportLine>[] = [
  { key: 'row', title: '行号', width: '4rem', align: 'right', cell: (line) => line.row },
  {
    key: 'verdict',
    title: '结果',
    width: '6.5rem',
    cell: (line) => <VerdictBadge verdict={line.verdict} />,
  },
  {
    key: 'name',
    title: '企业名称',
    width: 'minmax(12rem, 1fr)',
    cell: (line) => line.name ?? nothingKnown,
  },
  {
    key: 'uscc',
    title: '统一社会信用代码',
    width: '11.5rem',
    cell: (line) => line.uscc ?? nothingKnown,
  },
  {
    key: 'why',
    title: '说明',
    width: 'minmax(16rem, 1.8fr)',
    cell: (line) => <span title={explainLine(line)}>{explainLine(line) || nothingKnown}</span>,
  },
];

/** A row of a table of the office is called by what it says, and has no code. */
const officeColumns = columns
  .filter(({ key }) => key !== 'uscc')
  .map((column) => (column.key === 'name' ? { ...column, title: '记录' } : column));

type Shown = LinesInput['verdict'];

/** Lines as far as they have been scrolled. */
const useLines = (id: string, verdict: Shown) => {
  const query = useInfiniteQuery({
    queryKey: ['imports', 'lines', id, verdict],
    queryFn: ({ pageParam }) =>
      api.imports.lines.query({ id, verdict, offset: pageParam, limit: 200 }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const have = pages.reduce((sum, page) => sum + page.lines.length, 0);
      return have < last.total && last.lines.length > 0 ? have : undefined;
    },
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const lines = useMemo(() => data?.pages.flatMap((page) => page.lines) ?? [], [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { ...query, lines, more };
};

type ImportLinesProps = {
  /** Of the run. */
  readonly id: string;
  readonly counts: ImportCounts;
  /** What the table is about. */
  readonly target: string;
  /** In a preview: what a person decides about a line. */
  readonly onAnswer?: (answers: ImportAnswers) => void;
};

/** Every row of the file and what becomes of it; the chips show one verdict at a time. */
export const ImportLines = ({ id, counts, target, onAnswer }: ImportLinesProps) => {
  const [shown, setShown] = useState<Shown>('all');
  const [opened, setOpened] = useState<ImportLine | null>(null);
  const { lines, more, isPending, isError, error, refetch } = useLines(id, shown);
  return (
    <>
      <Chip.Group value={shown} onChange={(value) => setShown(value as Shown)}>
        <Group gap="xs" role="radiogroup" aria-label="只看一种结果">
          <Chip value="all" variant="outline">
            全部 {counts.read} 行
          </Chip>
          {verdicts.map((verdict) => (
            <Chip
              key={verdict}
              value={verdict}
              variant="outline"
              disabled={counts[verdict] === 0 && shown !== verdict}
            >
              {verdictLabels[verdict]} {counts[verdict]}
            </Chip>
          ))}
          {counts.kept > 0 && (
            <Chip value="kept" variant="outline">
              保留您的修改 {counts.kept}
            </Chip>
          )}
        </Group>
      </Chip.Group>
      {isError && <FailureNote error={error} onRetry={() => void refetch()} />}
      {isPending ? (
        <Loading />
      ) : lines.length === 0 ? (
        <EmptyState title="没有这种结果的行" />
      ) : (
        <DataTable
          key={shown}
          label="逐行结果"
          columns={isOfFirms(targetNamed(target) ?? enterpriseTarget) ? columns : officeColumns}
          rows={lines}
          rowKey={(line) => String(line.row)}
          onOpen={setOpened}
          onEnd={more}
        />
      )}
      <LineDialog
        line={opened}
        onClose={() => setOpened(null)}
        {...(onAnswer
          ? {
              onAnswer: (answers: ImportAnswers) => {
                setOpened(null);
                onAnswer(answers);
              },
            }
          : {})}
      />
    </>
  );
};
