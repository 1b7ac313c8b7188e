import type { DueSource } from '#shared/due.ts';
import { campaignReturns } from './campaign-returns.ts';
import type { Desk } from './desk.ts';
import { rowsOf, textOf } from './own-rows.ts';

/** Campaigns with a last day: one line a person, as long as firms of theirs are not complete. */
export const campaignSources = (desk: Pick<Desk, 'store' | 'self'>): DueSource[] =>
  rowsOf(desk, 'campaign').flatMap(({ id, values }): DueSource[] => {
    const dueOn = textOf(values, 'endsOn');
    if (dueOn === null || textOf(values, 'closedOn') !== null) return [];
    const open = campaignReturns(desk, id).firms.filter(
      ({ version, standing }) => version !== null && standing !== 'complete',
    );
    return [...Map.groupBy(open, ({ record }) => record.asker)].map(([asker, firms]) => {
      const [first] = firms;
      const one = firms.length === 1 && first ? first.record : null;
      return {
        kind: 'campaign',
        id: `${id} ${asker ?? ''}`,
        firm: one && { id: one.firmId, name: one.firmName },
        title: one
          ? `填写「${textOf(values, 'title')}」问卷`
          : `「${textOf(values, 'title')}」还有 ${firms.length} 家没有完成`,
        people: asker === null ? [] : [asker],
        dueOn,
        at: one ? `/visits/campaigns/returns/${one.id}` : `/visits/campaigns/${id}/firms`,
      };
    });
  });
