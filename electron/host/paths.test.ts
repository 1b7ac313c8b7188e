import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultStateDir, defaultStoreDir, type Surroundings } from './paths.ts';

const on = (platform: NodeJS.Platform, env: Record<string, string> = {}): Surroundings => ({
  platform,
  env,
  home: '/home/zhang',
});

describe('default folders', () => {
  it.each([
    on('win32'),
    on('win32', { APPDATA: '/r', LOCALAPPDATA: '/l' }),
    on('darwin'),
    on('linux'),
    on('linux', { XDG_DATA_HOME: '/d', XDG_STATE_HOME: '/s' }),
  ])('the state is never inside the store ($platform)', (here) => {
    const fromStore = join(defaultStoreDir(here), '/');
    expect(join(defaultStateDir(here), 'incarnations').startsWith(fromStore)).toBe(false);
  });

  it('follows the environment', () => {
    const here = on('linux', { QICE_STORE: '/data/qice', QICE_STATE_DIR: 'state' });
    expect(defaultStoreDir(here)).toBe(resolve('/data/qice'));
    expect(defaultStateDir(here)).toBe(resolve('state'));
    expect(defaultStoreDir(on('linux', { XDG_DATA_HOME: '/d' }))).toBe(join('/d', 'qice'));
  });
});
