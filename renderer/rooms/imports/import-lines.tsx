import { Chip, Group } from '@mantine/core';
import { useMemo, useState } from 'react';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { nothingKnown } from '#renderer/parts/formats.ts';
import {
  type ImportCounts,
  type ImportLine,
  type ImportVerdict,
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
    width: 'minmax(14rem, 1fr)',
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
    width: 'minmax(16rem, 1.2fr)',
    cell: (line) => <span title={explainLine(line)}>{explainLine(line) || nothingKnown}</span>,
  },
];

type ImportLinesProps = {
  readonly counts: ImportCounts;
  readonly lines: readonly ImportLine[];
};

/** Every row of the file and what becomes of it; the chips show one verdict at a time. */
export const ImportLines = ({ counts, lines }: ImportLinesProps) => {
  const [shown, setShown] = useState<ImportVerdict | 'all'>('all');
  const [opened, setOpened] = useState<ImportLine | null>(null);
  const rows = useMemo(
    () => (shown === 'all' ? lines : lines.filter((line) => line.verdict === shown)),
    [lines, shown],
  );
  return (
    <>
      <Chip.Group value={shown} onChange={(value) => setShown(value as ImportVerdict | 'all')}>
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
        </Group>
      </Chip.Group>
      {rows.length === 0 ? (
        <EmptyState title="没有这种结果的行" />
      ) : (
        <DataTable
          key={shown}
          label="逐行结果"
          columns={columns}
          rows={rows}
          rowKey={(line) => String(line.row)}
          onOpen={setOpened}
        />
      )}
      <LineDialog line={opened} onClose={() => setOpened(null)} />
    </>
  );
};
