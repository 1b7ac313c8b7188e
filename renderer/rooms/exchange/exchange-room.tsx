import { Tabs } from '@mantine/core';
import { useSearchParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { PhotoLedger } from '#renderer/parts/photo-ledger/photo-ledger.tsx';
import { CardsPanel } from './cards-panel.tsx';
import { ConflictsPanel } from './conflicts-panel.tsx';
import { DevicesPanel } from './devices-panel.tsx';
import classes from './exchange-room.module.css';
import { LogPanel } from './log-panel.tsx';
import { MakePanel } from './make-panel.tsx';
import { PendingPanel } from './pending-panel.tsx';
import { ReadPanel } from './read-panel.tsx';
import { ReturnsPanel } from './returns-panel.tsx';

const steps = [
  'pending',
  'make',
  'read',
  'conflicts',
  'returns',
  'photos',
  'cards',
  'devices',
  'log',
] as const;
export type ExchangeStep = (typeof steps)[number];

/** 数据交换, in the order people need it. The step stands in the address: `#/exchange?step=read`. */
export const ExchangeRoom = () => {
  const overview = useAsk('exchange', 'overview', undefined, () => api.exchange.overview.query());
  const [search, setSearch] = useSearchParams();
  const step = steps.find((name) => name === search.get('step')) ?? 'pending';
  const go = (to: ExchangeStep): void => setSearch({ step: to }, { replace: true });
  if (!overview.data)
    return (
      <Page title="数据交换">
        {overview.isError ? (
          <FailureNote error={overview.error} onRetry={() => void overview.refetch()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  const view = overview.data;
  return (
    <Page title="数据交换" subtitle="不用网络：用加密、签名的文件往来，凭回执知道对方收到没有" fill>
      <Tabs
        className={classes.tabs}
        value={step}
        onChange={(to) => go(steps.find((name) => name === to) ?? 'pending')}
      >
        <Tabs.List>
          <Tabs.Tab
            value="pending"
            rightSection={
              view.pending.here > 0 && <span className={classes.count}>{view.pending.here}</span>
            }
          >
            待离开
          </Tabs.Tab>
          <Tabs.Tab value="make">制作数据包</Tabs.Tab>
          <Tabs.Tab value="read">读入数据包</Tabs.Tab>
          <Tabs.Tab
            value="conflicts"
            rightSection={
              view.conflicts > 0 && <span className={classes.count}>{view.conflicts}</span>
            }
          >
            待裁定
          </Tabs.Tab>
          <Tabs.Tab
            value="returns"
            rightSection={view.returns > 0 && <span className={classes.count}>{view.returns}</span>}
          >
            退回
          </Tabs.Tab>
          <Tabs.Tab value="photos">照片</Tabs.Tab>
          <Tabs.Tab value="cards">名片与信任</Tabs.Tab>
          <Tabs.Tab value="devices">设备与密钥</Tabs.Tab>
          <Tabs.Tab value="log">记录</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="pending" className={classes.panel}>
          <PendingPanel view={view} go={go} />
        </Tabs.Panel>
        <Tabs.Panel value="make" className={classes.panel}>
          <MakePanel view={view} go={go} />
        </Tabs.Panel>
        <Tabs.Panel value="read" className={classes.panel}>
          <ReadPanel />
        </Tabs.Panel>
        <Tabs.Panel value="conflicts" className={classes.panel}>
          <ConflictsPanel />
        </Tabs.Panel>
        <Tabs.Panel value="returns" className={classes.fill}>
          <ReturnsPanel />
        </Tabs.Panel>
        <Tabs.Panel value="photos" className={classes.fill}>
          <PhotoLedger />
        </Tabs.Panel>
        <Tabs.Panel value="cards" className={classes.panel}>
          <CardsPanel view={view} />
        </Tabs.Panel>
        <Tabs.Panel value="devices" className={classes.panel}>
          <DevicesPanel />
        </Tabs.Panel>
        <Tabs.Panel value="log" className={classes.fill}>
          <LogPanel view={view} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
};
