import { writeHandOverLetter, writeHandOverTable } from '#documents/hand-over-paper.ts';
import type { Desk } from '#services/desk.ts';
import { followRuns } from '#services/follow-runs.ts';
import { handOverRun } from '#services/hand-over.ts';
import { paperFaces } from '#services/paper-faces.ts';
import { datesInWords, formatDate } from '#shared/dates.ts';
import { handOverLabels, handOverSums } from '#shared/hand-over.ts';
import { type HandOverValues, handOverLetter, handOverTable } from '#shared/papers/hand-over.ts';
import { makerOf } from './maker.ts';

/** 工作交接清单 of a hand-over made on this machine, as it was made. */

/** @throws Refusal `record.missing` */
export const handOverValues = (desk: Desk, id: string): HandOverValues => {
  const { paper } = handOverRun(desk, id);
  return {
    office: paper.office,
    from: paper.from,
    to: paper.to,
    on: formatDate(paper.on),
    witness: paper.witness ?? '',
    sums: handOverSums(paper.items),
    note: paper.note ?? '',
    rows: paper.items.map((item, n) => ({
      no: String(n + 1),
      kind: handOverLabels[item.kind],
      firm: item.firm.name,
      township: item.township ?? '',
      title: item.title,
      detail: datesInWords(item.detail),
      dueOn: `${item.dueOn === null ? '' : formatDate(item.dueOn)}${item.overdue ? '（逾期）' : ''}`,
    })),
  };
};

const newest = (desk: Desk): string | null => followRuns(desk, 'hand-over')[0]?.id ?? null;

const read = (desk: Desk, id: string) => {
  const values = handOverValues(desk, id);
  return { values, name: `工作交接清单 ${values.from}至${values.to}` };
};

export const handOverTableMaker = makerOf({
  paper: handOverTable,
  newest,
  read,
  write: (values, desk) => writeHandOverTable(values, paperFaces(desk)),
});
export const handOverLetterMaker = makerOf({
  paper: handOverLetter,
  newest,
  read,
  write: (values, desk) => writeHandOverLetter(values, paperFaces(desk)),
});
