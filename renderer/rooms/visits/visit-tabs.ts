import { PhotoLedger } from '#renderer/parts/photo-ledger/photo-ledger.tsx';
import type { RoomTab } from '#renderer/parts/room-tabs.tsx';
import { CampaignsPanel } from './campaigns/campaigns-panel.tsx';
import { PlansPanel } from './plans/plans-panel.tsx';
import { ServicesPanel } from './services/services-panel.tsx';
import { VisitListPanel } from './visit-list-panel.tsx';

/**
 * The tabs of the room, in their order. A tab is a file, a line here and a line among the routes:
 * /visits/<key>, before the address of a single visit.
 */
export const visitTabs: readonly RoomTab[] = [
  { key: 'list', word: '走访记录', panel: VisitListPanel },
  { key: 'plans', word: '计划', panel: PlansPanel },
  { key: 'campaigns', word: '专项调研', panel: CampaignsPanel },
  { key: 'photos', word: '照片', panel: PhotoLedger },
  { key: 'services', word: '服务统计', panel: ServicesPanel },
];
