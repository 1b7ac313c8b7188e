import { translated, translateFailure } from '#db/failures.ts';
import { cellsOfRow, placeOf } from '#db/queries/conflicts.ts';
import { getEnterprise } from '#db/queries/enterprises.ts';
import { openMergeDoor, openRegisters } from '#db/queries/registers.ts';
import { addSegment, appliedHeads, countByTable } from '#db/queries/segments.ts';
import { dropHeld, type HeldRow, listHeld } from '#db/queries/trust.ts';
import { shapeNamed } from '#db/schema/index.ts';
import { hlcToDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import type { HeldChange, HeldDevice, LetIn } from '#shared/trust.ts';
import { decodeSegment, type Op, type Segment, type Tx } from '#sync/segment.ts';
import { covers, seqOf, type VersionVector } from '#sync/vector.ts';
import { applySegments, cellsOf } from './apply.ts';
import { fieldOf } from './cell-fields.ts';
import { countByLabel, tableLabel } from './change-counts.ts';
import { deviceLineOf, raiseLimit } from './devices.ts';
import type { Bench } from './export.ts';
import { isSilent, leadOf, valueInWords } from './field-words.ts';
import { everyTable } from './merge.ts';
import { sealOwn } from './seal-own.ts';
import { backUp } from './settings.ts';
import { retirementsHere } from './trust.ts';

/**
 * What a retired device wrote beyond its limit (D9): shown to a person, who leaves it or lets it in.
 * It was verified when it came and lies here with the checkpoint of its end, so letting it in needs
 * no second reading of the bundle.
 */

/** Changes a preview shows of one device; the rest is counted. */
const shownChanges = 200;

type Held = HeldRow & { readonly segment: Segment };

/** In the order they were written, origin by origin. */
const heldOf = (desk: Pick<Bench, 'store'>, deviceId: string): Held[] =>
  listHeld(desk.store.reader, deviceId)
    .toSorted((a, b) => (a.origin === b.origin ? a.seq0 - b.seq0 : a.origin < b.origin ? -1 : 1))
    .map((row) => ({ ...row, segment: decodeSegment(row.body) }));

const txOf = (txs: readonly Tx[], seq: number): Tx | undefined =>
  txs.findLast((tx) => tx.seq <= seq);

const isoOf = (hlc: number): string => {
  const date = hlcToDate(hlc);
  return (Number.isNaN(date.getTime()) ? new Date(8.64e15) : date).toISOString();
};

const whatOf = (deleted: unknown, op: Op): HeldChange['what'] => {
  if (op.mask === 0) return 'added';
  if (deleted === undefined) return 'changed';
  return deleted === 1 ? 'deleted' : 'restored';
};

/** One change in words: what stands here now, and what it would write. */
const changeOf = ({ store }: Pick<Bench, 'store'>, { segment }: Held, op: Op): HeldChange => {
  const { table, row, seq } = op;
  const columns = shapeNamed(store.schema, table)?.columns ?? [];
  const now = cellsOfRow(store, { table, row });
  const cells = [...cellsOf(op)].map(([number, value]) => ({
    name: columns[number]?.name ?? '',
    now: now?.[number] ?? null,
    value,
  }));
  const said = (name: string) => cells.find((cell) => cell.name === name)?.value;
  const place = placeOf(store, { table, row });
  const firm = place.firm ?? (table === 'enterprise' ? row : String(said('enterprise_id') ?? ''));
  const tx = txOf(segment.txs, seq);
  return {
    key: `${segment.header.origin} ${seq}`,
    tableLabel: tableLabel(table),
    firm: getEnterprise(store.reader, firm)?.name ?? '',
    title: table === 'enterprise' ? '' : place.title,
    what: whatOf(said('deleted'), op),
    actor: tx?.actor ?? '',
    purpose: tx?.purpose ?? '',
    claimedAt: isoOf(tx?.hlc ?? 0),
    cells: cells
      .filter(({ name }) => name !== '' && name !== 'deleted')
      .filter(({ name }) => !isSilent(name) && leadOf(table, name) === undefined)
      .map(({ name, now: here, value }) => ({
        label: fieldOf(table, name).label,
        now: now ? valueInWords(table, name, here) : null,
        theirs: valueInWords(table, name, value),
        same: now !== undefined && here === value,
      })),
  };
};

const overviewOf = (desk: Bench, deviceId: string): HeldDevice | undefined => {
  const held = heldOf(desk, deviceId);
  const line = deviceLineOf(desk, deviceId);
  if (held.length === 0 || !line) return undefined;
  const changes = held.flatMap((h) => h.segment.ops.map((op) => ({ h, op })));
  const counts: Record<string, number> = {};
  for (const { op } of changes) counts[op.table] = (counts[op.table] ?? 0) + 1;
  const moments = held.flatMap(({ segment }) => segment.txs.map(({ hlc }) => hlc));
  const limit = retirementsHere(desk).get(deviceId)?.last ?? {};
  return {
    deviceId,
    name: [line.officeName, line.person].filter(Boolean).join(' '),
    retirement: line.retirement,
    changes: changes.length,
    counts: countByLabel(counts),
    claimedFrom: isoOf(Math.min(...moments)),
    claimedTo: isoOf(Math.max(...moments)),
    came: [...new Map(held.map(({ peerName, at }) => [peerName, at]))].map(([from, at]) => ({
      from,
      at,
    })),
    allowed: held.every(({ origin, seq1 }) => seq1 <= seqOf(limit, origin)),
    mayLetIn: line.mayRetire,
    shown: changes.slice(0, shownChanges).map(({ h, op }) => changeOf(desk, h, op)),
  };
};

/** Every retired device of which something is kept here. */
export const heldOverview = (desk: Bench): HeldDevice[] =>
  [...retirementsHere(desk).keys()].flatMap((deviceId) => overviewOf(desk, deviceId) ?? []);

/**
 * The segments of one origin that can be applied now: the chain goes on from what is here, and what
 * their author had seen is here. All or none, because the author's one signature stands at the end.
 */
const grounded = (
  held: readonly Held[],
  have: ReadonlyMap<string, { readonly seq: number; readonly head: string }>,
): boolean => {
  const vector: VersionVector = Object.fromEntries([...have].map(([o, { seq }]) => [o, seq]));
  let at = have.get(held[0]?.origin ?? '');
  return held.every(({ origin, seq0, seq1, hash, segment: { header } }) => {
    const joins = seq0 === (at?.seq ?? 0) + 1 && (!at || header.prev === at.head);
    at = { seq: seq1, head: hash };
    return (
      joins &&
      Object.entries(header.ctx).every(([o, seq]) => o === origin || covers(vector, o, seq))
    );
  });
};

const applyHeld = (desk: Bench, deviceId: string): LetIn => {
  const { store } = desk;
  const applied = new Map(appliedHeads(store));
  const waiting = heldOf(desk, deviceId).filter(
    ({ origin, seq1 }) => seq1 > (applied.get(origin)?.seq ?? 0),
  );
  const ready = [...Map.groupBy(waiting, ({ origin }) => origin).values()].filter((segments) =>
    grounded(segments, applied),
  );
  const count = (some: readonly Held[]): number =>
    some.reduce((sum, { seq0, seq1 }) => sum + seq1 - seq0 + 1, 0);
  const door = translated(store.dir, () => openMergeDoor(store));
  try {
    const registers = openRegisters(store);
    for (const { segment, origin, seq0, seq1, hash, body } of ready.flat()) {
      applySegments(store, registers, [segment]);
      addSegment(
        store,
        { origin, seq0, seq1, prev: segment.header.prev, hash, body },
        countByTable(segment.ops),
      );
      dropHeld(store, origin, seq1);
    }
    door.commit();
  } catch (error) {
    door.rollback();
    throw translateFailure(error, store.dir);
  }
  return { applied: count(ready.flat()), left: count(waiting) - count(ready.flat()) };
};

/**
 * Lets in what is kept of a retired device: raises its limit by a new retirement, which the other
 * offices hear of with the next bundles, and merges it here. What builds on changes that are not
 * here stays kept, and can be let in again once they have come.
 *
 * @returns changes (条) merged and left
 * @throws Refusal `record.missing` where nothing is kept of it; `device.notBelow`, `disk.full`
 */
export const letIn = (desk: Bench, { deviceId }: { readonly deviceId: string }): LetIn => {
  const { store } = desk;
  const held = overviewOf(desk, deviceId);
  if (!held) throw Refusal.of('record.missing', { what: '停用之后的改动' });
  // Own changes so far were made without knowing what comes now.
  sealOwn(store);
  backUp(desk, 'merge');
  if (!held.allowed) {
    const ends: Record<string, number> = {};
    for (const { origin, seq1 } of listHeld(store.reader, deviceId))
      ends[origin] = Math.max(seq1, ends[origin] ?? 0);
    raiseLimit(desk, deviceId, ends);
  }
  const done = applyHeld(desk, deviceId);
  store.onChange(everyTable(desk));
  return done;
};
