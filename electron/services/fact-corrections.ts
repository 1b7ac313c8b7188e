import type { EnterpriseRecord } from '#db/queries/enterprises.ts';
import type { LedgerRecord } from '#db/queries/ledgers.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { ledgerTables } from '#db/schema/ledgers.ts';
import type { Door } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import {
  type Corrected,
  type CorrectedFact,
  type FactCorrection,
  factInWords,
} from '#shared/fact-corrections.ts';
import { economics } from '#shared/registers/economics.ts';
import { enterpriseField, plainFact } from '#shared/registers/enterprise.ts';
import { type Field, fieldNamed, type LedgerValue, type Source } from '#shared/registers/ledger.ts';
import { readValue } from '#shared/registers/values.ts';
import type { Desk } from './desk.ts';
import { patchOfFacts, writeFacts } from './firm-facts.ts';
import { addRow } from './ledgers.ts';
import { rowsOf, updateOwn } from './own-rows.ts';

/**
 * Facts of a firm's file put right by what was found on the spot or answered by the firm: one way for visits and
 * campaigns. What somebody else changed since the officer looked is told and not overwritten.
 */

type Reads = Pick<Desk, 'store'>;

/** A cell of the firm's file, or of its figures of one year or a part of it. */
export type FactPlace = {
  readonly key: string;
  readonly of: { readonly year: number; readonly period: string | null } | null;
};

/** Who corrects: the fact each key names, and the source a new row of figures tells. */
export type Corrector = {
  readonly placeOf: (key: string) => FactPlace | undefined;
  readonly source: Source;
};

/** The field of a fact, with its kind, unit and rules; undefined for what the file does not hold. */
export const fieldAt = ({ key, of }: FactPlace): Field | undefined =>
  of === null ? enterpriseField(key) : fieldNamed(economics, key);

/** 「联系人」, 「2025 年主营业务收入」, 「2026 年5月从业人员」. */
const labelAt = (place: FactPlace): string => {
  const label = fieldAt(place)?.label ?? place.key;
  return place.of === null ? label : `${place.of.year} 年${place.of.period ?? ''}${label}`;
};

/** A value of the file as people read it; empty for none. */
export const wordsAt = (place: FactPlace, value: LedgerValue): string => {
  const field = fieldAt(place);
  if (value === null) return '';
  return field ? factInWords(field, value) : String(value);
};

/** A firm's own facts and figures as they stand. */
export type Standing = {
  readonly at: (place: FactPlace) => LedgerValue;
  /** The row a figure stands in; undefined where there is none yet. */
  readonly rowAt: (place: FactPlace) => LedgerRecord | undefined;
};

export const standingFacts = (
  desk: Reads,
  firm: EnterpriseRecord,
  places: readonly FactPlace[],
): Standing => {
  const rows = places.some(({ of }) => of !== null) ? rowsOf(desk, 'economics', firm.id) : [];
  const rowAt = ({ of }: FactPlace): LedgerRecord | undefined =>
    of === null
      ? undefined
      : rows.find(({ values }) => values.year === of.year && (values.period ?? null) === of.period);
  const cells = firm as Readonly<Record<string, unknown>>;
  return {
    rowAt,
    at: (place) =>
      (place.of === null
        ? (cells[place.key] as LedgerValue | undefined)
        : rowAt(place)?.values[place.key]) ?? null,
  };
};

type Read = {
  readonly correction: FactCorrection;
  readonly place: FactPlace;
  readonly now: LedgerValue;
  readonly value: LedgerValue;
};

/** A correction as the store would keep it, beside what stands there now; or what is wrong with it. */
const readCorrection = (
  correction: FactCorrection,
  place: FactPlace | undefined,
  standing: Standing,
): Read | string => {
  const { key, text, holds } = correction;
  const field = place && fieldAt(place);
  if (!place || !field) return `企业档案没有「${key}」这一项`;
  const now = standing.at(place);
  if (holds) return { correction, place, now, value: now };
  const read = readValue(field, text);
  if (!read.ok) return `${labelAt(place)}${read.problem}`;
  const value = place.of === null ? plainFact(place.key, read.value) : read.value;
  return { correction, place, now, value };
};

/** Rows of figures some facts stand in, each with its facts. */
const byPart = <T extends { readonly place: FactPlace }>(some: readonly T[]) =>
  Map.groupBy(
    some.filter(({ place }) => place.of !== null),
    ({ place: { of } }) => `${of?.year} ${of?.period ?? ''}`,
  ).values();

export type ReadyCorrections = {
  /** Nothing of the file is written. */
  readonly isEmpty: boolean;
  /** Changed by somebody else since the officer looked: left as they are. */
  readonly skipped: readonly CorrectedFact[];
  readonly written: readonly CorrectedFact[];
  readonly write: (door: Door) => void;
};

/**
 * Makes corrections ready: what can be written, and what somebody else changed meanwhile. A fact that already
 * holds what was found counts as confirmed.
 *
 * @throws Refusal `record.invalid` for a value nobody can read, or another firm's credit code
 */
export const readyCorrections = (
  desk: Desk,
  firm: EnterpriseRecord,
  corrections: readonly FactCorrection[],
  { placeOf, source }: Corrector,
): ReadyCorrections => {
  const places = corrections.flatMap(({ key }) => placeOf(key) ?? []);
  const standing = standingFacts(desk, firm, places);
  const read = corrections.map((one) => readCorrection(one, placeOf(one.key), standing));
  const problems = read.filter((one) => typeof one === 'string');
  if (problems.length > 0) throw Refusal.of('record.invalid', { problems });
  const ready = read.filter((one) => typeof one !== 'string');
  const isMoved = ({ correction, now, value }: Read): boolean =>
    correction.before !== now && value !== now;
  const told = ({ correction: { key, before }, place, now, value }: Read): CorrectedFact => ({
    ...{ key, label: labelAt(place), before, now, value },
    nowText: wordsAt(place, now),
  });
  const sound = ready.filter((one) => !isMoved(one));
  const changed = sound.filter(({ now, value }) => now !== value);
  const held = sound.filter(({ now, value }) => now === value && now !== null);
  const ofFirm = changed.filter(({ place }) => place.of === null);
  const patch = patchOfFacts(
    desk,
    firm,
    Object.fromEntries(ofFirm.map(({ place, value }) => [place.key, value])),
  );
  const writeFigures = (door: Door, some: readonly Read[]): void => {
    const [first] = some;
    if (!first?.place.of) return;
    const values = Object.fromEntries(some.map(({ place, value }) => [place.key, value]));
    const row = standing.rowAt(first.place);
    if (row) updateOwn(door, 'economics', row.id, values);
    else addRow(desk, door, 'economics', firm.id, { ...first.place.of, ...values, source });
  };
  const confirmHeld = (door: Door): void => {
    const keys = held.filter(({ place }) => place.of === null).map(({ place }) => place.key);
    if (keys.length > 0)
      door.confirm(enterprise, firm.id, keys as (keyof EnterpriseRecord & string)[]);
    for (const some of byPart(held)) {
      const row = some[0] && standing.rowAt(some[0].place);
      if (row)
        door.confirm(ledgerTables.economics, row.id, some.map(({ place }) => place.key) as never);
    }
  };
  return {
    isEmpty: changed.length + held.length === 0,
    skipped: ready.filter(isMoved).map(told),
    written: changed.map(told),
    write: (door) => {
      if (ofFirm.length > 0) writeFacts(desk, door, firm, patch);
      for (const some of byPart(changed)) writeFigures(door, some);
      confirmHeld(door);
    },
  };
};

export type ReadyReturn = {
  /** Labels of the facts that go back to what they were. */
  readonly restored: readonly string[];
  /** Labels of those somebody changed since: they stay. */
  readonly kept: readonly string[];
  readonly write: (door: Door) => void;
};

/** Whether a row says nothing any more once these figures are gone. */
const isBareWithout = ({ values }: LedgerRecord, keys: readonly string[]): boolean =>
  economics.fields.every(
    ({ key }) => ['year', 'period', ...keys].includes(key) || (values[key] ?? null) === null,
  );

/** Makes the way back of corrections ready; `corrected` is as saving told it. */
export const readyReturn = (
  desk: Desk,
  firm: EnterpriseRecord,
  corrected: Corrected,
  { placeOf }: Pick<Corrector, 'placeOf'>,
): ReadyReturn => {
  const named = corrected.flatMap((one) => {
    const place = placeOf(one.key);
    return place ? [{ ...one, place }] : [];
  });
  const standing = standingFacts(
    desk,
    firm,
    named.map(({ place }) => place),
  );
  const [back, kept] = [true, false].map((as) =>
    named.filter(({ place, value }) => (standing.at(place) === value) === as),
  ) as [typeof named, typeof named];
  const ofFirm = back.filter(({ place }) => place.of === null);
  const patch = patchOfFacts(
    desk,
    firm,
    Object.fromEntries(ofFirm.map(({ place, now }) => [place.key, now])),
  );
  return {
    restored: back.map(({ place }) => labelAt(place)),
    kept: kept.map(({ place }) => labelAt(place)),
    write: (door) => {
      if (ofFirm.length > 0) writeFacts(desk, door, firm, patch);
      for (const some of byPart(back)) {
        const row = some[0] && standing.rowAt(some[0].place);
        if (!row) continue;
        const emptied = some.filter(({ now }) => now === null).map(({ place }) => place.key);
        updateOwn(door, 'economics', row.id, {
          ...Object.fromEntries(some.map(({ place, now }) => [place.key, now])),
          ...(emptied.length === some.length && isBareWithout(row, emptied) ? { deleted: 1 } : {}),
        });
      }
    },
  };
};
