import { officers } from './cultivation.ts';
import type { DemoFirm } from './frame.ts';
import { type DemoRow, rowOf } from './rows.ts';

/** The plans of visits of the first two quarters: the key list and the growing firms, by officer. */

const purposes = ['了解质量提升需求', '看一企一策措施落实', '申报动员'] as const;

/** Firms put off in the first quarter. */
const deferred: Readonly<Record<number, string>> = { 12: '企业停产检修', 77: '企业正在搬迁' };

export const visitPlansOf = (firms: readonly DemoFirm[], year: number): DemoRow[] =>
  firms
    .filter(({ tier }) => tier === '领军' || tier === '骨干' || tier === '成长')
    .flatMap((firm) =>
      [1, 2].map((quarter) => {
        const reason = quarter === 1 ? (deferred[firm.n] ?? null) : null;
        return rowOf('visit_plan', firm.id, {
          ...{ year, quarter, basis: firm.tier === '成长' ? '成长' : '联系企业' },
          person: officers[firm.n % officers.length] ?? null,
          times: firm.tier === '领军' ? 2 : 1,
          purpose: purposes[firm.n % purposes.length] ?? null,
          ...(reason === null ? {} : { deferred: reason, deferredOn: `${year}-02-16` }),
        });
      }),
    );
