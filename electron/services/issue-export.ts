import { type SheetCell, type SheetColumn, writeWorkbook } from '#documents/write-workbook.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import { phaseLabels } from '#shared/issue-course.ts';
import type { IssueLine, ListIssues } from '#shared/issues.ts';
import { writeAtomically } from '#sync/atomic-file.ts';
import type { Desk, Work } from './desk.ts';
import type { Bench } from './export.ts';
import { listIssueLines } from './issues.ts';
import type { Waiting } from './shelf-jobs.ts';

/** The ledger of issues as a workbook: the rows that are shown, in their order. */

type Column = SheetColumn & { readonly cell: (line: IssueLine) => SheetCell };
const column = (title: string, width: number, cell: Column['cell']): Column => ({
  ...{ title, width, cell },
  kind: 'text',
});

/** Columns of the ledger, also of the list in the terminal. */
export const issueColumns: readonly Column[] = [
  column('编号', 18, (line) => line.number),
  column('企业', 34, (line) => line.firm.name),
  column('类型', 12, (line) => line.type),
  column('问题内容', 48, (line) => line.content),
  column('诉求来源', 10, (line) => line.channel),
  column('紧急程度', 10, (line) => line.urgency),
  column('期限类别', 10, (line) => line.term),
  column('提出日期', 12, (line) => line.raisedOn),
  column('办理状态', 12, (line) => line.issueState),
  column('统计口径', 12, (line) => phaseLabels[line.phase]),
  column('承办单位', 16, (line) => line.toUnit ?? line.handlerUnit),
  column('承办人', 12, (line) => line.handler),
  column('办结期限', 12, (line) => line.dueOn),
  column('逾期环节', 20, (line) => line.overdue.join('、') || null),
  column('承诺日期', 12, (line) => line.promise?.dueOn ?? null),
  column('销号日期', 12, (line) => line.solvedOn),
];

/**
 * Writes the issues that match.
 *
 * @returns how many (件)
 * @throws Refusal `job.cancelled`, `disk.full`, `file.unwritable`
 */
export const writeIssueBook = async (
  desk: Bench,
  { query, path }: { readonly query: ListIssues; readonly path: string },
  work: Work = {},
): Promise<{ readonly issues: number }> => {
  work.progress?.('正在汇总问题', 0, 2);
  const lines = listIssueLines(desk, query);
  const bytes = writeWorkbook(
    '问题台账',
    issueColumns,
    lines.map((line) => issueColumns.map(({ cell }) => cell(line))),
  );
  work.progress?.('正在写入表格', 1, 2);
  if (work.signal?.aborted) throw Refusal.of('job.cancelled');
  const whole = async function* () {
    yield bytes;
  };
  await writeAtomically(path, whole(), () => undefined);
  return { issues: lines.length };
};

/** Makes the workbook as a job and leaves it on the shelf. @throws Refusal as `writeIssueBook` */
export const exportIssues = async (
  desk: Desk,
  { query, job }: { readonly query: ListIssues; readonly job: string },
): Promise<Waiting> => {
  const fileName = `问题台账 ${localDate(desk.store.clock.now())}.xlsx`;
  const { ticket, path } = desk.shelf.reserve(fileName);
  await desk.jobs.run('issueBook', job, { query, path });
  return { ticket, fileName };
};
