import type { ComponentType } from 'react';
import { AwardsPanel } from './awards-panel.tsx';

export type CultivationTab = {
  /** Last word of the address: /cultivation/<key>. */
  readonly key: string;
  readonly word: string;
  readonly panel: ComponentType;
};

/** The tabs of the room, in their order. A tab is a file and a line here. */
export const cultivationTabs: readonly CultivationTab[] = [
  { key: 'awards', word: '奖项目录', panel: AwardsPanel },
];
