/** 培育: which firm is to reach which award, how far it is, and who is next. */
export { AwardPage } from './award-page.tsx';
export { CultivationRoom } from './cultivation-room.tsx';
export { FirmStandingPage } from './firm-standing-page.tsx';
export { GoalsPage } from './goals-page.tsx';
export { PanelPage } from './panels/panel-page.tsx';
export { ScoreSheetsPaper } from './panels/score-sheets-paper.tsx';
export { SeatPage } from './panels/seat-page.tsx';
export { RunPage } from './runs/run-page.tsx';
export { RunPaper } from './runs/run-paper.tsx';
export { SchemePage } from './schemes/scheme-page.tsx';
