import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openIncarnation } from '#host/incarnation.ts';
import { createKeystore, hasKeystore, leastCost, openKeystore } from '#host/keystore.ts';
import { createShelf, type Shelf } from '#host/shelf.ts';
import { startJobs } from '#jobs/start.ts';
import type { Desk } from '#services/desk.ts';
import { createSession, type Session, type SessionOptions } from '#services/session.ts';
import type { Clock } from '#shared/clock.ts';
import type { AppEvent } from '#shared/events.ts';
import type { Role } from '#shared/exchange.ts';
import { uuid } from '#sync/seal.ts';

/** Whole devices for tests: real files, real encryption, real threads; only the clock is ours. */

export const passphrase = '一句只有我知道的话 2026';

export const testClock = (
  start = '2026-03-02T08:00:00.000Z',
  step = 1000,
): Clock & { at: number } => {
  const clock = {
    at: new Date(start).getTime(),
    now: () => {
      clock.at += step;
      return new Date(clock.at);
    },
    uuid,
  };
  return clock;
};

/** For devices that share their store with another process, which does not keep a clock of ours. */
export const realClock = (): Clock => ({ now: () => new Date(), uuid });

export type Device = {
  readonly dir: string;
  readonly session: Session;
  readonly shelf: Shelf;
  readonly events: readonly AppEvent[];
  /** The open desk; throws while locked. */
  readonly desk: () => Desk;
};

export const tempDir = (): { readonly path: string; readonly remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'qice-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** Composes a session the way the doors do. */
export const openDevice = (
  dir: string,
  clock: Clock = testClock(),
  more: Partial<SessionOptions> = {},
): Device => {
  mkdirSync(dir, { recursive: true });
  const events: AppEvent[] = [];
  const shelf = createShelf(join(dir, 'shelf'), uuid);
  const session = createSession({
    storeDir: dir,
    clock,
    shelf,
    vault: {
      exists: hasKeystore,
      create: (path, secrets, words) => createKeystore(path, secrets, words, undefined, leastCost),
      open: openKeystore,
    },
    incarnation: () => openIncarnation(`${dir}-state`, dir, uuid),
    startJobs: (desk, secrets) =>
      startJobs({
        worker: new URL('../../electron/jobs/worker.ts', import.meta.url),
        desk,
        secrets,
        onEvent: (event) => void events.push(event),
      }),
    onEvent: (event) => void events.push(event),
    ...more,
  });
  return {
    dir,
    session,
    shelf,
    events,
    desk: () => {
      const desk = session.desk();
      if (!desk) throw new Error('the device is locked');
      return desk;
    },
  };
};

/** A fresh device with its owner. */
export const newDevice = async (
  dir: string,
  who: {
    readonly role: Role;
    readonly officeName: string;
    readonly person: string;
    readonly division?: string;
  },
  clock: Clock = testClock(),
): Promise<Device> => {
  const device = openDevice(dir, clock);
  await device.session.setUp({ division: '339921', passphrase, ...who });
  return device;
};
