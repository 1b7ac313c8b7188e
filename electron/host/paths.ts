import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** What decides where things lie; passed in, so that a test can be any computer. */
export type Surroundings = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
};

export const theseSurroundings = (): Surroundings => ({
  platform: process.platform,
  env: process.env,
  home: homedir(),
});

/**
 * The folder of the store where none is named. `QICE_STORE` overrides. Never in 文档 or on the
 * desktop: those are mirrored by cloud drives, which copy a database in the middle of a write.
 */
export const defaultStoreDir = ({ platform, env, home }: Surroundings): string => {
  if (env.QICE_STORE) return resolve(env.QICE_STORE);
  if (platform === 'win32')
    return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Qice', 'store');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Qice', 'store');
  return join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'qice');
};

/** Where this computer remembers which stores are its own (incarnation.ts). `QICE_STATE_DIR` overrides. */
export const defaultStateDir = ({ platform, env, home }: Surroundings): string => {
  if (env.QICE_STATE_DIR) return resolve(env.QICE_STATE_DIR);
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Qice');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Qice');
  return join(env.XDG_STATE_HOME ?? join(home, '.local', 'state'), 'qice');
};
