import { dayAfter } from '#shared/dates.ts';
import { addWorkingDays, type HolidayTable } from '#shared/working-days.ts';
import { officers } from './cultivation.ts';
import type { DemoFirm } from './frame.ts';
import { type DemoRow, rowOf } from './rows.ts';

/** What the sections promise the 21 brand firms (跟踪服务协议), and what was dealt with ahead of the queue for them. */

const sections: readonly (readonly [section: string, services: readonly string[]])[] = [
  ['质量发展科', ['质量', '品牌与知识产权', '申报指导']],
  ['计量科', ['质量', '计量', '品牌与知识产权']],
  ['标准化科', ['标准化', '品牌与知识产权']],
];

/** Firms whose agreement was signed in spring and ends within 60 days of 5 May. */
const signedInSpring: readonly number[] = [4, 11, 18];

/** One of each of the 21 brand firms, for a year. */
export const agreementsOf = (firms: readonly DemoFirm[], year: number): DemoRow[] =>
  firms
    .filter(({ tier }) => tier === '领军')
    .map((firm) => {
      const [section, services] = sections[firm.n % sections.length] ?? sections[0] ?? ['', []];
      const spring = signedInSpring.indexOf(firm.n);
      const from = spring < 0 ? `${year}-01-01` : `${year - 1}-06-${10 + 6 * spring}`;
      const to = spring < 0 ? `${year}-12-31` : dayAfter(`${year}-06-${10 + 6 * spring}`, -1);
      return rowOf('agreement', firm.id, {
        agreementNo: `服协〔${from.slice(0, 4)}〕${firm.n}号`,
        section,
        contact: officers[firm.n % officers.length] ?? '',
        services: JSON.stringify(services),
        terms: '每季度上门了解生产和质量情况\n名牌申报材料逐项指导',
        visitsPerYear: 4,
        ...{ validFrom: from, validTo: to },
        signedOn: dayAfter(from, -5),
        firmSigner: '企业负责人',
      });
    });

const matters: readonly (readonly [matter: string, unit: string, limit: number])[] = [
  ['强制检定', '县计量检定测试所', 20],
  ['特种设备使用登记', '特种设备科', 30],
  ['企业标准备案与公开', '标准化科', 10],
  ['产品检验检测', '县质量检验中心', 15],
];

/** Working days each took; the last two are still in hand. */
const took: readonly (number | null)[] = [3, 5, 2, 4, 6, 8, 1, 17, 5, 12, 2, 6, 4, 3, null, null];

export const greenTicketsOf = (
  firms: readonly DemoFirm[],
  { year, holidays }: { readonly year: number; readonly holidays: HolidayTable },
): DemoRow[] =>
  took.map((days, nth) => {
    const firm = firms[nth % 21] as DemoFirm;
    const [matter, unit, limit] = matters[nth % matters.length] as (typeof matters)[number];
    const applied = addWorkingDays(
      days === null ? `${year}-04-24` : dayAfter(`${year}-01-06`, nth * 5),
      nth % 2,
      holidays,
    );
    const accepted = addWorkingDays(applied, nth % 3 === 0 ? 1 : 0, holidays);
    return rowOf('green_ticket', firm.id, {
      ...{ matter, unit, ticketNo: `绿${year}-${String(nth + 1).padStart(3, '0')}` },
      person: officers[(nth * 3) % officers.length] ?? '',
      ...{ appliedOn: applied, acceptedOn: accepted, statutoryDays: limit },
      promisedDays: Math.ceil(limit / 2),
      finishedOn: days === null ? null : addWorkingDays(accepted, days, holidays),
      result: days === null ? null : '准予',
    });
  });
