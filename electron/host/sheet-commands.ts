import { issueSheet } from '#services/sheet-issuing.ts';
import { listSheets } from '#services/sheets.ts';
import { standingWord } from '#shared/sheet-standing.ts';
import { atDesk } from './command-desk.ts';
import type { Answer, Common, Seat } from './command-line.ts';

/** `qice sheets` and `qice issue`: 一企一策 from a terminal. */

export const sheetsCommand = (
  seat: Seat,
  { search = '', year, ...common }: Common & { search?: string; year?: number },
): Promise<Answer> =>
  atDesk(seat, common, ({ desk }) => {
    const rows = listSheets(desk, { search, year: year ?? null });
    return {
      data: { sheets: rows },
      text: [
        `共 ${rows.length} 张工作表`,
        ...rows.map((row) =>
          [
            row.id,
            row.enterpriseName,
            `${row.year} 年`,
            `第 ${row.edition} 版`,
            standingWord(row),
            `措施 ${row.measures} 项，完成 ${row.done} 项，逾期 ${row.overdue} 项`,
          ].join('\t'),
        ),
      ].join('\n'),
    };
  });

/** @throws Refusal `record.missing`, `record.invalid` with what the five fixings lack */
export const issueCommand = (
  seat: Seat,
  { id, ...common }: Common & { id: string },
): Promise<Answer> =>
  atDesk(seat, common, ({ desk }) => {
    const sheet = issueSheet(desk, id);
    return {
      data: { sheet },
      text: `已签发：${sheet.enterpriseName} ${sheet.year} 年 一企一策，${sheet.issuedOn}，措施 ${sheet.measures.length} 项`,
    };
  });
