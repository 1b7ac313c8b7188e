/** What all parts of the double share: the process's clock of “ready”, its journal, its wire. */
import type { Call, FromProcess } from './electron-wire.ts';

const state = { ready: false };
export const journal: Call[] = [];

export const tell = (message: FromProcess): void => void process.send?.(message);
export const note = (name: string, ...args: unknown[]): void => void journal.push({ name, args });
export const afterReady = (name: string): void => {
  if (!state.ready) throw new Error(`${name} cannot be used before the app is ready`);
};
export const beforeReady = (name: string): void => {
  if (state.ready) throw new Error(`${name} must be called before the app is ready`);
};
/** An event as a listener sees it: it can be stopped. */
export const stoppable = <T extends object>(details: T) => {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
  };
  return event;
};

export const becomeReady = (): void => {
  state.ready = true;
  note('app.ready');
};
