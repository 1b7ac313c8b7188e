/** The door of the app: first setting up, then the passphrase, then the rooms. */
export { SessionGate } from './session-gate.tsx';
