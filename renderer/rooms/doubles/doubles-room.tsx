import { Tabs } from '@mantine/core';
import { useLocation, useSearch } from 'wouter';
import { Page } from '#renderer/parts/page.tsx';
import classes from './doubles-room.module.css';
import { LikelyPanel } from './likely-panel.tsx';
import { MergersPanel } from './mergers-panel.tsx';

/** 重复档案: what may be one firm, and what was merged. The tab stays in the address. */
export const DoublesRoom = () => {
  const [, navigate] = useLocation();
  const tab = new URLSearchParams(useSearch()).get('tab') === 'merged' ? 'merged' : 'likely';
  return (
    <Page title="重复档案" breadcrumbs={[{ label: '企业', href: '/enterprises' }]} fill>
      <Tabs
        value={tab}
        onChange={(next) =>
          navigate(`/doubles${next === 'merged' ? '?tab=merged' : ''}`, { replace: true })
        }
        keepMounted={false}
        className={classes.tabs}
      >
        <Tabs.List>
          <Tabs.Tab value="likely">疑似重复</Tabs.Tab>
          <Tabs.Tab value="merged">已合并</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="likely" className={classes.panel}>
          <LikelyPanel />
        </Tabs.Panel>
        <Tabs.Panel value="merged" className={classes.panel}>
          <MergersPanel />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
};
