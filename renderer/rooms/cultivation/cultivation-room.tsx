import { Tabs } from '@mantine/core';
import { useLocation, useParams, useSearch } from 'wouter';
import { Page } from '#renderer/parts/page.tsx';
import classes from './cultivation-room.module.css';
import { cultivationTabs } from './tabs.ts';

/** The room's frame: one tab a question; the tab stays in the address. */
export const CultivationRoom = () => {
  const [, navigate] = useLocation();
  const { tab: asked } = useParams();
  const [first] = cultivationTabs;
  // The day figures are told for goes along from tab to tab.
  const on = new URLSearchParams(useSearch()).get('on');
  const shown = cultivationTabs.find(({ key }) => key === asked) ?? first;
  return (
    <Page title="培育" fill>
      <Tabs
        value={shown?.key ?? null}
        onChange={(next) =>
          navigate(`/cultivation/${next}${on ? `?on=${on}` : ''}`, { replace: true })
        }
        keepMounted={false}
        className={classes.tabs}
      >
        <Tabs.List>
          {cultivationTabs.map(({ key, word }) => (
            <Tabs.Tab key={key} value={key}>
              {word}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {cultivationTabs.map(({ key, panel: Panel }) => (
          <Tabs.Panel key={key} value={key} className={classes.panel}>
            <Panel />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
};
