import { chmodSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = resolve(import.meta.dirname, '..');

/** `npx qice` runs the built file itself, so it must be a program. */
const executableCli = {
  name: 'qice-executable-cli',
  writeBundle: () => chmodSync(resolve(root, 'out/main/cli.js'), 0o755),
};

/** Brings a compiled part, which no bundle can hold. */
const native = 'better-sqlite3';

/**
 * Libraries of the local process go into its bundle, only what is used of them: every job is a thread
 * that loads its modules anew, and finding 350 small files took longer than most jobs.
 */
const bundled = Object.keys(
  (
    JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    }
  ).dependencies,
).filter((name) => name !== native);

/**
 * One build for all three doors. The preload is one CommonJS file because a sandboxed preload can be
 * nothing else.
 */
export default defineConfig({
  main: {
    root,
    plugins: [executableCli],
    build: {
      outDir: resolve(root, 'out/main'),
      externalizeDeps: { exclude: bundled },
      rollupOptions: {
        input: {
          main: resolve(root, 'electron/main.ts'),
          serve: resolve(root, 'electron/serve.ts'),
          cli: resolve(root, 'electron/cli.ts'),
          worker: resolve(root, 'electron/jobs/worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    root,
    build: {
      outDir: resolve(root, 'out/preload'),
      rollupOptions: {
        input: { preload: resolve(root, 'electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      rollupOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
});
