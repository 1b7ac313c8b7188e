import type { Peer } from './peer.ts';

/**
 * Everybody who is measured, each loaded only in the processes that need it. What is in `libraries/`
 * imports packages that only `run.ts` installs, so that no import here may be a fixed one.
 */

const library = async (file: string, name: string): Promise<Peer> => {
  const module = (await import(`./libraries/${file}.ts`)) as Readonly<Record<string, Peer>>;
  const peer = module[name];
  if (peer === undefined) throw new Error(`libraries/${file}.ts has no ${name}`);
  return peer;
};

export const loaders: Readonly<Record<string, () => Promise<Peer>>> = {
  floor: async () => (await import('./floor.ts')).floor,
  qice: async () => (await import('./qice.ts')).qice,
  'node-sqlite': async () => (await import('./node-sqlite.ts')).nodeSqlite,
  session: async () => (await import('./node-sqlite.ts')).session,
  pouchdb: () => library('pouchdb', 'pouchdb'),
  yjs: () => library('yjs', 'yjs'),
  loro: () => library('loro', 'loro'),
  automerge: () => library('automerge', 'automerge'),
  evolu: () => library('evolu', 'evolu'),
  actual: () => library('actual', 'actual'),
  wasm: () => library('cr-sqlite', 'wasm'),
  'cr-sqlite': () => library('cr-sqlite', 'crSqlite'),
};

export const names: readonly string[] = Object.keys(loaders);

/** @throws where nobody has this name */
export const loadPeer = (name: string): Promise<Peer> => {
  const load = loaders[name];
  if (load === undefined) throw new Error(`no peer of this name: ${name} (${names.join(', ')})`);
  return load();
};
