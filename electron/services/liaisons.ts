import { type CountedFirm, countedFirms } from '#db/queries/counted-firms.ts';
import { homeOf } from '#db/queries/homes.ts';
import { firmsOfRows, type LedgerRecord } from '#db/queries/ledgers.ts';
import { localDate } from '#shared/clock.ts';
import type {
  Assigned,
  AssignLiaison,
  ContactLine,
  ContactList,
  ContactListInput,
  LiaisonHistory,
  ListedFirm,
} from '#shared/liaison-views.ts';
import { type LiaisonRow, type LiaisonTurn, liaisonsOn, turnsOf } from '#shared/liaisons.ts';
import { cultivation } from '#shared/registers/cultivation.ts';
import type { Desk } from './desk.ts';
import { doFollowStep, type NotedDoor } from './follow-runs.ts';
import { newRowId } from './ledger-keys.ts';
import { requireLedger } from './ledgers.ts';
import { insertOwn, rowsByFirm, rowsOf, textOf } from './own-rows.ts';

/** Which of our people is the contact of which firm (联系企业人员): the list of a year, and assigning it. */

type Reads = Pick<Desk, 'store'>;
type Bench = Pick<Desk, 'store' | 'self'>;

const rowOf = (firm: string, { id, values }: LedgerRecord): LiaisonRow => ({
  id,
  firm,
  since: String(values.since),
  role: String(values.role),
  person: textOf(values, 'person'),
  phone: textOf(values, 'phone'),
  leader: textOf(values, 'leader'),
  duty: textOf(values, 'duty'),
  docNo: textOf(values, 'docNo'),
  note: textOf(values, 'note'),
});

/** Everything that was ever said, under the firms the files are kept under now. */
export const liaisonTurns = ({ store }: Reads): LiaisonTurn[] => {
  const rows = rowsOf({ store }, 'liaison');
  const firms = firmsOfRows(
    store,
    requireLedger('liaison'),
    rows.map(({ id }) => id),
  );
  return turnsOf(
    rows.flatMap((row) => {
      const firm = firms.get(row.id);
      return firm ? [rowOf(firm.id, row)] : [];
    }),
  );
};

/** The turns of one firm, newest first. */
export const liaisonHistory = (
  desk: Reads,
  { firm }: { readonly firm: string },
): LiaisonHistory => {
  const home = homeOf(desk.store, firm);
  return liaisonTurns(desk)
    .filter((turn) => turn.firm === home)
    .toReversed();
};

const collator = new Intl.Collator('zh');
const inOrder = (a: ListedFirm, b: ListedFirm): number =>
  collator.compare(a.township ?? '龥', b.township ?? '龥') ||
  collator.compare(a.block ?? '龥', b.block ?? '龥') ||
  collator.compare(a.name, b.name) ||
  (a.id < b.id ? -1 : 1);

/** Awards each firm is raised toward in a year's plan; an empty text where a plan names none. */
const goalsOf = (desk: Reads, year: number): ReadonlyMap<string, string> => {
  const plans = [...rowsByFirm(desk, cultivation)].flatMap(([firm, rows]) => {
    const own = rows.filter(({ values }) => values.year === year && values.state !== '调出');
    const goals = own.flatMap(({ values }) => textOf(values, 'targetAward') ?? []);
    return own.length === 0 ? [] : [[firm, [...new Set(goals)].join('、')] as const];
  });
  return new Map(plans);
};

const listed = (firm: CountedFirm, goal: string | undefined): ListedFirm => ({
  id: firm.id,
  name: firm.name,
  township: firm.township,
  block: firm.block,
  tier: firm.tier,
  goal: goal || null,
});

const keyTiers: readonly (string | null)[] = ['领军', '骨干'];

/** Today where it lies in the year, else the day of the year that is nearest to it. */
const dayIn = ({ store }: Reads, year: number): string => {
  const today = localDate(store.clock.now());
  const own = Number(today.slice(0, 4));
  if (own === year) return today;
  return year < own ? `${year}-12-31` : `${year}-01-01`;
};

/** Our people as they were named, with the last number and leader said of each. */
const peopleIn = (turns: readonly LiaisonTurn[], lines: readonly ContactLine[]) => {
  const latest = turns.toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
  const known = new Map<string, { phone: string | null; leader: string | null }>();
  for (const { person, phone, leader } of latest)
    if (person !== null) {
      const before = known.get(person);
      known.set(person, {
        phone: phone ?? before?.phone ?? null,
        leader: leader ?? before?.leader ?? null,
      });
    }
  return [...known]
    .map(([name, said]) => ({
      name,
      ...said,
      firms: lines.filter(({ contact, deputy }) => contact === name || deputy === name).length,
    }))
    .sort((a, b) => collator.compare(a.name, b.name));
};

/** 联系企业人员名单 of a year as of a day, and the firms that should have a contact and have none. Counting unit: 家. */
export const contactList = (
  desk: Reads,
  { year, asOf, scope }: Omit<ContactListInput, 'scope'> & { readonly scope?: 'key' | 'all' },
): ContactList => {
  const on = asOf ?? dayIn(desk, year);
  const turns = liaisonTurns(desk);
  const inForce = liaisonsOn(turns, on);
  const goals = goalsOf(desk, year);
  const firms = countedFirms(desk.store);
  const lines = firms.flatMap((firm): ContactLine[] => {
    const found = inForce.get(firm.id);
    if (!found) return [];
    const { 联系人: lead, 副联系人: deputy } = found;
    return [
      {
        ...listed(firm, goals.get(firm.id)),
        contact: lead?.person ?? null,
        phone: lead?.phone ?? null,
        deputy: deputy?.person ?? null,
        leader: lead?.leader ?? deputy?.leader ?? null,
        duty: lead?.duty ?? null,
        since: lead?.since ?? null,
      },
    ];
  });
  const uncovered = firms.filter(
    (firm) =>
      !inForce.get(firm.id)?.联系人 &&
      (scope === 'all' || keyTiers.includes(firm.tier) || goals.has(firm.id)),
  );
  return {
    year,
    asOf: on,
    lines: lines.toSorted(inOrder),
    uncovered: uncovered.map((firm) => listed(firm, goals.get(firm.id))).toSorted(inOrder),
    people: peopleIn(turns, lines),
  };
};

type Said = Pick<LiaisonRow, 'role' | 'since' | 'person' | 'phone' | 'leader' | 'duty' | 'docNo'>;

const same = (a: Said, b: Said): boolean =>
  (['person', 'phone', 'leader', 'duty', 'docNo'] as const).every((key) => a[key] === b[key]);

/** Whether there is nobody already, and nobody is what is said. */
const isIdle = (turn: LiaisonTurn | undefined, said: Said): boolean =>
  turn === undefined ? said.person === null : same(turn, said);

/**
 * Says inside a step who is the contact of a firm from a day on. What held until then stays in the history.
 *
 * @returns whether anything had to be written
 */
export const sayLiaison = (
  desk: Reads,
  door: NotedDoor,
  firm: string,
  standing: LiaisonTurn | undefined,
  said: Said,
): boolean => {
  if (isIdle(standing, said)) return false;
  const { role, since, ...cells } = said;
  const ledger = requireLedger('liaison');
  const id = newRowId(desk, ledger, firm, { role, since });
  insertOwn(desk, door, 'liaison', { id, parentId: firm, values: { role, since, ...cells } });
  return true;
};

/**
 * Assigns a person to firms from a day on, in one transaction; firms where just that holds already are left
 * alone. `undoFollowRun` takes it back.
 */
export const assignLiaison = (desk: Bench, { firms, ...said }: AssignLiaison): Assigned => {
  const homes = [...new Set(firms.map((id) => homeOf(desk.store, id)))];
  const standing = new Map(
    [...liaisonsOn(liaisonTurns(desk), said.since)].map(([firm, roles]) => [
      firm,
      roles[said.role],
    ]),
  );
  const who = said.person ?? '无';
  const title = `${said.role}：${who}（${homes.length} 家）`;
  let written = 0;
  const run = doFollowStep(
    desk,
    {
      kind: 'liaison',
      title,
      purpose: `指定联系企业人员：${who}（${homes.length} 家）`,
      body: { ...said, firms: homes },
    },
    (door) => {
      for (const firm of homes)
        if (sayLiaison(desk, door, firm, standing.get(firm), said)) written += 1;
    },
  );
  return { firms: written, unchanged: homes.length - written, run };
};
