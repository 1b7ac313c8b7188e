import { findRows } from '#db/queries/ledgers.ts';
import { foldText } from '#shared/fold.ts';
import { award } from '#shared/registers/award.ts';
import type { Desk } from './desk.ts';
import { textOf } from './own-rows.ts';

/** What the catalogue says of an award that records call by name. */
export type NamedAward = {
  readonly id: string;
  readonly name: string;
  readonly level: string | null;
  readonly track: string | null;
  readonly object: string | null;
};

/** Looks awards up by their name or another name (又名) of the catalogue, whatever the writing. */
export const awardLookup = ({
  store,
}: Pick<Desk, 'store'>): ((name: string) => NamedAward | undefined) => {
  const known = new Map<string, NamedAward>();
  const rows = findRows(store, award, {});
  for (const { id, values } of rows) {
    const found: NamedAward = {
      id,
      name: String(values.name),
      level: textOf(values, 'level'),
      track: textOf(values, 'track'),
      object: textOf(values, 'object'),
    };
    for (const alias of (textOf(values, 'aliases') ?? '').split(/[、，,；;\n]+/))
      if (alias.trim() !== '' && !known.has(foldText(alias))) known.set(foldText(alias), found);
    // A name goes before another award's alias.
    known.set(foldText(found.name), found);
  }
  return (name) => known.get(foldText(name));
};
