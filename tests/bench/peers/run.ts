import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startChild } from '../../support/child.ts';
import { fullSizes, makeWorkload } from '../workload.ts';
import { writeBatches } from './batches.ts';
import type { Figures, Peer } from './peer.ts';
import { loadPeer, names } from './peers.ts';
import { type Digest, digestRows, rowsAfter } from './rows.ts';
import { header, type Line, row, total } from './table.ts';

/**
 * `npm run bench:peers [-- --scale 0.1 --only yjs,loro --wall]`: the workload of workload.ts done by
 * Qice and by other libraries, each phase in a process of its own, beside the bare statements measured
 * right before. Compares time of the processor, which other work on the machine changes little, or with
 * `--wall` the clock's. Installs the libraries in this folder first. Ends with 1 where a copy differs from
 * its source or a library fails.
 */

const { values } = parseArgs({
  options: {
    scale: { type: 'string' },
    only: { type: 'string' },
    wall: { type: 'boolean', default: false },
  },
});
const asked = values.scale === undefined ? undefined : Number(values.scale);
if (asked !== undefined && !(asked > 0 && asked <= 1))
  throw new Error(`a scale lies between 0 and 1: ${values.scale}`);
const clock = values.wall ? 'wall' : 'cpu';
const wanted = values.only?.split(',') ?? names;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

type Part = { readonly file: string; readonly changes: number; readonly expected: Digest };

/** The workload at a scale, on a file, with the rows that must come of it. */
const makePart = async (dir: string, scale: number): Promise<Part> => {
  const part = (n: number) => Math.max(1, Math.round(n * scale));
  const batches = makeWorkload({
    inserts: part(fullSizes.inserts),
    updates: part(fullSizes.updates),
    deletes: part(fullSizes.deletes),
  });
  const file = join(dir, `workload-${scale}.ndjson`);
  await writeBatches(file, batches);
  return { file, changes: batches.flat().length, expected: await digestRows(rowsAfter(batches)) };
};

const phaseFile = join(import.meta.dirname, 'phase.ts');

const inChild = async (
  name: string,
  phases: string,
  dir: string,
  part: Part,
): Promise<Partial<Figures>> => {
  const { code, out, err, signal } = await startChild(phaseFile, [name, phases, dir, part.file], {
    env: { NODE_ENV: 'production' },
  }).ended;
  if (code !== 0) throw new Error(`${phases}: ${err.trim().slice(-2_000) || signal}`);
  const shown = JSON.parse(out.trim().split('\n').at(-1) ?? '') as Partial<Figures> & {
    digest: Digest;
  };
  const { rows, sha256 } = shown.digest;
  if (sha256 !== part.expected.sha256)
    throw new Error(
      `${phases}: ${rows} rows differ from the ${part.expected.rows} there should be`,
    );
  return shown;
};

const sourceBytes = (dir: string): number =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path.startsWith(join(dir, 'source')))
    .reduce((sum, path) => sum + statSync(path).size, 0);

const inFolder = async <T>(root: string, work: (dir: string) => Promise<T>): Promise<T> => {
  const dir = mkdtempSync(join(root, 'peer-'));
  try {
    return await work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

const measure = (root: string, name: string, peer: Peer, part: Part): Promise<Figures> =>
  inFolder(root, async (dir) => {
    const parts = peer.oneProcess
      ? [await inChild(name, 'capture,export', dir, part)]
      : [await inChild(name, 'capture', dir, part), await inChild(name, 'export', dir, part)];
    const storeBytes = sourceBytes(dir);
    parts.push(await inChild(name, 'import', dir, part));
    return { ...Object.assign({}, ...parts), storeBytes } as Figures;
  });

const lineOf = async (root: string, name: string, part: Part, peer: Peer): Promise<Line> => {
  const said = { title: peer.title, lacks: peer.lacks, changes: part.changes };
  const bare =
    peer.floor === name
      ? undefined
      : await inFolder(root, (dir) => inChild(peer.floor, 'capture', dir, part));
  const figures = await measure(root, name, peer, part);
  return { ...said, figures, floor: (bare?.capture ?? figures.capture).spent };
};

const install = (): void => {
  const lock = join(import.meta.dirname, 'package-lock.json');
  const installed = join(import.meta.dirname, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  say('installing the libraries in tests/bench/peers');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
};

install();
console.log(`Node ${process.version}, ${process.platform}, ${cpus().length} cores\n\n${header}`);
const root = mkdtempSync(join(tmpdir(), 'qice-peers-'));
try {
  const parts = new Map<number, Part>();
  for (const name of wanted) {
    const started = performance.now();
    let title = name;
    try {
      const peer = await loadPeer(name);
      title = peer.title;
      const scale = Math.min(asked ?? 1, peer.scale);
      const part = parts.get(scale) ?? (await makePart(root, scale));
      parts.set(scale, part);
      const line = await lineOf(root, name, part, peer);
      console.log(row(line, clock));
      const seconds = Math.round((performance.now() - started) / 1000);
      say(`${title}: ${seconds} s; the bare statements ${Math.round(total(line.floor, clock))} ms`);
    } catch (error) {
      process.exitCode = 1;
      const failed = error instanceof Error ? error.message : String(error);
      say(`${title}: FAILED ${failed}`);
      console.log(row({ title, failed: failed.split('\n').at(-1) ?? '' }, clock));
    }
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
