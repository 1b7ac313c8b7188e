import { chmodSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = resolve(import.meta.dirname, '..');

/** `npx qice` runs the built file itself, so it must be a program. */
const executableCli = {
  name: 'qice-executable-cli',
  writeBundle: () => chmodSync(resolve(root, 'out/main/cli.js'), 0o755),
};

/**
 * fflate 0.8 calls what it makes of `createRequire` `require`, and so does the build's own shim for ES modules: in
 * one chunk that is a syntax error, and no workbook could be written by the built program.
 */
const fflateBesideTheShim = {
  name: 'qice-fflate-beside-the-shim',
  transform: (code: string, id: string) =>
    id.endsWith('/fflate/esm/index.mjs')
      ? code
          .replace('var require = createRequire(', 'var requireOfNode = createRequire(')
          .replace("_a = require('worker_threads')", "_a = requireOfNode('worker_threads')")
      : null,
};

/**
 * One build for all three doors. What stands in `dependencies` stays outside: the SQLite driver alone,
 * whose compiled part no bundle can hold. Every other library is a devDependency and goes into the
 * bundle, only what is used of it: a job is a thread that loads its modules anew, and finding 350
 * small files took longer than most jobs. The preload is one CommonJS file because a sandboxed
 * preload can be nothing else.
 */
export default defineConfig({
  main: {
    root,
    plugins: [executableCli, fflateBesideTheShim],
    build: {
      outDir: resolve(root, 'out/main'),
      externalizeDeps: true,
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
