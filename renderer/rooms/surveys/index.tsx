export { SurveysRoom } from './surveys-room.tsx';
