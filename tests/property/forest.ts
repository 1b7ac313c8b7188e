import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { tableDigests } from '#db/queries/digest.ts';
import { getEnterprise } from '#db/queries/enterprises.ts';
import { countQuarantined } from '#db/queries/quarantine.ts';
import { appliedVector, listSegments, segmentBody } from '#db/queries/segments.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { shippedSchema } from '#db/schema/index.ts';
import { write } from '#db/write.ts';
import { compactLog } from '#services/compaction.ts';
import { columnName, questions } from '#services/conflicts.ts';
import { resolveConflict } from '#services/decisions.ts';
import { type Bench, exportBundle } from '#services/export.ts';
import { mergeBundle } from '#services/merge.ts';
import { openConflicts } from '#services/open-conflicts.ts';
import type { Clock } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import { sha256Stream, uuid } from '#sync/seal.ts';
import { decodeSegment, type SqlValue } from '#sync/segment.ts';
import { covers, type VersionVector } from '#sync/vector.ts';
import { introduceBenches, makeBench } from '#tests/support/bench.ts';
import { faultsOf } from '#tests/support/memory-stores.ts';
import { nextEnterprise, nextSchema, upgraded } from '#tests/support/next-schema.ts';
import { type Random, randomFrom } from '#tests/support/roster-fixtures.ts';

/**
 * One random life of a whole tree — a city, its counties, their officers, up to twelve devices — on
 * real stores and real files: edits, deletions, decisions; bundles and receipts that come late, twice,
 * in another order or never; clocks between 1970 and 2099 that jump back; two schema versions;
 * laptops that compact their logs at any moment.
 */

type Node = { bench: Bench; next: boolean; readonly above: number | null };
type Letter = { readonly path: string; readonly to: number; readonly from: number };

export type Life = {
  readonly devices: number;
  readonly writes: number;
  readonly bundles: number;
  readonly lost: number;
  readonly conflicts: number;
  readonly decided: number;
  readonly late: number;
  /** How often a laptop let go of a part of its log. */
  readonly compacted: number;
};

const firms = ['r1', 'r2', 'r3'];
const oldColumns = ['name', 'address', 'note', 'township'] as const;
const newColumns = ['motto', 'rank'] as const;

/** Anywhere between 1970 and 2099; mostly on, sometimes back by up to a year. */
const oddClock = (random: Random): Clock => {
  let at = Math.floor(random() * 4_102_444_800_000);
  return {
    now: () => {
      at +=
        random() < 0.05 ? -Math.floor(random() * 31_536_000_000) : Math.floor(random() * 60_000);
      at = Math.min(4_102_444_800_000, Math.max(0, at));
      return new Date(at);
    },
    uuid,
  };
};

const plant = async (dir: string, random: Random): Promise<Node[]> => {
  const counties = 1 + Math.floor(random() * 3);
  // Small trees are the more telling ones; every twentieth is as large as it may be.
  const devices = random() < 0.05 ? 12 : 1 + counties + Math.floor(random() * 4);
  const nodes: Node[] = [];
  for (let i = 0; i < devices; i++) {
    const above = i === 0 ? null : i <= counties ? 0 : 1 + Math.floor(random() * counties);
    const role = above === null ? 'city' : above === 0 ? 'county' : 'officer';
    const next = random() < 0.4;
    const bench = await makeBench(
      join(dir, `d${i}`),
      role,
      `单位${i}`,
      next ? nextSchema : shippedSchema,
      oddClock(random),
    );
    nodes.push({ bench, next, above });
    const parent = above === null ? undefined : nodes[above];
    if (parent) introduceBenches(bench, parent.bench);
  }
  return nodes;
};

const edit = ({ bench, next }: Node, random: Random): void => {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const row = pick(firms);
  const said = `v${Math.floor(random() * 4)}`;
  write(bench.store, { actor: bench.self.officeName, purpose: '改' }, (door) => {
    const known = getEnterprise(door.reader, row);
    if (!known) return door.insert(enterprise, { id: row, name: '未名', [pick(oldColumns)]: said });
    const draw = random();
    if (draw < 0.12) door.update(enterprise, row, { deleted: known.deleted === 1 ? 0 : 1 });
    else if (next && draw < 0.35)
      door.update(nextEnterprise as never, row, { [pick(newColumns)]: said } as never);
    else door.update(enterprise, row, { [pick(oldColumns)]: said });
  });
};

/** Answers the first question, in one of the ways people can. @returns whether there was one */
const decide = ({ bench }: Node, random: Random): boolean => {
  // The decisions of this program know the columns of this program; the next one brings its own.
  const known = (table: string): number =>
    shippedSchema.shapes.find(({ name }) => name === table)?.columns.length ?? 0;
  const open = questions(bench).find(({ table, column }) => column < known(table));
  if (!open) return false;
  const { table, row } = open;
  const column = columnName(bench, table, open.column);
  const side = open.kind === 'values' ? open.siblings[0] : undefined;
  const choice = side
    ? random() < 0.5
      ? { kind: 'sibling' as const, origin: side.origin, seq: side.seq }
      : { kind: 'value' as const, value: '裁定' }
    : { kind: random() < 0.5 ? ('keep' as const) : ('delete' as const) };
  resolveConflict(bench, { table, row, column, choice });
  return true;
};

/** A laptop lets go of what it may, at any moment. @returns whether it did */
const compact = ({ bench }: Node): boolean => {
  if (bench.self.role !== 'officer') return false;
  try {
    return compactLog(bench, { least: Number.NEGATIVE_INFINITY }) !== null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (!['compact.receipt', 'compact.quarantined'].includes(error.code)) throw error;
    return false;
  }
};

const maybeCompact = (node: Node | undefined, random: Random): number =>
  node && random() < 0.5 && compact(node) ? 1 : 0;

type Post = { letters: Letter[]; bundles: number };

const send = async (nodes: readonly Node[], from: number, to: number, post: Post, dir: string) => {
  const [sender, receiver] = [nodes[from], nodes[to]];
  if (!sender || !receiver) return;
  post.bundles += 1;
  const path = join(dir, `b${post.bundles}.qice`);
  await exportBundle(sender.bench, { to: receiver.bench.self.deviceId, path });
  post.letters.push({ path, from, to });
};

/**
 * Merges a letter; the receipt goes back by post.
 *
 * @returns changes applied
 * @throws where it was parked: a bundle cut from what was receipted never leaves a gap (P6)
 */
const deliver = async (
  nodes: readonly Node[],
  { path, from, to }: Letter,
  post: Post,
): Promise<number> => {
  const receiver = nodes[to];
  if (!receiver) return 0;
  const receiptPath = `${path}.${post.bundles}-${to}.receipt.qice`;
  const merged = await mergeBundle(receiver.bench, { path, receiptPath });
  if (merged.parked) throw new Error(`P6: ${path} left a gap: ${merged.missing.join()}`);
  if (merged.kind === 'delta') post.letters.push({ path: receiptPath, from: to, to: from });
  return merged.applied;
};

/**
 * Every edge both ways, with receipts, until nobody learns anything; laptops compact in between.
 *
 * @returns how often they did
 */
const settle = async (nodes: readonly Node[], dir: string, random: Random): Promise<number> => {
  let compacted = 0;
  for (let round = 0; round < 8; round++) {
    for (const [i, { above }] of nodes.entries()) {
      if (above === null) continue;
      for (const [from, to] of [
        [i, above],
        [above, i],
      ] as const) {
        const post: Post = { letters: [], bundles: 1_000_000 + round * 1_000 + i };
        await send(nodes, from, to, post, dir);
        for (const letter of [...post.letters]) await deliver(nodes, letter, post);
        const receipt = post.letters[1];
        if (receipt) await deliver(nodes, receipt, post);
        compacted += maybeCompact(nodes[i], random);
      }
    }
    const vectors = nodes.map(({ bench }) =>
      JSON.stringify(Object.entries(appliedVector(bench.store)).sort()),
    );
    if (new Set(vectors).size === 1) return compacted;
  }
  throw new Error('the tree does not settle');
};

const digests = ({ bench }: Node): string =>
  JSON.stringify([...tableDigests(bench.store, sha256Stream)]);

type Write = {
  readonly origin: string;
  readonly seq: number;
  readonly seen: VersionVector;
  readonly value: SqlValue;
};

/**
 * What every cell must hold, told from the logs alone by comparing each write with each: the values
 * no other write has seen and replaced. Slow, and knows nothing of registers.
 */
const oracle = ({ bench }: Node): Map<string, Set<string>> => {
  const cells = new Map<string, Write[]>();
  for (const { arrival } of listSegments(bench.store)) {
    const { header, ops } = decodeSegment(segmentBody(bench.store, arrival));
    for (const { seq, table, row, mask, values } of ops) {
      const columns =
        mask === 0
          ? values.flatMap((value, i) => (value === null ? [] : [i]))
          : Array.from({ length: 53 }, (_, i) => i).filter((i) => Math.floor(mask / 2 ** i) % 2);
      for (const [place, column] of columns.entries()) {
        const cell = `${table} ${row} ${column}`;
        const value = (mask === 0 ? values[column] : values[place]) ?? null;
        const write = { origin: header.origin, seq, seen: header.ctx, value };
        cells.set(cell, [...(cells.get(cell) ?? []), write]);
      }
    }
  }
  const replacedBy = (old: Write, by: Write): boolean =>
    old.origin === by.origin ? old.seq < by.seq : covers(by.seen, old.origin, old.seq);
  return new Map(
    [...cells].map(([cell, writes]) => [
      cell,
      new Set(
        writes
          .filter((w) => !writes.some((other) => other !== w && replacedBy(w, other)))
          .map(({ value }) => JSON.stringify(value)),
      ),
    ]),
  );
};

/** Every write is alive, replaced by one that had seen it, or among the values a person is asked about (P4). */
const problemOfCells = (node: Node): string | undefined => {
  const { store } = node.bench;
  for (const [cell, alive] of oracle(node)) {
    const [table = '', row = '', column = ''] = cell.split(' ');
    const name = store.schema.shapes.find((s) => s.name === table)?.columns[Number(column)]?.name;
    if (!name) return `${cell}: an unknown column after the upgrade`;
    const shown = store.handle
      .prepare(`SELECT "${name}" FROM "${table}" WHERE id = ?`)
      .pluck()
      .get(row) as SqlValue;
    const siblings = store.handle
      .prepare('SELECT DISTINCT value FROM sync_sibling WHERE tbl = ? AND rid = ? AND col = ?')
      .pluck()
      .all(table, row, Number(column)) as string[];
    const held = new Set(siblings.length > 0 ? siblings : [JSON.stringify(shown)]);
    const lost = [...alive].filter((value) => !held.has(value));
    const extra = [...held].filter((value) => !alive.has(value));
    if (lost.length + extra.length > 0 || !alive.has(JSON.stringify(shown)))
      return `${cell}: alive ${[...alive]}, held ${[...held]}, shown ${JSON.stringify(shown)}`;
  }
  return undefined;
};

/**
 * Lives one life and looks at its end.
 *
 * @throws with what differs, and the seed that repeats it
 */
export const liveOnce = async (dir: string, seed: number): Promise<Life> => {
  const random = randomFrom(seed);
  mkdirSync(dir, { recursive: true });
  const nodes = await plant(dir, random);
  const post: Post = { letters: [], bundles: 0 };
  const delivered = new Set<string>();
  let [writes, conflicts, decided, late, compacted] = [0, 0, 0, 0, 0];
  const any = (): number => Math.floor(random() * nodes.length);
  try {
    const steps = 15 + Math.floor(random() * 35);
    for (let step = 0; step < steps; step++) {
      const draw = random();
      const who = any();
      const node = nodes[who];
      if (!node) continue;
      if (draw < 0.45) {
        edit(node, random);
        writes += 1;
      } else if (draw < 0.65) {
        const neighbours = nodes.flatMap(({ above }, i) =>
          i === who ? (above === null ? [] : [above]) : above === who ? [i] : [],
        );
        const to = neighbours[Math.floor(random() * neighbours.length)];
        if (to !== undefined) await send(nodes, who, to, post, dir);
      } else if (draw < 0.93) {
        const letter = post.letters[Math.floor(random() * post.letters.length)];
        if (!letter) continue;
        if (delivered.has(letter.path)) late += 1;
        delivered.add(letter.path);
        await deliver(nodes, letter, post);
        compacted += maybeCompact(nodes[letter.to], random);
      } else if (decide(node, random)) decided += 1;
    }
    const lost = post.letters.filter(({ path }) => !delivered.has(path)).length;
    for (const node of nodes) {
      if (!node.next) node.bench = { ...node.bench, store: upgraded(node.bench.store) };
      node.next = true;
    }
    compacted += await settle(nodes, dir, random);
    const [first, ...others] = nodes;
    if (!first) throw new Error('a tree has a root');
    const inbox = JSON.stringify(openConflicts(first.bench.store));
    conflicts = openConflicts(first.bench.store).length;
    for (const [i, node] of others.entries()) {
      if (digests(node) !== digests(first)) throw new Error(`P1: device ${i + 1} has other tables`);
      if (JSON.stringify(openConflicts(node.bench.store)) !== inbox)
        throw new Error(`P1: device ${i + 1} asks other questions`);
    }
    for (const node of nodes) {
      if (countQuarantined(node.bench.store) > 0) throw new Error('P9: still in quarantine');
      const faults = faultsOf(node.bench.store);
      if (faults.length > 0) throw new Error(`the log does not rebuild ${faults.join()}`);
    }
    const problem = problemOfCells(first);
    if (problem) throw new Error(`P4: ${problem}`);
    const { bundles } = post;
    return { devices: nodes.length, writes, bundles, lost, conflicts, decided, late, compacted };
  } catch (error) {
    throw new Error(`tree ${seed}`, { cause: error });
  } finally {
    for (const { bench } of nodes) bench.store.close();
  }
};
