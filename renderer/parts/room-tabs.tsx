import { Tabs } from '@mantine/core';
import type { ComponentType } from 'react';
import classes from './room-tabs.module.css';

/** A question a room answers: a word to click and what is shown then. */
export type RoomTab = {
  /** Its word in the address. */
  readonly key: string;
  readonly word: string;
  readonly panel: ComponentType;
};

type RoomTabsProps = {
  readonly tabs: readonly RoomTab[];
  readonly shown: RoomTab | undefined;
  /** Where a tab leads is the room's matter: the tab stands in the address. */
  readonly onShow: (key: string) => void;
};

/** The tabs of a room; only the one in sight is kept. */
export const RoomTabs = ({ tabs, shown, onShow }: RoomTabsProps) => (
  <Tabs
    value={shown?.key ?? null}
    onChange={(next) => next !== null && onShow(next)}
    keepMounted={false}
    className={classes.tabs}
  >
    <Tabs.List>
      {tabs.map(({ key, word }) => (
        <Tabs.Tab key={key} value={key}>
          {word}
        </Tabs.Tab>
      ))}
    </Tabs.List>
    {tabs.map(({ key, panel: Panel }) => (
      <Tabs.Panel key={key} value={key} className={classes.panel}>
        <Panel />
      </Tabs.Panel>
    ))}
  </Tabs>
);
