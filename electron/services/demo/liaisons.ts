import { officers } from './cultivation.ts';
import type { DemoFirm } from './frame.ts';
import { type DemoRow, rowOf } from './rows.ts';

/** Who looks after the firms of the key plan list: a contact and a deputy each, three changes in history. */

const leaders = ['周副局长', '吴副局长', '郑局长'] as const;

const phoneOf = (at: number): string => `0570-70123${String(at + 1).padStart(2, '0')}`;

/** Firms whose contact changed in March. */
const handedOver: readonly number[] = [5, 50, 100];

const turn = (
  firm: DemoFirm,
  role: '联系人' | '副联系人',
  officer: number,
  since: string,
): DemoRow => {
  const at = officer % officers.length;
  return rowOf('liaison', firm.id, {
    since,
    role,
    person: officers[at] ?? '',
    phone: phoneOf(at),
    leader: leaders[firm.n % leaders.length] ?? '',
    duty: '每月至少走访一次，跟踪一企一策措施',
  });
};

export const liaisonsOf = (firms: readonly DemoFirm[], year: number): DemoRow[] =>
  firms
    .filter(({ tier }) => tier === '领军' || tier === '骨干')
    .flatMap((firm) => [
      turn(firm, '联系人', firm.n, `${year}-01-08`),
      turn(firm, '副联系人', firm.n + 9, `${year}-01-08`),
      ...(handedOver.includes(firm.n) ? [turn(firm, '联系人', firm.n + 4, `${year}-03-02`)] : []),
    ]);
