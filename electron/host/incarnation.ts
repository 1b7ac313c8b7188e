/**
 * The token that tells a store from its copy. It changes at every opening and is kept twice: in the
 * database, and outside the store's folder in a file named after the folder's real path. A restored,
 * cloned or carried store brings its own token but not this file, and so gets a new identity before
 * its first write; otherwise two machines would give the same numbers to different changes.
 *
 * Order of writing, which the two slots are for: this file {prev, next} ▸ the database (next) ▸
 * confirm() {next}. After a crash anywhere in between, the database holds one of the two.
 */
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256 } from '#sync/seal.ts';
import { replacePrivateFile } from './private-file.ts';

export type Incarnation = {
  /** A store holding one of these is no copy. Empty: nothing is known of a store at this path. */
  readonly accepted: readonly string[];
  /** To be written into the database, committed, before `confirm`. */
  readonly next: string;
  readonly confirm: () => void;
};

const fileShape = z.object({
  store: z.string(),
  prev: z.string().optional(),
  next: z.string(),
});
type IncarnationFile = z.infer<typeof fileShape>;

/** @param store the real path of the folder, so that a link to it counts as the same. */
const fileFor = (stateDir: string, store: string): string =>
  join(stateDir, 'incarnations', `${sha256(store).slice(0, 32)}.json`);

/** An unreadable file is no proof of anything: treated like none, at the price of a new identity. */
const read = (path: string): IncarnationFile | undefined => {
  try {
    return fileShape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
};

/**
 * Announces the token of this opening.
 *
 * @param storeDir must exist
 * @param uuid a fresh one at every call
 * @throws Refusal `disk.full`, `store.readonly`
 */
export const openIncarnation = (
  stateDir: string,
  storeDir: string,
  uuid: () => string,
): Incarnation => {
  const store = realpathSync.native(storeDir);
  const path = fileFor(stateDir, store);
  const write = (slots: Omit<IncarnationFile, 'store'>): void =>
    replacePrivateFile(path, `${JSON.stringify({ store, ...slots } satisfies IncarnationFile)}\n`);

  const known = read(path);
  // Unconfirmed: the database may hold either, so the announced token is announced again. A third
  // one would push the first out while the database may still hold it.
  const pending = known?.prev !== undefined;
  const next = known && pending ? known.next : uuid();
  if (!pending) write(known ? { prev: known.next, next } : { next });
  return {
    accepted: known ? [known.prev, known.next].filter((token) => token !== undefined) : [],
    next,
    confirm: () => write({ next }),
  };
};
