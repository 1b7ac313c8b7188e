import { findRows, firmsOfRows } from '#db/queries/ledgers.ts';
import type { DueSource } from '#shared/due.ts';
import type { IssueLine } from '#shared/issues.ts';
import { liaisonsOn } from '#shared/liaisons.ts';
import { peopleOf } from '#shared/people.ts';
import { firmLedgers } from '#shared/registers/index.ts';
import { expiriesOf } from '#shared/registers/validity.ts';
import type { OpenMeasure } from '#shared/sheets.ts';
import type { Desk } from './desk.ts';
import { liaisonTurns } from './liaisons.ts';

/** Records with a day before which something must be done, and whose each is: what `dueLines` takes. */

type Reads = Pick<Desk, 'store'>;

/** Who looks after each firm on a day, contact first. */
export const peopleOfFirms = (desk: Reads, on: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...liaisonsOn(liaisonTurns(desk), on)].map(([firm, { 联系人: lead, 副联系人: deputy }]) => [
      firm,
      [...new Set([lead?.person, deputy?.person])].filter((name) => name != null),
    ]),
  );

/** Measures of issued sheets: what is not issued binds nobody yet. */
export const measureSources = (measures: readonly OpenMeasure[]): DueSource[] =>
  measures.flatMap((m): DueSource[] =>
    m.status !== 'issued' || m.dueOn === null
      ? []
      : [
          {
            kind: 'measure',
            id: m.id,
            firm: { id: m.enterpriseId, name: m.enterpriseName },
            title: m.task ?? m.goal ?? '',
            people: m.people,
            dueOn: m.dueOn,
            at: `/sheets/${m.sheetId}?measure=${m.id}`,
          },
        ],
  );

/** Where an issue is dealt with. */
export const placeOfIssue = (id: string): string => `/issues/${id}`;

/** The next thing that is asked of an open issue, and a day the firm was promised. */
export const issueSources = (issues: readonly IssueLine[]): DueSource[] =>
  issues.flatMap(({ id, firm, content, handler, phase, timers, promise }): DueSource[] => {
    if (phase !== 'open') return [];
    const common = { firm, people: peopleOf(handler), at: placeOfIssue(id) };
    const [next] = timers
      .filter(({ met }) => met === null)
      .toSorted((a, b) => (a.due.day < b.due.day ? -1 : a.due.day > b.due.day ? 1 : 0));
    return [
      ...(next
        ? [
            {
              ...common,
              kind: 'issue' as const,
              id,
              title: `${next.timer}：${content}`,
              dueOn: next.due.day,
            },
          ]
        : []),
      ...(promise
        ? [
            {
              ...common,
              kind: 'promise' as const,
              id: `promise ${id}`,
              title: promise.text ?? content,
              dueOn: promise.dueOn,
            },
          ]
        : []),
    ];
  });

/** Papers are renewed over weeks: about thirty days. */
const paperLead = 22;
/** Days after its end at which a paper is history to a person's day; 窗口与到期 still lists it. */
const paperPast = 30;

/** Papers of some firms that run out. Only theirs are read: the ledgers of a whole county are long. */
export const paperSources = (
  { store }: Reads,
  people: ReadonlyMap<string, readonly string[]>,
  on: string,
): DueSource[] =>
  firmLedgers
    .filter(({ parent, validity }) => parent === 'enterprise' && validity !== undefined)
    .flatMap((ledger) => {
      const near = expiriesOf(ledger, findRows(store, ledger, { firms: [...people.keys()] }), on);
      const firms = firmsOfRows(
        store,
        ledger,
        near.map(({ row }) => row),
      );
      return near.flatMap(({ row, word, title, on: dueOn, days }): DueSource[] => {
        const firm = firms.get(row);
        if (!firm || days < -paperPast) return [];
        return [
          {
            kind: 'paper',
            id: row,
            firm,
            title: `${word}：${title}`,
            people: people.get(firm.id) ?? [],
            dueOn,
            lead: paperLead,
            at: `/enterprises/${firm.id}`,
          },
        ];
      });
    });
