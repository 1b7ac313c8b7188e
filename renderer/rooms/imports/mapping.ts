import { type RosterField, type RosterMapping, rosterFields } from '#shared/roster-columns.ts';

/** The field a column fills, or null. */
export const fieldOfColumn = (mapping: RosterMapping, index: number): RosterField | null =>
  rosterFields.find((field) => mapping[field] === index) ?? null;

/** Lets `index` fill `field` and nothing else; a column that filled it before gives it up. */
export const assignColumn = (
  mapping: RosterMapping,
  index: number,
  field: RosterField | null,
): RosterMapping => {
  const next = { ...mapping };
  for (const name of rosterFields) if (next[name] === index) next[name] = null;
  if (field !== null) next[field] = index;
  return next;
};
