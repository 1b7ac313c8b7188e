import { Button, Checkbox, Text } from '@mantine/core';
import { IconArrowsJoin, IconEqualNot } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import { type PairComparison, pairReasonLabels } from '#shared/firm-pairs.ts';
import { undoneWords } from './mergers-panel.tsx';
import { type Choices, likelyKeeper, type Side, takenFields } from './pair-choice.ts';
import { PairTable } from './pair-table.tsx';
import { useFoundBefore } from './use-likely.ts';

const crumbs = [
  { label: '企业', href: '/enterprises' },
  { label: '重复档案', href: '/doubles' },
] as const;
const rooms = ['enterprises', 'visits', 'sheets'] as const;

const Pair = ({ pair }: { readonly pair: PairComparison }) => {
  const [, navigate] = useLocation();
  const [keeper, setKeeper] = useState<Side>(() => likelyKeeper(pair));
  const [choices, setChoices] = useState<Choices>({});
  const [keepName, setKeepName] = useState(true);
  const ids = { firstId: pair.first.id, secondId: pair.second.id };
  const other = pair[keeper === 'first' ? 'second' : 'first'];
  const found = useFoundBefore();
  const undo = useTell(api.firmPairs.undo.mutate, {
    changes: rooms,
    onDone: (result) => {
      found.forget();
      showDone(undoneWords(result));
    },
  });
  const merge = useTell(api.firmPairs.merge.mutate, {
    changes: rooms,
    onDone: ({ id, homeId }) => {
      found.drop(pair.first.id, pair.second.id);
      showUndo(`「${other.name}」已并入「${pair[keeper].name}」`, () => undo.mutate({ id }));
      navigate(`/enterprises/${homeId}`);
    },
  });
  const different = useTell(api.firmPairs.different.mutate, {
    changes: rooms,
    onDone: () => {
      found.drop(pair.first.id, pair.second.id);
      showDone('已记下：不是同一家，以后不再提示这一对');
      navigate('/doubles');
    },
  });
  const busy = merge.isPending || different.isPending;
  return (
    <Page
      title="是不是同一家？"
      subtitle={pair.reasons.map((why) => pairReasonLabels[why]).join('、')}
      breadcrumbs={crumbs}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconEqualNot size="1.1rem" aria-hidden />}
            disabled={busy}
            onClick={() => different.mutate(ids)}
          >
            不是同一家
          </Button>
          <Button
            leftSection={<IconArrowsJoin size="1.1rem" aria-hidden />}
            loading={busy}
            onClick={() =>
              merge.mutate({
                ...ids,
                keeperId: pair[keeper].id,
                take: takenFields(pair, keeper, choices),
                keepName,
              })
            }
          >
            是同一家，合并
          </Button>
        </>
      }
    >
      <Text size="sm" c="dimmed" mb="sm">
        先选保留哪一份，再逐项选取内容；只列出两份不同的栏目。两份档案的走访、工作表、问题和台账合并后
        都显示在保留的档案里，不会删除任何记录，随时可以撤销。
      </Text>
      <PairTable
        pair={pair}
        keeper={keeper}
        choices={choices}
        onKeeper={(side) => {
          setKeeper(side);
          setChoices({});
        }}
        onChoose={(key, side) => setChoices({ ...choices, [key]: side })}
      />
      <Checkbox
        mt="md"
        checked={keepName}
        onChange={(event) => setKeepName(event.currentTarget.checked)}
        label={`把「${other.name}」记为曾用名，按这个名字也能搜到`}
      />
    </Page>
  );
};

/** Two files side by side: one person decides whether they are one firm. */
export const PairPage = () => {
  const { first: firstId = '', second: secondId = '' } = useParams();
  const pair = useAsk(
    'enterprises',
    'comparePair',
    { firstId, secondId },
    api.firmPairs.compare.query,
  );
  if (pair.data) return <Pair key={`${firstId} ${secondId}`} pair={pair.data} />;
  return (
    <Page title="是不是同一家？" breadcrumbs={crumbs}>
      {pair.data === null && (
        <EmptyState
          title="这两份档案已经是同一家"
          actions={
            <Button component={Link} href={`/enterprises/${firstId}`}>
              打开档案
            </Button>
          }
        >
          合并过的档案在「重复档案 › 已合并」里，可以随时撤销。
        </EmptyState>
      )}
      {pair.isError ? (
        <FailureNote error={pair.error} onRetry={() => void pair.refetch()} />
      ) : (
        pair.isPending && <Loading />
      )}
    </Page>
  );
};
