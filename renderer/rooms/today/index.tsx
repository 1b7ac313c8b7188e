export { ContactsPage } from './contacts-page.tsx';
export { ContactsPaper } from './contacts-paper.tsx';
export { HandOverPage } from './hand-over-page.tsx';
export { HandOverPaper } from './hand-over-paper.tsx';
export { TodayRoom } from './today-room.tsx';
export { WorkloadPage } from './workload-page.tsx';
