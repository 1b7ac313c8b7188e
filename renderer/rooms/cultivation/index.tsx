/** 培育: which firm is to reach which award, how far it is, and who is next. */
export { CultivationRoom } from './cultivation-room.tsx';
