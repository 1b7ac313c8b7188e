import { statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { peakBytes } from '../peak.ts';
import { readBatches } from './batches.ts';
import { type Kind, kinds, type Replica, type Spent } from './peer.ts';
import { loadPeer } from './peers.ts';
import { digestRows } from './rows.ts';

/**
 * `node phase.ts PEER PHASE,… FOLDER WORKLOAD`: one peer's phases in a process of their own; prints what
 * they took as one line of JSON. Memory is counted above what the process had before it loaded the
 * library; rows are compared after it was weighed.
 */

const idle = process.memoryUsage.rss();
const [name = '', phases = '', dir = '', workload = ''] = process.argv.slice(2);
const file = join(dir, 'exchange.bin');

const aboveMB = (): number => (peakBytes() - idle) / 1e6;

const timed = async <T>(work: () => T | Promise<T>): Promise<{ spent: Spent; value: T }> => {
  const start = performance.now();
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { spent: { wall: performance.now() - start, cpu: (user + system) / 1000 }, value };
};

const capture = async ({ write }: Replica) => {
  const zero = { wall: 0, cpu: 0 };
  const sums: Record<Kind, Spent> = { insert: zero, update: zero, delete: zero };
  for await (const batch of readBatches(workload)) {
    const kind = kinds.find((k) => k === batch[0]?.kind);
    if (kind === undefined) throw new Error('an empty transaction');
    const { spent } = await timed(() => write(batch));
    const { wall, cpu } = sums[kind];
    sums[kind] = { wall: wall + spent.wall, cpu: cpu + spent.cpu };
  }
  return { spent: sums, aboveMB: aboveMB() };
};

const exportAll = async ({ exportTo }: Replica) => {
  const { spent, value } = await timed(() => exportTo(file));
  return { spent, raw: value, bytes: statSync(file).size, aboveMB: aboveMB() };
};

const importAll = async ({ importFrom }: Replica) => {
  const { spent } = await timed(() => importFrom(file));
  return { spent, aboveMB: aboveMB() };
};

const { open } = await loadPeer(name);
const wanted = phases.split(',');
const replica = await open({ dir, role: wanted.includes('import') ? 'copy' : 'source' });
const shown = {
  ...(wanted.includes('capture') ? { capture: await capture(replica) } : {}),
  ...(wanted.includes('export') ? { export: await exportAll(replica) } : {}),
  ...(wanted.includes('import') ? { import: await importAll(replica) } : {}),
};
const digest = await digestRows(replica.rows());
await replica.close();
console.log(JSON.stringify({ ...shown, digest }));
// A library may leave something running that nobody needs any more.
process.exit();
