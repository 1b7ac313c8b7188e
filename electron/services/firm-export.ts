import { writeWorkbook } from '#documents/write-workbook.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import { columnsOf, type FirmColumn, type FirmColumnKey } from '#shared/firm-columns.ts';
import type { FirmFilter, FirmOrder } from '#shared/firm-list.ts';
import { writeAtomically } from '#sync/atomic-file.ts';
import type { Desk, Work } from './desk.ts';
import { enterpriseRows, firmsListed } from './enterprises.ts';
import type { Bench } from './export.ts';
import type { Waiting } from './shelf-jobs.ts';

/** The list as a workbook: the same columns, filter and order as on the screen. */

/** Firms read at a time. */
const chunk = 1000;

const letters: Record<FirmColumn['kind'], number> = { text: 16, number: 12, day: 12 };
const wide: Readonly<Record<string, number>> = { name: 34, uscc: 22, address: 40, type: 28 };

/**
 * Writes firms, in the order given, into a workbook.
 *
 * @param input.rowids places in the roll
 * @throws Refusal `job.cancelled`, `disk.full`, `file.unwritable`
 */
export const exportFirms = async (
  desk: Bench,
  input: {
    readonly rowids: readonly number[];
    readonly columns: readonly FirmColumnKey[];
    readonly path: string;
  },
  { signal, progress }: Work = {},
): Promise<{ readonly firms: number }> => {
  const columns = columnsOf(input.columns);
  const total = input.rowids.length;
  const rows: (string | number | null)[][] = [];
  for (let at = 0; at < total; at += chunk) {
    progress?.('正在读取名单', at, total * 2);
    // The wish to cancel comes as a message: let it in.
    await new Promise(setImmediate);
    if (signal?.aborted) throw Refusal.of('job.cancelled');
    for (const row of enterpriseRows(desk, input.rowids.slice(at, at + chunk)))
      rows.push(columns.map((column) => column.value(row)));
  }
  progress?.('正在写入表格', total, total * 2);
  const titled = columns.map(({ key, title, unit, kind }) => ({
    title: unit === undefined ? title : `${title}（${unit}）`,
    kind,
    width: wide[key] ?? letters[kind],
  }));
  const bytes = writeWorkbook('企业名单', titled, rows);
  if (signal?.aborted) throw Refusal.of('job.cancelled');
  const whole = async function* () {
    yield bytes;
  };
  await writeAtomically(input.path, whole(), () => undefined);
  progress?.('已完成', total * 2, total * 2);
  return { firms: rows.length };
};

/** Makes the workbook as a job and leaves it on the shelf. @throws Refusal as `exportFirms` */
export const exportFirmsToShelf = async (
  desk: Desk,
  input: {
    readonly filter: FirmFilter;
    readonly order: FirmOrder;
    readonly columns: readonly FirmColumnKey[];
    readonly job: string;
  },
): Promise<Waiting & { readonly firms: number }> => {
  const { filter, order, columns, job } = input;
  const rowids = [...firmsListed(desk, { ...filter, order })];
  const fileName = `企业名单-${localDate(desk.store.clock.now())}.xlsx`;
  const { ticket, path } = desk.shelf.reserve(fileName);
  const { firms } = await desk.jobs.run('firms', job, { rowids, columns, path });
  return { ticket, fileName, firms };
};
