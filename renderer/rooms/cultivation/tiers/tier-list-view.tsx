import { Button, Select, TextInput } from '@mantine/core';
import { IconSearch, IconStairs } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { nothingKnown } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { useSearchBox } from '#renderer/parts/use-search-box.ts';
import panel from '#renderer/rooms/cultivation/panel.module.css';
import { tiers } from '#shared/enterprises.ts';
import type { TierRow } from '#shared/tier-views.ts';
import { MoveTierDialog } from './move-tier-dialog.tsx';

const columnsOf = (onMove: (row: TierRow) => void): readonly Column<TierRow>[] => [
  { key: 'tier', title: '层级', width: '4rem', cell: ({ tier }) => tier },
  { key: 'name', title: '企业', width: 'minmax(14rem, 2fr)', cell: ({ firm }) => firm.name },
  { key: 'township', title: '乡镇街道', width: '6rem', cell: ({ township }) => township },
  { key: 'block', title: '块状产业', width: '5.5rem', cell: ({ block }) => block ?? nothingKnown },
  { key: 'since', title: '列入日期', width: '6.5rem', cell: ({ since }) => since ?? nothingKnown },
  {
    key: 'score',
    title: '列入得分',
    width: '5rem',
    align: 'right',
    cell: ({ score }) => (score === null ? nothingKnown : (score / 10).toFixed(1)),
  },
  {
    key: 'goals',
    title: '目标奖项',
    width: 'minmax(8rem, 1fr)',
    cell: ({ goals }) => goals.join('、') || nothingKnown,
  },
  {
    key: 'planned',
    title: '计划申报年',
    width: '6rem',
    align: 'right',
    cell: ({ plannedYear }) => plannedYear ?? nothingKnown,
  },
  { key: 'mentor', title: '责任人', width: '5rem', cell: ({ mentor }) => mentor ?? nothingKnown },
  {
    key: 'intention',
    title: '意愿',
    width: '4.5rem',
    cell: ({ intention }) => intention ?? nothingKnown,
  },
  {
    key: 'move',
    title: '',
    width: '4.5rem',
    cell: (row) => (
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`调整${row.firm.name}的层级`}
        onClick={(event) => {
          event.stopPropagation();
          onMove(row);
        }}
      >
        调整
      </Button>
    ),
  },
];

/** 梯队名单: every firm of the library, with entry, goal, mentor. */
export const TierListView = () => {
  const [, navigate] = useLocation();
  const [tier, setTier] = useState<(typeof tiers)[number] | null>(null);
  const { search, input: searchBox } = useSearchBox('', 120);
  const [asked, setYear] = useState<number | null>(null);
  const [moving, setMoving] = useState<TierRow | null>(null);
  const found = useAsk(
    'cultivation',
    'tiers',
    { year: asked, tier, search },
    api.standing.tiers.query,
    { keep: true },
  );
  if (found.isError)
    return <FailureNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { rows, counts, year, years } = found.data;
  const total = Object.values(counts).reduce((a, b) => a + b, 0);
  if (total === 0)
    return (
      <EmptyState icon={<IconStairs size="2.5rem" stroke={1.2} />} title="培育梯队里还没有企业">
        在「企业」里给企业填上培育层级，或导入带有「培育层级」一列的名单，它们就进入梯队。
      </EmptyState>
    );
  return (
    <>
      <div className={panel.bar}>
        <Select
          label="层级"
          size="xs"
          w="8rem"
          value={tier}
          onChange={(next) => setTier((next as typeof tier) ?? null)}
          placeholder="全部"
          clearable
          data={tiers.map((word) => ({ value: word, label: `${word} ${counts[word] ?? 0}` }))}
        />
        <Select
          label="计划年度"
          size="xs"
          w="7rem"
          value={String(year)}
          onChange={(next) => next && setYear(Number(next))}
          data={years.map(String)}
          allowDeselect={false}
        />
        <TextInput
          label="查找"
          size="xs"
          w="14rem"
          placeholder="企业、责任人或目标奖项"
          leftSection={<IconSearch size="0.9rem" aria-hidden />}
          {...searchBox}
        />
        <p className={panel.said}>
          列出 {rows.length} 家；梯队共 {total} 家：
          {tiers.map((word) => `${word} ${counts[word] ?? 0}`).join('，')}
        </p>
      </div>
      <DataTable
        label="培育梯队"
        memory="tiers"
        columns={columnsOf(setMoving)}
        rows={rows}
        rowKey={({ firm }) => firm.id}
        onOpen={({ firm }) => navigate(`/enterprises/${firm.id}?tab=cultivation`)}
      />
      {moving && <MoveTierDialog row={moving} onClose={() => setMoving(null)} />}
    </>
  );
};
