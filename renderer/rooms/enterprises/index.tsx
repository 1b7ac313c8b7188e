/** Firms: the list, and a firm's file. */
export { BulkEditPage } from './bulk-edit-page.tsx';
export { BulkEditsRoom } from './bulk-edits-room.tsx';
export { EnterprisePage } from './enterprise-page.tsx';
export { EnterprisesRoom } from './enterprises-room.tsx';
export { FirmListPaper } from './firm-list-paper.tsx';
