import { cellsOfRow } from '#db/queries/conflicts.ts';
import { originDevices } from '#db/queries/segments.ts';
import { type SyncedName, shapeNamed, synced } from '#db/schema/index.ts';
import { type Door, write } from '#db/write.ts';
import type { Decision, ResolveInput } from '#shared/conflicts.ts';
import { Refusal } from '#shared/errors.ts';
import type { SqlValue } from '#sync/segment.ts';
import { columnName, questions } from './conflicts.ts';
import type { Desk } from './desk.ts';
import { derivedFrom, readTyped } from './field-words.ts';
import type { OpenConflict } from './open-conflicts.ts';

/**
 * Deciding. A decision is an ordinary change made with all answers in sight, so it replaces them on
 * every replica it reaches; where it agrees with what is shown already it is recorded all the same.
 */

type Bench = Pick<Desk, 'store' | 'self'>;

const purpose = '裁定冲突';

/** @throws Refusal `record.invalid` for a value that does not fit; `conflict.gone` */
const chosenValue = (desk: Bench, open: OpenConflict, choice: Decision): SqlValue => {
  const column = columnName(desk, open.table, open.column);
  if (choice.kind === 'keep' || choice.kind === 'delete') {
    if (open.kind !== 'deleteEdit') throw Refusal.of('conflict.gone');
    return choice.kind === 'delete' ? 1 : 0;
  }
  if (open.kind !== 'values') throw Refusal.of('conflict.gone');
  if (choice.kind === 'sibling') {
    const side = open.siblings.find((s) => s.origin === choice.origin && s.seq === choice.seq);
    if (!side) throw Refusal.of('conflict.gone');
    return side.value;
  }
  const typed = readTyped(open.table, column, choice.value);
  if ('problem' in typed) throw Refusal.of('record.invalid', { problems: [typed.problem] });
  return typed.value;
};

const decide = (desk: Bench, door: Door, open: OpenConflict, choice: Decision): void => {
  const { store } = desk;
  const shape = shapeNamed(store.schema, open.table);
  const before = cellsOfRow(store, open);
  if (!shape || !before) throw Refusal.of('conflict.gone');
  const column = columnName(desk, open.table, open.column);
  const value = chosenValue(desk, open, choice);
  const said = { [column]: value, ...derivedFrom(open.table, column, value) };
  const cells = shape.columns
    .map(({ name, key }, number) => ({ key, name, was: before[number] ?? null }))
    .filter(({ name }) => Object.hasOwn(said, name))
    .map(({ key, name, was }) => ({ key, was, now: said[name] ?? null }));
  const table = synced[open.table as SyncedName];
  const patch = Object.fromEntries(cells.map(({ key, now }) => [key, now]));
  const same = cells.filter(({ was, now }) => was === now).map(({ key }) => key);
  door.update(table, open.row, patch as never);
  if (same.length > 0) door.confirm(table, open.row, same as never[]);
};

/**
 * Decides one question.
 *
 * @throws Refusal `conflict.gone` where it is decided already or never was one, `record.invalid`
 */
export const resolveConflict = (desk: Bench, input: ResolveInput): void => {
  const open = questions(desk).find(
    (c) =>
      c.table === input.table &&
      c.row === input.row &&
      columnName(desk, c.table, c.column) === input.column,
  );
  if (!open) throw Refusal.of('conflict.gone');
  write(desk.store, { actor: desk.self.person, purpose }, (door) =>
    decide(desk, door, open, input.choice),
  );
};

/** What a device said to a question, its latest word; undefined where it said nothing. */
const wordOf = (open: OpenConflict, isFrom: (origin: string) => boolean): Decision | undefined => {
  const latest = <T extends { origin: string; seq: number }>(points: readonly T[]): T | undefined =>
    points.filter(({ origin }) => isFrom(origin)).at(-1);
  if (open.kind === 'values') {
    const side = latest(open.siblings);
    return side && { kind: 'sibling', origin: side.origin, seq: side.seq };
  }
  const answer = latest(open.siblings);
  if (answer) return { kind: answer.value === 1 ? 'delete' : 'keep' };
  if (latest(open.deletions)) return { kind: 'delete' };
  return latest(open.edits) && { kind: 'keep' };
};

/**
 * Decides every question one device has an answer to in its favour, in one transaction.
 *
 * @returns how many were decided (处)
 */
export const resolveByDevice = (
  desk: Bench,
  { deviceId }: { readonly deviceId: string },
): { readonly decided: number } => {
  const devices = originDevices(desk.store);
  const decisions = questions(desk)
    .map((open) => ({ open, choice: wordOf(open, (o) => devices.get(o) === deviceId) }))
    .filter((d) => d.choice !== undefined);
  if (decisions.length > 0)
    write(desk.store, { actor: desk.self.person, purpose }, (door) => {
      for (const { open, choice } of decisions) if (choice) decide(desk, door, open, choice);
    });
  return { decided: decisions.length };
};
