import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { nothingKnown } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { counterMeaning, serviceCounter, splitLabels } from '#shared/service-counters.ts';
import { periodWords, type ServiceRow, type ServiceRowsInput } from '#shared/services.ts';
import classes from './services.module.css';

const text = (key: string, title: string, width: string, of: (row: ServiceRow) => string | null) =>
  ({
    ...{ key, title, width },
    cell: (row) => <span title={of(row) ?? ''}>{of(row) ?? nothingKnown}</span>,
  }) satisfies Column<ServiceRow>;

const columnsOf = ({ counter: key }: ServiceRowsInput): readonly Column<ServiceRow>[] => {
  const counter = serviceCounter(key);
  return [
    text(
      'on',
      counter.isState ? '提出日期' : key === 'firms' ? '最近走访' : counter.day,
      '8rem',
      (row) => row.on,
    ),
    text('firm', '企业', 'minmax(12rem, 1fr)', (row) => row.firm),
    text('township', '乡镇街道', '7rem', (row) => row.township),
    ...(key === 'firms' ? [] : [text('person', counter.person, '9rem', (row) => row.person)]),
    text('type', counter.type ?? '办件事项', '9rem', (row) => row.type),
    ...(counter.rows === 'visit' || counter.rows === 'person'
      ? []
      : [text('text', '内容', 'minmax(12rem, 1.4fr)', (row) => row.text)]),
  ];
};

type RowsProps = {
  readonly input: ServiceRowsInput;
  readonly onBack: () => void;
};

/** The rows behind a figure; each leads to its record. */
export const FigureRows = ({ input, onBack }: RowsProps) => {
  const [, navigate] = useLocation();
  const found = useAsk('visits', 'serviceRows', input, api.services.rows.query);
  const counter = serviceCounter(input.counter);
  const sum = found.data?.reduce((all, { adds }) => all + adds, 0);
  const { group, by } = input;
  return (
    <>
      <p className={classes.said} role="status">
        「{counter.label}」{periodWords(input)}
        {group !== null && `，${splitLabels[by]}：${group === '' ? '未填' : group}`}
        {sum !== undefined && (
          <>
            ，共 <strong>{sum}</strong> {counter.unit}
          </>
        )}
        。{counterMeaning(counter)}{' '}
        <Button size="compact-xs" variant="default" onClick={onBack}>
          返回统计
        </Button>
      </p>
      {found.isError && <FailureNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data?.length === 0 && <EmptyState plain title="没有记录" />}
      {found.data && found.data.length > 0 && (
        <DataTable
          label={`${counter.label}明细`}
          memory="service-rows"
          columns={columnsOf(input)}
          rows={found.data}
          rowKey={({ key }) => key}
          onOpen={({ at }) => navigate(at)}
        />
      )}
    </>
  );
};
