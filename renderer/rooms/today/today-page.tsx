import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Page } from '#renderer/parts/page.tsx';
import room from '#renderer/parts/room-tabs.module.css';
import { UnfinishedDrafts } from '#renderer/parts/unfinished-drafts.tsx';

const tabs = [
  { key: 'today', word: '我的今日', href: '/today' },
  { key: 'workload', word: '按人员', href: '/today/workload' },
  { key: 'contacts', word: '联系企业人员', href: '/today/contacts' },
  { key: 'hand-over', word: '工作交接', href: '/today/hand-over' },
] as const;

type TodayPageProps = {
  readonly tab: (typeof tabs)[number]['key'];
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** The room's frame: one tab a question; each has its address. */
export const TodayPage = ({ tab, subtitle, actions, children }: TodayPageProps) => {
  const [, navigate] = useLocation();
  return (
    <Page title="今日" subtitle={subtitle} actions={actions} fill>
      <UnfinishedDrafts kind="visit" room="visits" noun="走访记录" />
      <Tabs
        value={tab}
        onChange={(key) => navigate(tabs.find((one) => one.key === key)?.href ?? '/today')}
        className={room.tabs}
      >
        <Tabs.List>
          {tabs.map(({ key, word }) => (
            <Tabs.Tab key={key} value={key}>
              {word}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} className={room.panel}>
          {children}
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
};
