import { translated } from '#db/failures.ts';
import { schemaVersion } from '#db/migrate.ts';
import type { Store } from '#db/open.ts';
import { openRegisters } from '#db/queries/registers.ts';
import {
  addSegment,
  appliedHeads,
  countByTable,
  forgetOps,
  opsAfter,
  type StoredOp,
  txsOf,
} from '#db/queries/segments.ts';
import { getSelf } from '#db/queries/self.ts';
import {
  encodeSegment,
  NO_SEGMENT,
  type Op,
  SEGMENT_MAX_OPS,
  type SqlValue,
  segmentHash,
  type Tx,
} from '#sync/segment.ts';
import { clockOf, foldOwn } from './apply.ts';

/** Raw bytes a segment of ours is cut at; well below what a reader accepts. */
const segmentBytes = 2_097_152;

const opOf = ({ seq, tbl, rid, mask, vals }: StoredOp): Op => ({
  seq,
  table: tbl,
  row: rid,
  mask,
  values: JSON.parse(vals) as SqlValue[],
});

/** What a change takes in a segment beside its values: numbers, quotes and the table's name. */
const opFrame = 64;

/** How many of these changes one segment holds. */
const fitting = (ops: readonly StoredOp[]): number => {
  let bytes = 0;
  const end = ops.findIndex(({ rid, vals }, i) => {
    bytes += opFrame + Buffer.byteLength(rid) + Buffer.byteLength(vals);
    return i === SEGMENT_MAX_OPS || (i > 0 && bytes > segmentBytes);
  });
  return end === -1 ? ops.length : end;
};

/** Own changes after `sealed`, a segment at a time; none is read twice, for every page is deciphered. */
const portions = (store: Store, sealed: number): (() => Op[]) => {
  let read = sealed;
  const waiting: StoredOp[] = [];
  return () => {
    const more = opsAfter(store, read, SEGMENT_MAX_OPS - waiting.length);
    read = more.at(-1)?.seq ?? read;
    waiting.push(...more);
    return waiting.splice(0, fitting(waiting)).map(opOf);
  };
};

/**
 * Seals own changes into hash-chained segments and notes them in the registers, in one transaction.
 * Called before anything is exported and before anything foreign is merged, so that all changes of
 * a segment share one causal context.
 *
 * @returns how many segments were sealed
 * @throws Refusal `disk.full`, `store.readonly`, `store.busy`
 */
export const sealOwn = (store: Store): number => {
  const self = getSelf(store.reader);
  if (!self) throw new Error('A store without an owner has nothing to seal.');
  const { origin } = self;

  const seal = store.handle.transaction((): number => {
    const heads = new Map(appliedHeads(store));
    const ctx = Object.fromEntries(
      [...heads].filter(([o]) => o !== origin).map(([o, { seq }]) => [o, seq]),
    );
    const registers = openRegisters(store);
    const schema = schemaVersion(store.handle);
    let { seq: sealed, head: prev } = heads.get(origin) ?? { seq: 0, head: NO_SEGMENT };
    const nextPortion = portions(store, sealed);
    for (let count = 0; ; count++) {
      const ops = nextPortion();
      const [first] = ops;
      const last = ops.at(-1);
      if (!first || !last) {
        if (count > 0) forgetOps(store);
        return count;
      }
      const txs = txsOf(store, origin, first.seq, last.seq).map(
        (tx): Tx => ({ ...tx, seq: Math.max(tx.seq, first.seq) }),
      );
      const header = {
        v: 1 as const,
        origin,
        seq: [first.seq, last.seq] as const,
        prev,
        ctx,
        schema,
      };
      const body = encodeSegment({ header, txs, ops });
      const hash = segmentHash(body);
      addSegment(
        store,
        { origin, seq0: first.seq, seq1: last.seq, prev, hash, body },
        countByTable(ops),
      );
      foldOwn(registers, ops, { origin, seen: ctx, hlcOf: clockOf(txs) });
      sealed = last.seq;
      prev = hash;
    }
  });
  return translated(store.dir, () => seal.immediate());
};
