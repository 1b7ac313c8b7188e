import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { AfterPackContext } from 'electron-builder';

/** Every real Electron is a hundred times this. Bytes. */
const smallestElectron = 1_000_000;

/**
 * electron-builder's hook. The archive is also packed around a stand-in for Electron, to look at its
 * contents where the real one cannot be had; a stand-in has no fuses to set. A real one in which they
 * cannot be set still fails the build.
 */
export const afterPack = async (context: AfterPackContext): Promise<void> => {
  const { packager, appOutDir, electronPlatformName } = context;
  if (electronPlatformName !== 'linux') return;
  const { size } = statSync(join(appOutDir, packager.config.linux?.executableName ?? 'qice'));
  if (size >= smallestElectron) return;
  console.warn('  • no fuses set: this is a stand-in for Electron');
  Object.assign(packager.config, { electronFuses: null });
};
