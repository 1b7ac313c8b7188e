import { writeContactAnnex, writeContactTable } from '#documents/contact-list-paper.ts';
import type { Desk } from '#services/desk.ts';
import { contactList } from '#services/liaisons.ts';
import { paperFaces } from '#services/paper-faces.ts';
import { localDate } from '#shared/clock.ts';
import { formatDate } from '#shared/dates.ts';
import { Refusal } from '#shared/errors.ts';
import { type ContactListValues, contactAnnex, contactTable } from '#shared/papers/contact-list.ts';
import { makerOf } from './maker.ts';

/** 联系企业人员名单 as the list of that year stands. */

/** What names a list: its year, and the day it is of where one is said: `2026 2026-05-05`. */
const askedIn = (id: string): { readonly year: number; readonly asOf: string | null } => {
  const [, year, asOf] = /^(\d{4})(?: (\d{4}-\d{2}-\d{2}))?$/.exec(id) ?? [];
  if (year === undefined) throw Refusal.of('record.missing', { what: '年度名单' });
  return { year: Number(year), asOf: asOf ?? null };
};

/** @throws Refusal `record.missing`, `record.invalid` where nobody is assigned */
export const contactListValues = (desk: Desk, id: string): ContactListValues => {
  const { year, asOf, lines } = contactList(desk, { ...askedIn(id), scope: 'all' });
  if (lines.length === 0)
    throw Refusal.of('record.invalid', { problems: [`${year} 年还没有确定联系人`] });
  return {
    office: desk.self.officeName,
    year: String(year),
    asOf: formatDate(asOf),
    firms: String(lines.length),
    rows: lines.map((line, i) => ({
      no: String(i + 1),
      firm: line.name,
      township: line.township ?? '',
      block: line.block ?? '',
      goal: line.goal ?? '',
      contact: line.contact ?? '',
      phone: line.phone ?? '',
      deputy: line.deputy ?? '',
      leader: line.leader ?? '',
    })),
  };
};

/** This year's list. */
const newest = (desk: Desk): string | null => {
  const year = Number(localDate(desk.store.clock.now()).slice(0, 4));
  const { lines } = contactList(desk, { year, asOf: null, scope: 'all' });
  return lines.length > 0 ? String(year) : null;
};

const read = (desk: Desk, id: string) => {
  const values = contactListValues(desk, id);
  return { values, name: `${values.year}年度联系企业人员名单` };
};

export const contactTableMaker = makerOf({
  paper: contactTable,
  newest,
  read,
  write: (values, desk) => writeContactTable(values, paperFaces(desk)),
});
export const contactAnnexMaker = makerOf({
  paper: contactAnnex,
  newest,
  read,
  write: (values, desk) => writeContactAnnex(values, paperFaces(desk)),
});
