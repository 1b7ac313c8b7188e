import { Text } from '@mantine/core';
import { IconCopyCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { type FirmBrief, type LikelyPair, pairReasonLabels } from '#shared/firm-pairs.ts';

const firmColumns = (which: 'first' | 'second', title: string): readonly Column<LikelyPair>[] => {
  const of = (pair: LikelyPair): FirmBrief => pair[which];
  return [
    {
      key: `${which} name`,
      title,
      width: 'minmax(12rem, 1fr)',
      cell: (pair) => <span title={of(pair).name}>{of(pair).name}</span>,
    },
    { key: `${which} code`, title: '信用代码', width: '11.5rem', cell: (p) => of(p).uscc ?? '—' },
    {
      key: `${which} records`,
      title: '记录',
      width: '4rem',
      align: 'right',
      cell: (p) => `${of(p).records} 条`,
    },
  ];
};

const columns: readonly Column<LikelyPair>[] = [
  {
    key: 'why',
    title: '理由',
    width: '13rem',
    cell: ({ reasons }) => reasons.map((why) => pairReasonLabels[why]).join('、'),
  },
  ...firmColumns('first', '前一份'),
  ...firmColumns('second', '后一份'),
];

/** Pairs nobody has decided about, the likeliest first; a row opens the two side by side. */
export const LikelyPanel = () => {
  const [, navigate] = useLocation();
  const [job] = useState(() => crypto.randomUUID());
  const likely = useAsk('enterprises', 'likelyPairs', { job }, api.firmPairs.likely.query);
  if (likely.isError)
    return <FailureNote error={likely.error} onRetry={() => void likely.refetch()} />;
  if (!likely.data) return <Loading />;
  const { total, pairs } = likely.data;
  if (total === 0)
    return (
      <EmptyState
        icon={<IconCopyCheck size="2.5rem" stroke={1.2} />}
        title="没有发现疑似重复的档案"
      >
        信用代码、名称、曾用名、电话和地址都比对过了。导入新的名单之后可以再来看一次。
      </EmptyState>
    );
  return (
    <>
      <Text size="sm" c="dimmed">
        共 {total} 对{total > pairs.length && `，先列最可能的 ${pairs.length} 对`}
        。点一行并排比较，由您决定是不是同一家；合并不会删除任何记录，随时可以撤销。
      </Text>
      <DataTable
        label="疑似重复的档案"
        memory="doubles"
        columns={columns}
        rows={pairs}
        rowKey={({ first, second }) => `${first.id} ${second.id}`}
        onOpen={({ first, second }) => navigate(`/doubles/${first.id}/${second.id}`)}
      />
    </>
  );
};
