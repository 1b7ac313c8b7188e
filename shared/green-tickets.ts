import { addWorkingDays, type HolidayTable, workingDaysBetween } from './working-days.ts';

/**
 * 绿色通道: how long a matter took and what that saved.
 *
 * Terms are of working days, without public holidays (行政许可法 §82), and run from the acceptance of the
 * application (§42), whose own day is not counted (民法典 §201). Saved = statutory limit − working days
 * used. What took longer than the limit saved nothing: it is late, by so many working days.
 */

export type GreenTimes = {
  readonly acceptedOn: string | null;
  /** Working days (工作日) the law gives. */
  readonly statutoryDays: number | null;
  readonly promisedDays: number | null;
  readonly finishedOn: string | null;
  readonly result: string | null;
};

export const greenStates = ['未受理', '办理中', '已办结', '企业撤回'] as const;
export type GreenState = (typeof greenStates)[number];

export type GreenStanding = {
  readonly state: GreenState;
  /** Working days from the acceptance to the end, or to the day asked for; null before the acceptance. */
  readonly used: number | null;
  /** The last day by the promise, else by the law; null where neither is known. */
  readonly dueOn: string | null;
  /** Working days saved against the statutory limit; null while it is not decided, or cannot be told. */
  readonly saved: number | null;
  /** Working days beyond the statutory limit, of what is decided or still runs; 0 for none. */
  readonly late: number;
};

/** Where a ticket stands on a day (`YYYY-MM-DD`). */
export const greenStanding = (
  { acceptedOn, statutoryDays, promisedDays, finishedOn, result }: GreenTimes,
  on: string,
  table: HolidayTable,
): GreenStanding => {
  const withdrawn = result === '企业撤回';
  const ended = finishedOn !== null && finishedOn <= on;
  const state: GreenState = withdrawn
    ? '企业撤回'
    : ended
      ? '已办结'
      : acceptedOn === null
        ? '未受理'
        : '办理中';
  const term = promisedDays ?? statutoryDays;
  const dueOn =
    acceptedOn === null || term === null ? null : addWorkingDays(acceptedOn, term, table);
  const until = finishedOn !== null && ended ? finishedOn : on;
  const used =
    acceptedOn === null || acceptedOn > until ? null : workingDaysBetween(acceptedOn, until, table);
  const over = withdrawn || used === null || statutoryDays === null ? null : used - statutoryDays;
  return {
    state,
    used,
    dueOn,
    saved: state === '已办结' && over !== null ? Math.max(0, -over) : null,
    late: Math.max(0, over ?? 0),
  };
};
