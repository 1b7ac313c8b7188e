/** The door of the app: first setting up, then the passphrase, then the rooms. */

export { backupReason } from './backup-reasons.ts';
export { RestoreDialog } from './restore-dialog.tsx';
export { SessionGate } from './session-gate.tsx';
export { useSessionTell } from './use-session-tell.ts';
