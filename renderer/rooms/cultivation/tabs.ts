import type { RoomTab } from '#renderer/parts/room-tabs.tsx';
import { ApplicationsPanel } from './applications/applications-panel.tsx';
import { AwardsPanel } from './awards-panel.tsx';
import { BrandPanel } from './brand-panel.tsx';
import { CataloguePanel } from './catalogue/catalogue-panel.tsx';
import { DeadlinesPanel } from './deadlines/deadlines-panel.tsx';
import { GapsPanel } from './gaps-panel.tsx';
import { LadderPanel } from './ladder-panel.tsx';
import { OverviewPanel } from './overview/overview-panel.tsx';
import { ScoringPanel } from './scoring-panel.tsx';
import { TiersPanel } from './tiers/tiers-panel.tsx';

/**
 * The tabs of the room, in their order. A tab is a file and a line here; its key is the last word
 * of the address: /cultivation/<key>.
 */
export const cultivationTabs: readonly RoomTab[] = [
  { key: 'overview', word: '总览', panel: OverviewPanel },
  { key: 'tiers', word: '培育梯队', panel: TiersPanel },
  { key: 'applications', word: '申报', panel: ApplicationsPanel },
  { key: 'catalogue', word: '评价目录', panel: CataloguePanel },
  { key: 'deadlines', word: '窗口与到期', panel: DeadlinesPanel },
  { key: 'awards', word: '奖项目录', panel: AwardsPanel },
  { key: 'ladder', word: '培育阶梯', panel: LadderPanel },
  { key: 'scoring', word: '评分排队', panel: ScoringPanel },
  { key: 'gaps', word: '对标自评', panel: GapsPanel },
  { key: 'brand', word: '品牌价值', panel: BrandPanel },
];
