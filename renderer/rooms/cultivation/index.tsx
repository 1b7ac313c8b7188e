/** 培育: which firm is to reach which award, how far it is, and who is next. */
export { AwardPage } from './award-page.tsx';
export { CultivationRoom } from './cultivation-room.tsx';
export { FirmStandingPage } from './firm-standing-page.tsx';
export { RunPage } from './run-page.tsx';
export { SchemePage } from './schemes/scheme-page.tsx';
