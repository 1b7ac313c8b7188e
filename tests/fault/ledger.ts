import { checkStore } from '#services/check.ts';
import type { Desk } from '#services/desk.ts';
import { getDraft } from '#services/drafts.ts';
import { getEnterprise } from '#services/enterprises.ts';
import { getSheet } from '#services/sheets.ts';
import { getVisit } from '#services/visits.ts';
import { Refusal } from '#shared/errors.ts';
import type { SaveSheet } from '#shared/sheets.ts';
import type { SaveVisit } from '#shared/visits.ts';
import type { Said, Step } from './lives/protocol.ts';

/**
 * What a store must hold after its process was killed: everything that was acknowledged, and of the
 * one step that was not, all or nothing.
 */

/** `kind key` → what must be there, as text; null where nothing may be. */
type Facts = ReadonlyMap<string, string | null>;

export type Ledger = {
  readonly hear: (line: Said) => void;
  /** What is wrong with the store, in words. Afterwards the ledger stands where the store stands. */
  readonly faults: (desk: Desk) => string[];
  /** How many different records were acknowledged. */
  readonly size: () => number;
};

const visitText = (visit: Omit<SaveVisit, 'photos'> & { photos: readonly unknown[] }): string =>
  JSON.stringify([
    visit.enterpriseId,
    visit.visitedOn,
    visit.content,
    visit.advice,
    [...visit.participants].sort(),
    visit.issues.map((i) => [i.id, i.type, i.content]).sort(),
    visit.photos,
  ]);

const sheetText = (sheet: Pick<SaveSheet, 'situation' | 'gap'> & { measures: unknown }): string =>
  JSON.stringify([sheet.situation, sheet.gap, sheet.measures]);

const measureText = (m: {
  id: string;
  person: string | null;
  goal: string | null;
  dueOn: string | null;
}): string => [m.id, m.person, m.goal, m.dueOn].join(' ');

const stepFacts = (step: Step, sure: Facts): Facts => {
  switch (step.kind) {
    case 'draft':
      return new Map([[`draft ${step.key}`, step.body]]);
    case 'enterprise':
      return new Map([[`enterprise ${step.id}`, step.note]]);
    case 'sheet':
      return new Map([
        [
          `sheet ${step.form.id}`,
          sheetText({ ...step.form, measures: step.form.measures.map(measureText) }),
        ],
      ]);
    case 'visit': {
      const { form } = step;
      const fresh = `draft new-${form.enterpriseId}`;
      const photos = form.photos.map((p) => [p.id, p.sha256, true]);
      return new Map([
        [`visit ${form.id}`, visitText({ ...form, photos })],
        [`draft ${form.id}`, null],
        ...(sure.get(fresh)?.includes(form.id) ? [[fresh, null] as const] : []),
      ]);
    }
    default:
      return new Map();
  }
};

/** @returns null for a record that is not there */
const orNull = (look: () => string | null): string | null => {
  try {
    return look();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'record.missing') return null;
    throw error;
  }
};

const readFact = (desk: Desk, fact: string): string | null => {
  const [kind, key = ''] = fact.split(' ');
  switch (kind) {
    case 'draft':
      return getDraft(desk, { kind: 'visit', key })?.body ?? null;
    case 'enterprise':
      return orNull(() => getEnterprise(desk, key).note);
    case 'sheet':
      return orNull(() => {
        const sheet = getSheet(desk, key);
        return sheetText({ ...sheet, measures: sheet.measures.map(measureText) });
      });
    default:
      return orNull(() => {
        const visit = getVisit(desk, key);
        const photos = visit.photos.map((p) => [p.id, p.sha256, p.present]);
        return visitText({ ...visit, serviceTypes: [...visit.serviceTypes], photos } as never);
      });
  }
};

export const newLedger = (): Ledger => {
  const sure = new Map<string, string | null>();
  let begun: Facts = new Map();

  const settle = (facts: Facts): void => {
    for (const [fact, value] of facts) sure.set(fact, value);
    begun = new Map();
  };

  return {
    hear: ({ said, step }) => {
      if (said === 'begin') begun = stepFacts(step, sure);
      else settle(begun);
    },
    size: () => [...sure.values()].filter((value) => value !== null).length,
    faults: (desk) => {
      const found = new Map([...sure.keys(), ...begun.keys()].map((f) => [f, readFact(desk, f)]));
      const lost = [...sure]
        .filter(([fact]) => !begun.has(fact))
        .filter(([fact, value]) => found.get(fact) !== value)
        .map(([fact]) => `已确认的内容不在或不同：${fact}`);
      const all = [...begun].every(([fact, value]) => found.get(fact) === value);
      const none = [...begun.keys()].every((fact) => found.get(fact) === (sure.get(fact) ?? null));
      const torn = all || none ? [] : [`只写了一半：${[...begun.keys()].join('、')}`];
      if (all) settle(begun);
      begun = new Map();
      const { lines } = checkStore(desk);
      const unsound = lines.filter((l) => !l.ok).map((l) => `${l.what}：${l.detail}`);
      return [...lost, ...torn, ...unsound];
    },
  };
};
