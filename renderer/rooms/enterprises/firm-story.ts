import { formatDay } from '#renderer/parts/formats.ts';
import type { EnterpriseFile, SheetBrief } from '#shared/enterprises.ts';
import { isOpenIssue } from '#shared/visits.ts';

/** The firm's sheet of a year. */
export const sheetOfYear = (file: EnterpriseFile, year: number): SheetBrief | undefined =>
  file.sheets.find((sheet) => sheet.year === year);

/** Issues somebody still has to do something about. */
export const openIssues = (file: EnterpriseFile): number =>
  file.issues.filter((issue) => isOpenIssue(issue.issueState)).length;

/** What the band says of a sheet: 「已签发 · 措施 5 项，完成 2 项」. */
export const sheetWords = (sheet: SheetBrief | undefined): string => {
  if (!sheet) return '还没有写';
  const state = sheet.status === 'issued' ? '已签发' : '未签发';
  if (sheet.measures === 0) return `${state} · 还没有措施`;
  return `${state} · 措施 ${sheet.measures} 项，完成 ${sheet.done} 项`;
};

/** The day of the last visit. */
export const lastVisitDay = (file: EnterpriseFile): string | null =>
  file.visits.reduce<string | null>(
    (latest, visit) => (latest === null || visit.visitedOn > latest ? visit.visitedOn : latest),
    null,
  );

/** What the band says of the visits. */
export const visitWords = (file: EnterpriseFile): string => {
  const day = lastVisitDay(file);
  return day === null ? '还没有走访' : `${formatDay(day)} · 共 ${file.visits.length} 次`;
};
