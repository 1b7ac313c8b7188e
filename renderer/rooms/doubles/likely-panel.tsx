import { Button, Group, Progress, Text } from '@mantine/core';
import { IconCopyCheck } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useJobProgress } from '#renderer/app/jobs.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { type FirmBrief, type LikelyPair, pairReasonLabels } from '#shared/firm-pairs.ts';
import classes from './doubles-room.module.css';
import { useLikely } from './use-likely.ts';

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

const clockTime = (at: number): string =>
  new Date(at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' });

type ComparingProps = {
  readonly job: string | null;
  readonly cancelling: boolean;
  readonly onCancel: () => void;
};

/** Said only where it takes a while: 200,000 files take seconds. */
const Comparing = ({ job, cancelling, onCancel }: ComparingProps) => {
  const progress = useJobProgress(job);
  const share = progress && progress.total > 0 ? (progress.done / progress.total) * 100 : 0;
  return (
    <div className={classes.comparing}>
      <Text size="sm" c="dimmed" role="status">
        {progress?.label ?? '正在准备比对'}…
      </Text>
      <Progress value={share} aria-label={progress?.label ?? '正在准备比对'} animated />
      <Button variant="default" size="compact-sm" onClick={onCancel} loading={cancelling}>
        取消
      </Button>
    </div>
  );
};

/** Pairs nobody has decided about, the likeliest first; a row opens the two side by side. */
export const LikelyPanel = () => {
  const [, navigate] = useLocation();
  const { likely, job, cancelling, cancel } = useLikely();
  const again = (): void => void likely.refetch();
  if (likely.isFetching) return <Comparing job={job} cancelling={cancelling} onCancel={cancel} />;
  if (likely.isError) return <FailureNote error={likely.error} onRetry={again} />;
  if (!likely.data) return <Loading />;
  const { total, pairs, at } = likely.data;
  const compareAgain = (
    <Button variant="default" size="compact-sm" onClick={again}>
      重新比对
    </Button>
  );
  if (total === 0)
    return (
      <EmptyState
        icon={<IconCopyCheck size="2.5rem" stroke={1.2} />}
        title="没有发现疑似重复的档案"
        actions={compareAgain}
      >
        信用代码、名称、曾用名、电话和地址都比对过了（{clockTime(at)}
        ）。导入新的名单之后可以再来看一次。
      </EmptyState>
    );
  return (
    <>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          共 {total} 对{total > pairs.length && `，先列最可能的 ${pairs.length} 对`}
          。点一行并排比较，由您决定是不是同一家；合并不会删除任何记录，随时可以撤销。
        </Text>
        <Group gap="sm" wrap="nowrap">
          <Text size="sm" c="dimmed">
            {clockTime(at)} 比对
          </Text>
          {compareAgain}
        </Group>
      </Group>
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
