import { Button, Group, Menu, Progress, Tabs, Text } from '@mantine/core';
import { IconLock, IconPlayerPlay, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { ConfirmDialog } from '#renderer/parts/confirm-dialog.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import room from '#renderer/parts/room-tabs.module.css';
import panelClasses from '#renderer/rooms/cultivation/panel.module.css';
import type { PanelView } from '#shared/scoring/panels.ts';
import { titleAgain } from '#shared/scoring/run.ts';
import { LeftOutTable } from './left-out-table.tsx';
import { PanelSummary } from './panel-summary.tsx';

const crumbs = [{ label: '评分排队 · 专家组', href: '/cultivation/scoring?view=panels' }] as const;

const Seats = ({ panel }: { readonly panel: PanelView }) => {
  const isOpen = panel.closedOn === null;
  const next = isOpen ? panel.seats.find(({ given, wanted }) => given < wanted) : undefined;
  return (
    <section className={panelClasses.card} aria-label="专家席位">
      <table className={panelClasses.table}>
        <thead>
          <tr>
            <th>席位</th>
            <th>专家</th>
            <th className={panelClasses.number}>已打分（格）</th>
            <th>进度</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {panel.seats.map(({ id, alias, name, given, wanted }) => (
            <tr key={id}>
              <th scope="row">{alias}</th>
              <td>{name}</td>
              <td className={panelClasses.number}>
                {given} / {wanted}
              </td>
              <td>
                <Progress
                  value={wanted === 0 ? 0 : (given / wanted) * 100}
                  w="12rem"
                  aria-label={`${alias}打分进度`}
                />
                {given < wanted && !isOpen && (
                  <Text size="xs" c="amber.8">
                    缺 {wanted - given} 格
                  </Text>
                )}
              </td>
              <td className={panelClasses.number}>
                <Button
                  component={Link}
                  href={`/cultivation/seats/${id}`}
                  size="compact-sm"
                  variant={id === next?.id ? 'filled' : 'default'}
                  aria-label={`${isOpen ? '录入' : '查看'}${alias}的打分`}
                >
                  {isOpen ? '录入打分' : '查看打分'}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={panelClasses.said}>
        {isOpen
          ? '封卷之前，每张评分表只看得见自己的打分，企业只写编号。'
          : `已于 ${panel.closedOn} 封卷，打分不再改动。`}
      </p>
    </section>
  );
};

const DrawTold = ({ panel }: { readonly panel: PanelView }) => (
  <section className={panelClasses.card} aria-label="抽取记录">
    <h2>抽取记录</h2>
    <p>
      {panel.drawnOn} 由 {panel.drawnBy} 从专家库 {panel.pool} 人中抽取 {panel.seats.length}{' '}
      人，种子 <b>{panel.seed}</b>。
      {panel.redrawn ? (
        '按种子重新抽取，结果一致。'
      ) : (
        <Text span c="amber.8" fw={600}>
          按种子重新抽取，结果与现在的席位不一致，请核对。
        </Text>
      )}
    </p>
    <p>
      候补（依次递补）：
      {panel.reserve.length === 0 ? '没有' : panel.reserve.join('、')}
    </p>
    {panel.excluded.length === 0 ? (
      <p className={panelClasses.said}>没有人回避。</p>
    ) : (
      <LeftOutTable excluded={panel.excluded} />
    )}
  </section>
);

/** Who is behind a number: for the organiser, not for the experts. */
const Numbers = ({ panel }: { readonly panel: PanelView }) => (
  <section className={panelClasses.card} aria-label="编号对照">
    <h2>编号对照（组织人员掌握，不发给专家）</h2>
    <table className={panelClasses.table}>
      <thead>
        <tr>
          <th>编号</th>
          <th>企业</th>
        </tr>
      </thead>
      <tbody>
        {panel.firms.map(({ id, alias, name }) => (
          <tr key={id}>
            <td>{alias}</td>
            <td>{name}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

/** Runs to be repeated with the panel's scores. */
const Repeat = ({ panel }: { readonly panel: PanelView }) => {
  const [, navigate] = useLocation();
  const runs = useAsk(
    'cultivation',
    'runsOfPanel',
    { id: panel.id },
    api.scoring.runsOfPanel.query,
  );
  const repeat = useTell(api.scoring.repeat.mutate, {
    changes: ['cultivation'],
    onDone: ({ id }) => navigate(`/cultivation/runs/${id}`),
  });
  const fitting = runs.data ?? [];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          leftSection={<IconPlayerPlay size="1.1rem" aria-hidden />}
          loading={repeat.isPending}
          disabled={fitting.length === 0}
          {...(runs.data && fitting.length === 0
            ? { title: '没有可以重评的评分：已经公布的要先撤回公布' }
            : {})}
        >
          带专家分重评
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {fitting.map(({ id, title, dataDate }) => (
          <Menu.Item
            key={id}
            onClick={() =>
              repeat.mutate({
                id,
                title: titleAgain(title, '含专家分'),
                dataDate,
                panelId: panel.id,
              })
            }
          >
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

const Panel = ({ panel }: { readonly panel: PanelView }) => {
  const [closing, setClosing] = useState(false);
  const close = useTell(api.scoring.closePanel.mutate, {
    changes: ['cultivation'],
    onDone: () => {
      setClosing(false);
      showDone('已封卷，可以看汇总，也可以带专家分重评');
    },
  });
  const isOpen = panel.closedOn === null;
  const lacking = panel.seats.filter(({ given, wanted }) => given < wanted);
  return (
    <Page
      title={panel.title}
      subtitle={`${panel.schemeTitle} · ${panel.year} 年数据 · 专家 ${panel.seats.length} 人 · 参评 ${panel.firms.length} 家 · ${isOpen ? '评分中' : `${panel.closedOn} 封卷`}`}
      breadcrumbs={crumbs}
      fill
      actions={
        <>
          <Button
            component={Link}
            href={`/cultivation/panels/${panel.id}/print`}
            variant="default"
            leftSection={<IconPrinter size="1.1rem" aria-hidden />}
          >
            打印空白评分表
          </Button>
          {isOpen ? (
            <Button
              leftSection={<IconLock size="1.1rem" aria-hidden />}
              onClick={() => setClosing(true)}
            >
              封卷
            </Button>
          ) : (
            <Repeat panel={panel} />
          )}
        </>
      }
    >
      <Tabs defaultValue={isOpen ? 'seats' : 'summary'} keepMounted={false} className={room.tabs}>
        <Tabs.List>
          {!isOpen && <Tabs.Tab value="summary">汇总</Tabs.Tab>}
          <Tabs.Tab value="seats">席位与打分</Tabs.Tab>
          <Tabs.Tab value="draw">抽取与回避</Tabs.Tab>
          <Tabs.Tab value="numbers">编号对照</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="summary" className={room.panel}>
          <PanelSummary panel={panel} />
        </Tabs.Panel>
        <Tabs.Panel value="seats" className={room.panel}>
          <Seats panel={panel} />
        </Tabs.Panel>
        <Tabs.Panel value="draw" className={room.panel}>
          <DrawTold panel={panel} />
        </Tabs.Panel>
        <Tabs.Panel value="numbers" className={room.panel}>
          <Numbers panel={panel} />
        </Tabs.Panel>
      </Tabs>
      <ConfirmDialog
        opened={closing}
        title="封卷"
        confirm="封卷"
        busy={close.isPending}
        onClose={() => setClosing(false)}
        onConfirm={() => close.mutate({ id: panel.id })}
      >
        <Text size="sm">封卷之后打分不能再改，才看得见各位专家的打分和汇总。</Text>
        {lacking.length > 0 && (
          <Group mt="sm">
            <Text size="sm" c="amber.8">
              还没有打完：
              {lacking
                .map(({ alias, given, wanted }) => `${alias}缺 ${wanted - given} 格`)
                .join('，')}
              。缺的不按 0 分算，只按已打的分取平均；一个分也没有的项目按“没有数据”处理。
            </Text>
          </Group>
        )}
      </ConfirmDialog>
    </Page>
  );
};

/** One panel: who was drawn and why not others, the sheets, and what they came to. */
export const PanelPage = () => {
  const { id = '' } = useParams();
  const panel = useAsk('cultivation', 'panel', { id }, api.scoring.panel.query);
  // Closed, another tab is the first.
  if (panel.data) return <Panel key={`${id} ${panel.data.closedOn}`} panel={panel.data} />;
  return (
    <Page title="专家组" breadcrumbs={crumbs}>
      {panel.isError ? (
        <FailureNote error={panel.error} onRetry={() => void panel.refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  );
};
