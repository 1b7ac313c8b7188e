import { write } from '#db/write.ts';
import {
  type IssueLimits,
  type IssueTimer,
  issueTimers,
  usualLimits,
} from '#shared/issue-timers.ts';
import type { IssueLimitsView } from '#shared/issues.ts';
import type { Desk } from './desk.ts';
import { newRowId } from './ledger-keys.ts';
import { requireLedger } from './ledgers.ts';
import { insertOwn, numberOf, rowsOf, updateOwn } from './own-rows.ts';

/** How long each stretch of an issue may take: the usual times, and this office's own above them. */

export const issueLimits = (desk: Pick<Desk, 'store'>): IssueLimitsView => {
  const own = new Map(
    rowsOf(desk, 'issue_limit').map(({ values }) => [
      String(values.timer) as IssueTimer,
      numberOf(values, 'amount'),
    ]),
  );
  const limits = Object.fromEntries(
    issueTimers.map((timer) => [timer, own.get(timer) ?? usualLimits[timer]]),
  ) as IssueLimits;
  return { limits, own: issueTimers.filter((timer) => own.has(timer)) };
};

/** Sets the times of this office; one that is as usual is nobody's own. */
export const saveIssueLimits = (
  desk: Pick<Desk, 'store' | 'self'>,
  limits: IssueLimits,
): IssueLimitsView => {
  const ledger = requireLedger('issue_limit');
  const rows = new Map(rowsOf(desk, 'issue_limit').map((row) => [String(row.values.timer), row]));
  write(desk.store, { actor: desk.self.person, purpose: '修改问题办理时限' }, (door) => {
    for (const timer of issueTimers) {
      const row = rows.get(timer);
      const amount = limits[timer];
      const isUsual = amount === usualLimits[timer];
      if (row) updateOwn(door, 'issue_limit', row.id, isUsual ? { deleted: 1 } : { amount });
      else if (!isUsual)
        insertOwn(desk, door, 'issue_limit', {
          id: newRowId(desk, ledger, null, { timer }),
          values: { timer, amount },
        });
    }
  });
  return issueLimits(desk);
};
