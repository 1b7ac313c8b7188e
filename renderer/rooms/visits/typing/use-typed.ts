import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showFailure } from '#renderer/app/query.ts';
import type { SavedVisit } from '#shared/visits.ts';

/** The visits typed up in this sitting, kept with the window: a look at one of them must not lose the list. */

export type TypedVisit = {
  readonly id: string;
  readonly firm: string;
  readonly on: string;
  readonly people: readonly string[];
  readonly words: string;
  /** Issues that went with it when it was taken back; null while it stands. */
  readonly removed: readonly string[] | null;
};

const place = 'qice.typed-visits';

const typedVisit = (visit: SavedVisit): TypedVisit => ({
  id: visit.id,
  firm: visit.enterpriseName,
  on: visit.visitedOn,
  people: visit.participants,
  words: [visit.serviceTypes.join('、'), visit.content ?? ''].filter(Boolean).join(' · '),
  removed: null,
});

export const useTyped = () => {
  const [typed, setTyped] = useState<readonly TypedVisit[]>(
    () => JSON.parse(sessionStorage.getItem(place) ?? '[]') as TypedVisit[],
  );
  const keep = (update: (now: readonly TypedVisit[]) => readonly TypedVisit[]): void =>
    setTyped((now) => {
      const next = update(now);
      sessionStorage.setItem(place, JSON.stringify(next));
      return next;
    });
  const mark = (id: string, removed: readonly string[] | null): void =>
    keep((now) => now.map((visit) => (visit.id === id ? { ...visit, removed } : visit)));
  return {
    typed,
    add: (visit: SavedVisit): void =>
      keep((now) => [typedVisit(visit), ...now.filter(({ id }) => id !== visit.id)]),
    takeBack: async ({ id }: TypedVisit): Promise<void> => {
      try {
        mark(id, (await api.visits.remove.mutate({ id })).issues);
      } catch (error) {
        showFailure(error);
      }
    },
    bringBack: async ({ id, removed }: TypedVisit): Promise<void> => {
      try {
        await api.visits.restore.mutate({ id, issues: [...(removed ?? [])] });
        mark(id, null);
      } catch (error) {
        showFailure(error);
      }
    },
  };
};
