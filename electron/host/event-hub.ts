import type { AppEvent } from '#shared/events.ts';

/** Carries events from the one session to every screen that listens. */
export type EventHub = {
  readonly publish: (event: AppEvent) => void;
  /** @returns how to stop listening. */
  readonly subscribe: (listener: (event: AppEvent) => void) => () => void;
};

export const createEventHub = (): EventHub => {
  const listeners = new Set<(event: AppEvent) => void>();
  return {
    publish: (event) => {
      for (const listener of listeners) listener(event);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
};
