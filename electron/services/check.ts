import { captureFaults } from '#db/capture.ts';
import { openMemoryStore, type Store } from '#db/open.ts';
import { tableDigests } from '#db/queries/digest.ts';
import { getSetting, putSetting } from '#db/queries/local.ts';
import { mediaNamed } from '#db/queries/peers.ts';
import { countQuarantined } from '#db/queries/quarantine.ts';
import { openMergeDoor, openRegisters } from '#db/queries/registers.ts';
import {
  addSegment,
  appliedHeads,
  countByTable,
  type Head,
  listSegments,
  opsAfter,
  type StoredOp,
  segmentBody,
  txsOf,
} from '#db/queries/segments.ts';
import { getSelf } from '#db/queries/self.ts';
import { baseParts, basePoints, putBasePoint, takeRows } from '#db/queries/snapshot.ts';
import type { CheckResult } from '#shared/settings.ts';
import { sha256, sha256Stream } from '#sync/seal.ts';
import { decodeSegment, NO_SEGMENT, type SqlValue, segmentHash } from '#sync/segment.ts';
import { decodePart } from '#sync/snapshot-part.ts';
import { applySegments } from './apply.ts';
import type { Desk } from './desk.ts';
import { replayQuarantine } from './replay.ts';

/** What is looked at on every start: pages and triggers. @returns what is wrong, or undefined. */
export const quickCheck = (store: Store): string | undefined => {
  const verdict = store.handle.pragma('quick_check(1)', { simple: true }) as string;
  if (verdict !== 'ok') return '有损坏的数据页';
  const faults = captureFaults(store.handle, store.schema);
  return faults.length > 0 ? `变更记录触发器不完整（${faults.join('、')}）` : undefined;
};

/** Own changes not yet sealed, as one segment-shaped batch for replay. */
const unsealed = (ops: readonly StoredOp[]) =>
  ops.map(({ seq, tbl, rid, mask, vals }) => ({
    seq,
    table: tbl,
    row: rid,
    mask,
    values: JSON.parse(vals) as SqlValue[],
  }));

/**
 * Rebuilds every table from the change log alone, in memory, and compares. This is the promise
 * "nothing is written unrecorded" put to the test.
 *
 * @param copy an empty store of the same schema to rebuild into; it is closed in the end
 * @returns names of tables that differ; chains that do not link are reported as `段链`.
 */
export const replayFaults = (
  store: Store,
  copy: Store = openMemoryStore(store.clock, store.schema),
): string[] => {
  try {
    const door = openMergeDoor(copy);
    const chain = new Map<string, Head>();
    // What began with a snapshot is rebuilt from its base; the logs go on from there.
    for (const { sha256: hash, body } of baseParts(store))
      if (sha256(body) !== hash || !takeRows(copy, decodePart(body))) return ['快照底稿'];
    const based = basePoints(store);
    for (const [origin, point] of based) putBasePoint(copy, origin, point);
    const registers = openRegisters(copy);
    for (const { arrival, origin, prev, hash, ...rest } of listSegments(store)) {
      const body = segmentBody(store, arrival);
      const point = based.get(origin);
      const covered = rest.seq1 <= (point?.seq ?? 0);
      const before = [chain.get(origin), point].find((end) => end?.seq === rest.seq0 - 1)?.head;
      const wanted = rest.seq0 === 1 ? NO_SEGMENT : before;
      // What the base covers is kept only for others; its neighbours may be gone.
      const linked = covered ? (wanted ?? prev) === prev : wanted === prev;
      const ends = rest.seq1 !== point?.seq || hash === point.head;
      if (segmentHash(body) !== hash || !linked || !ends) return ['段链'];
      chain.set(origin, { seq: rest.seq1, head: hash });
      if (covered) continue;
      const segment = decodeSegment(body);
      applySegments(copy, registers, [segment]);
      addSegment(copy, { ...rest, origin, prev, hash, body }, countByTable(segment.ops));
      if (countQuarantined(copy) > 0) replayQuarantine(copy, registers, 'base');
    }
    const self = getSelf(store.reader);
    const applied = appliedHeads(store);
    const sealed = self ? (applied.get(self.origin)?.seq ?? 0) : 0;
    const ops = unsealed(opsAfter(store, sealed, -1));
    const [first] = ops;
    const last = ops.at(-1);
    if (self && first && last) {
      const ctx = Object.fromEntries(
        [...applied].filter(([o]) => o !== self.origin).map(([o, { seq }]) => [o, seq]),
      );
      const txs = txsOf(store, self.origin, first.seq, last.seq);
      const header = {
        v: 1 as const,
        origin: self.origin,
        seq: [first.seq, last.seq] as const,
        prev: applied.get(self.origin)?.head ?? NO_SEGMENT,
        ctx,
        schema: 1,
      };
      applySegments(copy, registers, [{ header, txs, ops }]);
    }
    door.commit();
    const want = tableDigests(store, sha256Stream);
    const have = tableDigests(copy, sha256Stream);
    return store.schema.shapes
      .map((s) => s.name)
      .filter((name) => want.get(name) !== have.get(name));
  } finally {
    copy.close();
  }
};

const missingMedia = (store: Store): string[] =>
  mediaNamed(store).filter((hash) => !store.media.has(hash));

const damagedMedia = (store: Store): string[] =>
  mediaNamed(store).filter((hash) => {
    const found = store.media.get(hash);
    return found !== undefined && sha256(found.bytes) !== hash;
  });

/** The whole check a person asks for: pages, references, triggers, change log, pictures. */
export const checkStore = ({ store }: Pick<Desk, 'store'>): CheckResult => {
  const integrity = store.handle.pragma('integrity_check(10)') as { integrity_check: string }[];
  const pages = integrity.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  const triggers = captureFaults(store.handle, store.schema);
  const replay = replayFaults(store);
  const broken = damagedMedia(store);
  const absent = missingMedia(store).length;
  const line = (what: string, faults: readonly string[], good: string) => ({
    what,
    ok: faults.length === 0,
    detail: faults.length === 0 ? good : faults.join('、'),
  });
  const lines = [
    // SQLite's own words are English and lay pages bare; how many there are is what people can tell.
    line('数据文件', pages.length > 0 ? [`有 ${pages.length} 处损坏`] : [], '完好'),
    line('变更记录触发器', triggers, '齐全'),
    line('变更记录与数据逐行核对', replay, '一致'),
    line('照片', broken, absent === 0 ? '完好' : `完好，另有 ${absent} 张附件待补`),
  ];
  const result = {
    ok: lines.every((l) => l.ok),
    at: store.clock.now().toISOString(),
    lines,
  };
  putSetting(store, 'lastCheck', JSON.stringify(result));
  return result;
};

export const lastCheck = ({ store }: Pick<Desk, 'store'>): CheckResult | null => {
  const text = getSetting(store.reader, 'lastCheck');
  return text === undefined ? null : (JSON.parse(text) as CheckResult);
};
