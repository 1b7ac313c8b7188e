import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/**
 * `npm test`: types, lint, a fresh build, then every suite, cheapest first. Nothing is stopped by an
 * earlier failure, so that one run tells all. Ends in `N passed, N failed`.
 */

type Count = { readonly passed: number; readonly failed: number };

const root = join(import.meta.dirname, '..');
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);
const shell = process.platform === 'win32';

const run = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', shell }).status === 0;

const heading = (title: string): void => console.log(`\n── ${title}`);

/** A gate that is one command: it counts as one test. */
const gate = (title: string, command: string, args: readonly string[]): Count => {
  heading(title);
  return run(command, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
};

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: { name: string; startTime: number; endTime: number }[];
};

/** Where the time of a suite went: what makes the whole longer than its 20 minutes shows itself here. */
const tellSlowest = (name: string, { testResults }: Report, ms: number): void => {
  const seconds = (n: number): string => `${(n / 1000).toFixed(0)} s`;
  const slowest = testResults
    .map((r) => ({ file: relative(root, r.name), ms: r.endTime - r.startTime }))
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, 8)
    .map((r) => `${r.file} ${seconds(r.ms)}`);
  console.log(`${name}: ${seconds(ms)}; ${slowest.join(', ')}`);
};

/** One vitest project. A suite that finds no test, or skips one, has failed. */
const suite = (name: string): Count => {
  heading(name);
  const dir = mkdtempSync(join(tmpdir(), 'qice-report-'));
  const file = join(dir, 'report.json');
  const start = Date.now();
  const ok = run(bin('vitest'), [
    'run',
    '--config',
    'build/vitest.config.ts',
    '--project',
    name,
    '--reporter',
    'default',
    '--reporter',
    'json',
    `--outputFile.json=${file}`,
  ]);
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    tellSlowest(name, report, Date.now() - start);
    const lost = report.numPendingTests + (report.numPassedTests === 0 ? 1 : 0);
    const broken = !ok && report.numFailedTests === 0 ? 1 : 0;
    return { passed: report.numPassedTests, failed: report.numFailedTests + lost + broken };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

/** Program and the Debian packages that bring it, and what it needs for our files. */
const tools = {
  age: 'age',
  minisign: 'minisign',
  zstd: 'zstd',
  jq: 'jq',
  soffice: 'libreoffice-calc-nogui libreoffice-writer-nogui fonts-noto-cjk',
  pdftotext: 'poppler-utils',
} as const;

/** The suite that asks other people's programs whether our files are what we say. */
const interop = (): Count => {
  const missing = Object.entries(tools).filter(
    ([tool]) => spawnSync(tool, ['--version']).error !== undefined,
  );
  if (missing.length === 0) return suite('interop');
  heading('interop');
  const names = missing.map(([tool]) => tool).join(', ');
  const packages = missing.map(([, name]) => name).join(' ');
  console.log(`Not run: ${names} not found. On Debian or Ubuntu: apt-get install ${packages}`);
  return { passed: 0, failed: 0 };
};

const results = [
  gate('types', bin('tsc'), []),
  gate('lint', bin('biome'), ['check', '--error-on-warnings']),
  gate('build', bin('electron-vite'), ['build', '--config', 'build/electron.vite.config.ts']),
  suite('unit'),
  suite('property'),
  suite('fault'),
  suite('e2e'),
  interop(),
];
const total = (key: keyof Count): number => results.reduce((sum, count) => sum + count[key], 0);

console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') === 0 ? 0 : 1;
