import { Group, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { type GapView as Gaps, nearness } from '#shared/gaps.ts';
import { benchmark } from '#shared/registers/benchmark.ts';
import { digitsOf } from '#shared/registers/values.ts';
import { showFigure } from '#shared/scoring/points.ts';
import tables from './cultivation-tables.module.css';
import classes from './radar.module.css';
import { Radar } from './radar.tsx';
import { useRows } from './use-rows.ts';
import { YearInput } from './year-input.tsx';

const figure = (value: number | null): string => (value === null ? '—' : showFigure(value));
const signed = (value: number | null): string =>
  value === null ? '—' : `${value > 0 ? '+' : ''}${showFigure(value)}`;

const Sheet = ({ view }: { readonly view: Gaps }) => (
  <div className={classes.layout}>
    <div className={tables.sheet}>
      <Radar
        label={`${view.firmName} 与 ${view.benchmark} 对标`}
        spokes={view.rows.map((row) => ({ key: row.key, label: row.label, value: nearness(row) }))}
      />
      <Text size="xs" c="dimmed">
        虚线为标杆（100%），深色为本企业；越少越好的指标已反过来算。超过 150% 的画到 150%。
      </Text>
    </div>
    <div className={tables.sheet}>
      <table className={tables.table} aria-label="差距">
        <thead>
          <tr>
            <th>指标</th>
            <th data-right>本企业</th>
            <th data-right>标杆</th>
            <th data-right>差距</th>
            <th data-right>为标杆的</th>
            <th>出处</th>
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <tr key={row.key}>
              <td>
                {row.label}
                {row.unit !== '' && <small>（{row.unit}）</small>}
              </td>
              <td data-right>{figure(row.own)}</td>
              <td data-right>{figure(row.bench)}</td>
              <td data-right>{signed(row.gap)}</td>
              <td data-right>{row.ratio === null ? '—' : `${digitsOf(row.ratio, 2)}%`}</td>
              <td>
                <Text size="xs" c="dimmed">
                  {row.ownSource}；标杆：{row.benchSource || '—'}
                </Text>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </div>
);

/** 差距分析: the firm beside a benchmark, as a picture and as a table. */
export const GapView = ({ firmId }: { readonly firmId: string }) => {
  const [chosen, setChosen] = useState<string | null>(null);
  const [year, setYear] = useState(Number(today().slice(0, 4)) - 1);
  const benchmarks = useRows(benchmark.name, null);
  const list = benchmarks.data?.rows ?? [];
  const benchmarkId = chosen ?? list[0]?.id ?? '';
  const view = useAsk(
    'cultivation',
    'gaps',
    { firmId, benchmarkId, year },
    api.assessments.gaps.query,
    { enabled: benchmarkId !== '', keep: true },
  );
  if (benchmarks.isError)
    return <FailureNote error={benchmarks.error} onRetry={() => void benchmarks.refetch()} />;
  if (benchmarks.data && list.length === 0)
    return (
      <EmptyState title="还没有标杆">
        在「对标自评」里先登记标杆企业和它的数据，再来对标。
      </EmptyState>
    );
  return (
    <>
      <Group gap="sm">
        <Select
          label="标杆"
          data={list.map(({ id, values }) => ({ value: id, label: String(values.name) }))}
          value={benchmarkId}
          onChange={setChosen}
          allowDeselect={false}
        />
        <YearInput label="数据年度" w="8rem" year={year} onChange={setYear} />
      </Group>
      {view.isError && <FailureNote error={view.error} onRetry={() => void view.refetch()} />}
      {view.data ? <Sheet view={view.data} /> : !view.isError && <Loading />}
    </>
  );
};
