import { Alert, Button, Drawer, Group, Modal, Select, Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { showPoints } from '#shared/scoring/points.ts';
import type { RunRow, RunView } from '#shared/scoring/run.ts';
import room from './cultivation-room.module.css';
import classes from './cultivation-tables.module.css';
import { MovedTable } from './moved-table.tsx';
import { SchemeRows } from './scheme-table.tsx';
import { ScoreExplained } from './score-explained.tsx';

const crumbs = [{ label: '评分排队', href: '/cultivation/scoring' }] as const;

const columnsOf = (run: RunView): readonly Column<RunRow>[] => [
  {
    key: 'rank',
    title: '名次',
    width: '4rem',
    align: 'right',
    cell: ({ rank }) => (rank === null ? '—' : rank),
  },
  {
    key: 'firm',
    title: '企业',
    width: 'minmax(14rem, 1fr)',
    cell: ({ firmName }) => <span title={firmName}>{firmName}</span>,
  },
  {
    key: 'total',
    title: '总分',
    width: '6rem',
    align: 'right',
    cell: ({ total }) => <b>{showPoints(total)}</b>,
  },
  ...run.items
    .filter(({ group, kind }) => group === null && kind !== '否决')
    .map(
      (item): Column<RunRow> => ({
        key: item.code,
        title: item.cap === null ? item.title : `${item.title}（${showPoints(item.cap)}）`,
        width: '8.5rem',
        align: 'right',
        cell: ({ points }) => showPoints(points[item.code] ?? 0),
      }),
    ),
  {
    key: 'veto',
    title: '否决与待核',
    width: 'minmax(10rem, 1fr)',
    cell: ({ failed, open }) =>
      failed.length > 0 ? `否决：${failed.join('、')}` : open > 0 ? `待核对 ${open} 项` : '',
  },
];

const Repeats = ({ run }: { readonly run: RunView }) => {
  const [chosen, setChosen] = useState<string | null>(null);
  const after = chosen ?? run.repeats[0]?.id ?? null;
  if (run.againId !== null) return <MovedTable before={run.againId} after={run.id} />;
  if (after === null)
    return (
      <Text size="sm" c="dimmed">
        还没有重评过。数据更正后点「按现有数据重评」，这里列出每家变了多少、变在哪一项。
      </Text>
    );
  return (
    <>
      {run.repeats.length > 1 && (
        <Select
          w="22rem"
          aria-label="与哪次重评比较"
          data={run.repeats.map(({ id, title }) => ({ value: id, label: title }))}
          value={after}
          onChange={setChosen}
          allowDeselect={false}
        />
      )}
      <MovedTable before={run.id} after={after} />
    </>
  );
};

const Run = ({ run }: { readonly run: RunView }) => {
  const [, navigate] = useLocation();
  const [firm, setFirm] = useState<string | null>(null);
  const [scheme, setScheme] = useState(false);
  const repeat = useTell(api.scoring.repeat.mutate, {
    changes: ['cultivation'],
    onDone: ({ id }) => navigate(`/cultivation/runs/${id}`),
  });
  const { compiledBy, checkedBy, approvedBy } = run.signatures;
  return (
    <Page
      title={run.title}
      subtitle={`${run.schemeTitle} · ${run.year} 年数据 · 截止 ${run.dataDate} · ${run.selection ?? ''}`}
      breadcrumbs={crumbs}
      fill
      actions={
        <>
          <Button variant="default" onClick={() => setScheme(true)}>
            看评分表
          </Button>
          <Button
            variant="default"
            loading={repeat.isPending}
            onClick={() =>
              repeat.mutate({
                id: run.id,
                title: `${run.title.slice(0, 90)}（重评）`,
                dataDate: run.dataDate,
              })
            }
          >
            按现有数据重评
          </Button>
        </>
      }
    >
      {!run.intact && (
        <Alert color="amber">
          这次评分的结果与冻结时不一致，可能还没有收全，或有人改动过，请核对。
        </Alert>
      )}
      <Tabs defaultValue="rows" keepMounted={false} className={room.tabs}>
        <Tabs.List>
          <Tabs.Tab value="rows">排名</Tabs.Tab>
          <Tabs.Tab value="moved">重评变化</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="rows" className={room.panel}>
          <Text size="sm" c="dimmed">
            参评 {run.firms} 家，否决 {run.vetoed} 家。点一行，看每一分从哪里来。
          </Text>
          <DataTable
            label="评分结果"
            memory={`run ${run.id}`}
            columns={columnsOf(run)}
            rows={run.rows}
            rowKey={({ firmId }) => firmId}
            onOpen={({ firmId }) => setFirm(firmId)}
          />
          <Group gap="xl">
            {[
              ['制表', compiledBy],
              ['审核', checkedBy],
              ['审批', approvedBy],
            ].map(([word, who]) => (
              <Text key={word} size="sm">
                {word}：{who ?? '＿＿＿＿'}
              </Text>
            ))}
          </Group>
        </Tabs.Panel>
        <Tabs.Panel value="moved" className={room.panel}>
          <Repeats run={run} />
        </Tabs.Panel>
      </Tabs>
      <Drawer
        opened={firm !== null}
        onClose={() => setFirm(null)}
        position="right"
        size="46rem"
        title="这些分是怎么来的"
      >
        {firm && <ScoreExplained runId={run.id} firmId={firm} />}
      </Drawer>
      <Modal opened={scheme} onClose={() => setScheme(false)} title={run.schemeTitle} size="56rem">
        <div className={classes.sheet}>
          <SchemeRows items={run.items} />
        </div>
      </Modal>
    </Page>
  );
};

/** One run: its ranking, what each point came from, and what moved when it was repeated. */
export const RunPage = () => {
  const { id = '' } = useParams();
  const run = useAsk('cultivation', 'run', { id }, api.scoring.run.query);
  if (run.data) return <Run key={id} run={run.data} />;
  return (
    <Page title="评分" breadcrumbs={crumbs}>
      {run.isError ? (
        <FailureNote error={run.error} onRetry={() => void run.refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  );
};
