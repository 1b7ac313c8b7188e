export { VisitPage } from './visit-page.tsx';
export { VisitsRoom } from './visits-room.tsx';
