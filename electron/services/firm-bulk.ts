import {
  addBulkRun,
  getBulkRows,
  getBulkRun,
  listBulkRuns,
  markBulkUndone,
} from '#db/queries/bulk-runs.ts';
import { enterprisesAt, getEnterprises } from '#db/queries/enterprises.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { localDate } from '#shared/clock.ts';
import { enterpriseStatuses, tiers } from '#shared/enterprises.ts';
import { Refusal } from '#shared/errors.ts';
import {
  type BulkEdit,
  type BulkField,
  type BulkLine,
  type BulkPreview,
  type BulkRun,
  type BulkRunLines,
  type BulkUndo,
  bulkFields,
  type FirmChoice,
} from '#shared/firm-list.ts';
import { sha256 } from '#sync/seal.ts';
import type { Desk } from './desk.ts';
import { firmsListed } from './enterprises.ts';
import { dropTierMove, noteTierMove, type TierMove } from './tiers.ts';

/** One field of many firms at once: preview ▸ one transaction ▸ undo. */

const labelOf = (field: BulkField): string =>
  bulkFields.find(({ key }) => key === field)?.label ?? field;

/** Words a field is limited to. */
const vocabularyOf: Partial<Record<BulkField, readonly string[]>> = {
  tier: tiers,
  status: enterpriseStatuses,
};

/** Live firms a person has ticked, in their order. */
export const recordsOf = (desk: Desk, choice: FirmChoice) => {
  if (!('ids' in choice))
    return enterprisesAt(desk.store, firmsListed(desk, { ...choice.filter, order: choice.order }));
  const known = getEnterprises(desk.store.reader, choice.ids);
  return choice.ids.flatMap((id) => {
    const record = known.get(id);
    return record?.deleted === 0 ? [record] : [];
  });
};

type Plan = {
  readonly chosen: number;
  readonly lines: readonly (BulkLine & { readonly tierSince: string | null })[];
  readonly stamp: string;
};

const dayOf = (at: string): string => localDate(new Date(at));

/** The move a bulk edit of the tier makes of one firm, as its history tells it. */
const moveOf = (
  run: { readonly at: string; readonly value: string | null },
  row: { readonly enterpriseId: string; readonly before: string | null },
): TierMove => ({
  firm: row.enterpriseId,
  before: row.before,
  after: run.value,
  on: dayOf(run.at),
  reason: '批量调整',
});

/** @throws Refusal `record.invalid` for a word the field does not know */
const plan = (desk: Desk, { choice, field, value }: BulkEdit): Plan => {
  const vocabulary = vocabularyOf[field];
  if (value !== null && vocabulary && !vocabulary.includes(value))
    throw Refusal.of('record.invalid', {
      problems: [`${labelOf(field)}只能是${vocabulary.join('、')}`],
    });
  const records = recordsOf(desk, choice);
  const lines = records
    .filter((record) => record[field] !== value)
    .map(({ id, name, tierSince, [field]: before }) => ({
      id,
      name,
      before,
      after: value,
      tierSince,
    }));
  const seen = lines.map(({ id, before }) => [id, before]);
  return { chosen: records.length, lines, stamp: sha256(JSON.stringify([field, value, seen])) };
};

/** What a bulk edit would do, a page of it; nothing is written. @throws Refusal `record.invalid` */
export const previewBulk = (
  desk: Desk,
  input: BulkEdit & { readonly limit: number; readonly offset: number },
): BulkPreview => {
  const { chosen, lines, stamp } = plan(desk, input);
  return {
    chosen,
    changed: lines.length,
    lines: lines
      .slice(input.offset, input.offset + input.limit)
      .map(({ tierSince: _, ...line }) => line),
    stamp,
  };
};

/**
 * Does what the preview showed, in one transaction.
 *
 * @throws Refusal `bulk.stale` where the list or a cell has changed since; `record.invalid`
 */
export const applyBulk = (desk: Desk, input: BulkEdit & { readonly stamp: string }): BulkRun => {
  const { store, self } = desk;
  const { lines, stamp } = plan(desk, input);
  if (stamp !== input.stamp) throw Refusal.of('bulk.stale');
  const { field, value } = input;
  const run = {
    id: store.clock.uuid(),
    at: store.clock.now().toISOString(),
    person: self.person,
    field,
    value,
    undoneAt: null,
  };
  const purpose = `批量修改${labelOf(field)}（${lines.length} 家）`;
  write(store, { actor: self.person, purpose }, (door) => {
    for (const { id, before } of lines) {
      door.update(enterprise, id, {
        [field]: value,
        ...(field === 'tier' ? { tierSince: value === null ? null : dayOf(run.at) } : {}),
      });
      if (field === 'tier') noteTierMove(desk, door, moveOf(run, { enterpriseId: id, before }));
    }
    addBulkRun(
      store,
      run,
      lines.map(({ id, before, tierSince }) => ({ enterpriseId: id, before, tierSince })),
    );
  });
  return { ...run, firms: lines.length };
};

export const listBulk = (desk: Desk): BulkRun[] =>
  listBulkRuns(desk.store.reader).map((run) => ({ ...run, field: run.field as BulkField }));

const byName = new Intl.Collator('zh');

/** A past bulk edit, firm by firm. @throws Refusal `record.missing` */
export const getBulk = (desk: Desk, id: string): BulkRunLines => {
  const run = getBulkRun(desk.store.reader, id);
  if (!run) throw Refusal.of('record.missing', { what: '批量修改' });
  const rows = getBulkRows(desk.store.reader, id);
  const firms = getEnterprises(
    desk.store.reader,
    rows.map(({ enterpriseId }) => enterpriseId),
  );
  const field = run.field as BulkField;
  return {
    run: { ...run, field, firms: rows.length },
    lines: rows
      .map(({ enterpriseId, before }) => {
        const firm = firms.get(enterpriseId);
        return { id: enterpriseId, name: firm?.name ?? '', before, now: firm?.[field] ?? null };
      })
      .toSorted((a, b) => byName.compare(a.name, b.name)),
  };
};

/**
 * Gives the firms of a bulk edit the values they had. What somebody has changed since stays.
 *
 * @throws Refusal `record.missing`, `bulk.undone`
 */
export const undoBulk = (desk: Desk, id: string): BulkUndo => {
  const { store, self } = desk;
  const run = getBulkRun(store.reader, id);
  if (!run) throw Refusal.of('record.missing', { what: '批量修改' });
  if (run.undoneAt !== null) throw Refusal.of('bulk.undone');
  const field = run.field as BulkField;
  const rows = getBulkRows(store.reader, id);
  const purpose = `撤销批量修改${labelOf(field)}`;
  return write(store, { actor: self.person, purpose }, (door) => {
    const current = getEnterprises(
      door.reader,
      rows.map((row) => row.enterpriseId),
    );
    const untouched = rows.filter((row) => current.get(row.enterpriseId)?.[field] === run.value);
    for (const { enterpriseId, before, tierSince } of untouched) {
      door.update(enterprise, enterpriseId, {
        [field]: before,
        ...(field === 'tier' ? { tierSince } : {}),
      });
      if (field === 'tier') dropTierMove(desk, door, moveOf(run, { enterpriseId, before }));
    }
    markBulkUndone(store, id, store.clock.now().toISOString());
    return { restored: untouched.length, kept: rows.length - untouched.length };
  });
};
