import { Alert, Anchor, Button, Drawer, Group, Modal, Select, Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import room from '#renderer/parts/room-tabs.module.css';
import classes from '#renderer/rooms/cultivation/cultivation-tables.module.css';
import { DrawDialog } from '#renderer/rooms/cultivation/panels/draw-dialog.tsx';
import { SchemeRows } from '#renderer/rooms/cultivation/scheme-table.tsx';
import { showPoints } from '#shared/scoring/points.ts';
import { type RunRow, type RunView, remarkOf, titleAgain, topItems } from '#shared/scoring/run.ts';
import { ChangeDialog, type ChangeOf } from './change-dialog.tsx';
import { HandWorkView } from './hand-work-view.tsx';
import { MovedTable } from './moved-table.tsx';
import { NextStep } from './next-step.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { RunExport } from './run-export.tsx';
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
  ...topItems(run).map(
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
    cell: remarkOf,
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
  const [changing, setChanging] = useState<ChangeOf | null>(null);
  const [dialog, setDialog] = useState<'scheme' | 'draw' | 'publish' | null>(null);
  const close = (): void => setDialog(null);
  const handWork = useAsk('cultivation', 'handWork', { id: run.id }, api.scoring.handWork.query);
  const panels = useAsk(
    'cultivation',
    'panelsOfRun',
    { id: run.id },
    api.scoring.panelsOfRun.query,
  );
  const repeat = useTell(api.scoring.repeat.mutate, {
    changes: ['cultivation'],
    onDone: ({ id }) => navigate(`/cultivation/runs/${id}`),
  });
  const lines = handWork.data ?? [];
  const waiting = lines.filter(({ state }) => state !== 'counted').length;
  const again = (panelId?: string): void =>
    repeat.mutate({
      id: run.id,
      title: titleAgain(run.title, panelId ? '含专家分' : '重评'),
      dataDate: run.dataDate,
      ...(panelId ? { panelId } : {}),
    });
  const { checkedBy, approvedBy } = run.signed;
  return (
    <Page
      title={run.title}
      subtitle={`${run.schemeTitle} · ${run.year} 年数据 · 截止 ${run.dataDate} · ${run.selection ?? ''}`}
      breadcrumbs={crumbs}
      fill
      actions={
        <>
          <Button component={Link} href={`/cultivation/runs/${run.id}/print`} variant="default">
            打印
          </Button>
          <RunExport id={run.id} />
          <Button variant="default" loading={repeat.isPending} onClick={() => again()}>
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
      {handWork.isSuccess && panels.isSuccess && (
        <NextStep
          run={run}
          waiting={waiting}
          panels={panels.data}
          repeating={repeat.isPending}
          onRepeat={again}
          onDraw={() => setDialog('draw')}
          onPublish={() => setDialog('publish')}
        />
      )}
      <Tabs defaultValue="rows" keepMounted={false} className={room.tabs}>
        <Tabs.List>
          <Tabs.Tab value="rows">排名</Tabs.Tab>
          <Tabs.Tab value="byHand">填报与调整{lines.length > 0 && ` ${lines.length}`}</Tabs.Tab>
          <Tabs.Tab value="moved">重评变化</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="rows" className={room.panel}>
          <Group justify="space-between" flex="none">
            <Text size="sm" c="dimmed">
              参评 {run.firms} 家，否决 {run.vetoed} 家。点一行，看每一分从哪里来，也可以登记调整。
            </Text>
            <Button size="compact-sm" variant="subtle" onClick={() => setDialog('scheme')}>
              看评分表
            </Button>
          </Group>
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
              ['制表', run.compiledBy],
              ['审核', checkedBy],
              ['审批', approvedBy],
            ].map(([word, who]) => (
              <Text key={word} size="sm">
                {word}：{who ?? '＿＿＿＿'}
              </Text>
            ))}
            {run.panel && (
              <Anchor component={Link} href={`/cultivation/panels/${run.panel.id}`} size="sm">
                专家评分：{run.panel.title}
              </Anchor>
            )}
            <Button
              size="compact-sm"
              variant="default"
              ml="auto"
              onClick={() => setDialog('publish')}
            >
              {run.publishedOn === null ? '签名' : '签名与公布情况'}
            </Button>
          </Group>
        </Tabs.Panel>
        <Tabs.Panel value="byHand" className={room.panel}>
          {handWork.isError ? (
            <FailureNote error={handWork.error} onRetry={() => void handWork.refetch()} />
          ) : handWork.data ? (
            <HandWorkView runId={run.id} lines={handWork.data} />
          ) : (
            <Loading />
          )}
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
        {firm && (
          <ScoreExplained
            runId={run.id}
            firmId={firm}
            {...(run.schemeId === null ? {} : { onChange: setChanging })}
          />
        )}
      </Drawer>
      {changing && <ChangeDialog run={run} of={changing} onClose={() => setChanging(null)} />}
      <DrawDialog
        opened={dialog === 'draw'}
        runs={[run]}
        onClose={close}
        onDone={(id) => navigate(`/cultivation/panels/${id}`)}
      />
      {dialog === 'publish' && <PublishDialog run={run} waiting={waiting} onClose={close} />}
      <Modal opened={dialog === 'scheme'} onClose={close} title={run.schemeTitle} size="56rem">
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
