export { CampaignPage } from './campaigns/campaign-page.tsx';
export { ReturnPage } from './campaigns/return-page.tsx';
export { RoutePaper } from './plans/route-paper.tsx';
export { ServicesPaper } from './services/services-paper.tsx';
export { TypingPage } from './typing/typing-page.tsx';
export { VisitPage } from './visit-page.tsx';
export { VisitsRoom } from './visits-room.tsx';
