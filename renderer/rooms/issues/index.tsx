export { IssuePage } from './issue-page.tsx';
export { IssuesRoom } from './issues-room.tsx';
