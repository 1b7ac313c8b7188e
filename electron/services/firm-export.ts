import { enterprisesAt } from '#db/queries/enterprises.ts';
import { type Sheet, type SheetCell, writeSheets } from '#documents/write-workbook.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import { columnsOf, type FirmColumn, type FirmColumnKey } from '#shared/firm-columns.ts';
import type { FirmFilter, FirmOrder } from '#shared/firm-list.ts';
import { writeAtomically } from '#sync/atomic-file.ts';
import type { Desk, Work } from './desk.ts';
import { enterpriseRows, firmsListed } from './enterprises.ts';
import type { Bench } from './export.ts';
import { fileSheet, fileTargets } from './firm-sheets.ts';
import type { Waiting } from './shelf-jobs.ts';

/**
 * The list as a workbook: the same columns, filter and order as on the screen; or the whole files of the
 * same firms, a sheet a ledger.
 */

/** Firms read at a time. */
const chunk = 1000;

const letters: Record<FirmColumn['kind'], number> = { text: 16, number: 12, day: 12 };
const wide: Readonly<Record<string, number>> = { name: 34, uscc: 22, address: 40, type: 28 };

type Wish = {
  /** Places in the roll, in the order wanted. */
  readonly rowids: readonly number[];
  readonly columns: readonly FirmColumnKey[];
  /** Their whole files instead of the list. */
  readonly files: boolean;
  readonly path: string;
};

/** Lets the wish to cancel in, which comes as a message. @throws Refusal `job.cancelled` */
const breathe = async ({ signal }: Work): Promise<void> => {
  await new Promise(setImmediate);
  if (signal?.aborted) throw Refusal.of('job.cancelled');
};

const listSheet = async (
  desk: Bench,
  { rowids, columns: keys }: Wish,
  work: Work,
): Promise<Sheet> => {
  const columns = columnsOf(keys);
  const rows: SheetCell[][] = [];
  for (let at = 0; at < rowids.length; at += chunk) {
    work.progress?.('正在读取名单', at, rowids.length * 2);
    await breathe(work);
    for (const row of enterpriseRows(desk, rowids.slice(at, at + chunk)))
      rows.push(columns.map((column) => column.value(row)));
  }
  const titled = columns.map(({ key, title, unit, kind }) => ({
    title: unit === undefined ? title : `${title}（${unit}）`,
    kind,
    width: wide[key] ?? letters[kind],
  }));
  return { name: '企业名单', columns: titled, rows };
};

const fileSheets = async (desk: Bench, { rowids }: Wish, work: Work): Promise<Sheet[]> => {
  const firms: string[] = [];
  for (let at = 0; at < rowids.length; at += chunk) {
    await breathe(work);
    firms.push(...enterprisesAt(desk.store, rowids.slice(at, at + chunk)).map(({ id }) => id));
  }
  const sheets: Sheet[] = [];
  for (const [done, target] of fileTargets.entries()) {
    work.progress?.(`正在读取${target.label}`, done, fileTargets.length * 2);
    await breathe(work);
    const sheet = fileSheet(desk.store, target, firms);
    if (sheet.rows.length > 0) sheets.push(sheet);
  }
  return sheets;
};

/**
 * Writes firms, in the order given, into a workbook.
 *
 * @throws Refusal `job.cancelled`, `disk.full`, `file.unwritable`
 */
export const exportFirms = async (
  desk: Bench,
  input: Wish,
  work: Work = {},
): Promise<{ readonly firms: number }> => {
  const sheets = input.files
    ? await fileSheets(desk, input, work)
    : [await listSheet(desk, input, work)];
  work.progress?.('正在写入表格', 1, 2);
  const bytes = await writeSheets(sheets);
  await breathe(work);
  const whole = async function* () {
    yield bytes;
  };
  await writeAtomically(input.path, whole(), () => undefined);
  work.progress?.('已完成', 1, 1);
  return { firms: input.rowids.length };
};

/** Makes the workbook as a job and leaves it on the shelf. @throws Refusal as `exportFirms` */
export const exportFirmsToShelf = async (
  desk: Desk,
  input: {
    readonly filter: FirmFilter;
    readonly order: FirmOrder;
    readonly columns: readonly FirmColumnKey[];
    readonly files: boolean;
    readonly job: string;
  },
): Promise<Waiting & { readonly firms: number }> => {
  const { filter, order, columns, files, job } = input;
  const rowids = [...firmsListed(desk, { ...filter, order })];
  const fileName = `${files ? '企业档案' : '企业名单'}-${localDate(desk.store.clock.now())}.xlsx`;
  const { ticket, path } = desk.shelf.reserve(fileName);
  const { firms } = await desk.jobs.run('firms', job, { rowids, columns, files, path });
  return { ticket, fileName, firms };
};
