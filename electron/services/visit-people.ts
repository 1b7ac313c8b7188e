import type { EnterpriseRecord } from '#db/queries/enterprises.ts';
import { recentCompanions } from '#db/queries/visit-people.ts';
import { pinyinInitials } from '#shared/fold.ts';
import { peopleOf } from '#shared/people.ts';
import type { Colleague } from '#shared/visit-brief.ts';
import type { Desk } from './desk.ts';

/** Who may be there: people of the firm, and colleagues of ours. A person of ours is a name. */

const mostNames = 12;

/** The contacts of the file, then whom earlier visits met; one writing a person, the first found. */
export const firmPeopleOf = (
  firm: Pick<EnterpriseRecord, 'contactName' | 'legalRep'>,
  contacts: readonly string[],
  met: readonly (string | null)[],
): string[] => {
  const named = new Map<string, string>();
  // What stands in brackets behind a name is a post; peopleOf reads the name alone.
  const said = [firm.contactName, ...contacts, ...met, firm.legalRep].flatMap((text) =>
    (text ?? '').split(/[、，,;；\n]+/),
  );
  for (const text of said)
    for (const name of peopleOf(text)) if (!named.has(name)) named.set(name, text.trim());
  return [...named.values()].slice(0, mostNames);
};

/** Everybody of ours there is, with the initials they are typed by; those met lately first, this person among them. */
export const colleaguesByInitials = (desk: Desk): Colleague[] => {
  const self = peopleOf(desk.self.person);
  const names = [...self, ...recentCompanions(desk.store, { files: [], self: self[0] ?? '' })];
  return [...new Set(names)].map((name) => ({ name, initials: pinyinInitials(name) }));
};

/**
 * Colleagues for one click each: who was at this firm last first, then who went with this person
 * lately, then everybody else of the office by their last visit.
 */
export const colleaguesOf = (desk: Desk, files: readonly string[]): string[] => {
  const self = peopleOf(desk.self.person)[0] ?? desk.self.person;
  return recentCompanions(desk.store, { files, self })
    .filter((name) => name !== self)
    .slice(0, 200);
};
