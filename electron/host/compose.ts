/**
 * The composition root of all three doors: everything a session needs, made once and passed in.
 * Reads like a table of contents; decides nothing.
 */
import { join } from 'node:path';
import { startJobs } from '#jobs/start.ts';
import type { OpenFile } from '#services/desk.ts';
import { warmRoll } from '#services/roll.ts';
import { createSession, type Session } from '#services/session.ts';
import type { Clock } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import { uuid } from '#sync/seal.ts';
import { createEventHub, type EventHub } from './event-hub.ts';
import { findFileOpener } from './file-opener.ts';
import { openIncarnation } from './incarnation.ts';
import {
  createKeystore,
  hasKeystore,
  type Keychain,
  openKeystore,
  openKeystoreByKeychain,
} from './keystore.ts';
import { findPdfProgram } from './pdf-program.ts';
import type { ProgramFiles } from './program-files.ts';
import { createShelf, type Shelf } from './shelf.ts';

export type House = {
  readonly session: Session;
  readonly shelf: Shelf;
  readonly events: EventHub;
  /**
   * Opens the store without a passphrase, where this computer's keychain holds its key.
   * @returns whether it is open now
   */
  readonly unlockByKeychain: () => Promise<boolean>;
  /** Closes the store and deletes what lay on the shelf. */
  readonly close: () => void;
};

export type Site = {
  readonly files: ProgramFiles;
  readonly storeDir: string;
  readonly stateDir: string;
  /** Where there is one: it then holds the key of every store set up through this door. */
  readonly keychain?: Keychain;
  /** A screen will be looked at: read the roll while nothing else is to be done. */
  readonly warm?: boolean;
  /** How the desktop opens a file; without, by the program this computer has for that. */
  readonly openFile?: OpenFile;
};

const systemClock: Clock = { now: () => new Date(), uuid };

/** From this size on, in bytes, reading every page takes longer than a first screen may. */
const largeStore = 64 * 1024 * 1024;

export const compose = (site: Site): House => {
  const { storeDir, stateDir, keychain, files, warm, openFile } = site;
  const shelf = createShelf(join(storeDir, 'shelf'), uuid);
  const events = createEventHub();
  // Said in place of a passphrase, by this process to itself: nobody else can know it.
  const keychainWord = uuid();

  const session = createSession({
    storeDir,
    shelf,
    clock: systemClock,
    vault: {
      exists: hasKeystore,
      create: (path, secrets, passphrase) => createKeystore(path, secrets, passphrase, keychain),
      open: async (path, passphrase) => {
        if (!keychain || passphrase !== keychainWord) return openKeystore(path, passphrase);
        const secrets = await openKeystoreByKeychain(path, keychain);
        if (secrets === undefined) throw Refusal.of('passphrase.wrong');
        return secrets;
      },
    },
    incarnation: () => openIncarnation(stateDir, storeDir, uuid),
    startJobs: (desk, secrets) =>
      startJobs({ worker: files.worker, desk, secrets, onEvent: events.publish }),
    onEvent: events.publish,
    ...(warm ? { lookLaterFrom: largeStore } : {}),
    pdfProgram: () => findPdfProgram(process),
    fileOpener: () => openFile ?? findFileOpener(process),
  });

  events.subscribe((event) => {
    if (event.type !== 'session') return;
    // An open store is a locked one for every other program; what lies about is nobody's.
    if (session.desk()) shelf.sweep();
    else shelf.clear();
  });

  if (warm) events.subscribe((event) => event.type !== 'progress' && warmRoll(session));

  return {
    session,
    shelf,
    events,
    unlockByKeychain: async () => {
      if (!keychain || session.state().phase !== 'locked') return false;
      try {
        return (await session.unlock(keychainWord)).phase === 'open';
      } catch (error) {
        // The person is asked instead; what else is wrong is said again then.
        if (error instanceof Refusal) return false;
        throw error;
      }
    },
    close: () => {
      shelf.clear();
      session.close();
    },
  };
};
