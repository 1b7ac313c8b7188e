/** Firms: the list, and a firm's file. */
export { EnterprisePage } from './enterprise-page.tsx';
export { EnterprisesRoom } from './enterprises-room.tsx';
