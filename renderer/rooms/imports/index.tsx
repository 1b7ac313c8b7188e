/** Rosters read in: the wizard, what became of each row, and the way back. */
export { ImportPage } from './import-page.tsx';
export { ImportWizard } from './import-wizard.tsx';
export { ImportsRoom } from './imports-room.tsx';
