import { type SheetCell, type SheetColumn, writeWorkbook } from '#documents/write-workbook.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import { type PhotoLine, type PhotoQuery, photoStateLabels } from '#shared/photos.ts';
import { writeAtomically } from '#sync/atomic-file.ts';
import type { Desk, Work } from './desk.ts';
import type { Bench } from './export.ts';
import { photoLedger } from './photo-ledger.ts';
import type { Waiting } from './shelf-jobs.ts';

/** The ledger of photographs as a workbook: the rows that are shown, in their order. */

type Column = SheetColumn & { readonly cell: (line: PhotoLine) => SheetCell };
const column = (title: string, width: number, cell: Column['cell']): Column => ({
  ...{ title, width, cell },
  kind: 'text',
});

const columns: readonly Column[] = [
  column('企业', 34, (line) => line.enterpriseName),
  column('在哪条记录上', 26, (line) => line.where),
  column('说明', 26, (line) => line.caption),
  column('文件名', 26, (line) => line.name),
  column('拍摄时间', 18, (line) => line.takenAt?.replace('T', ' ') ?? null),
  { ...column('字节数', 12, (line) => line.bytes), kind: 'number' },
  column('状态', 14, (line) => photoStateLabels[line.state]),
  column('谁的', 26, (line) => line.author),
  column('SHA-256', 68, (line) => line.sha256),
];

/**
 * Writes the photographs that match.
 *
 * @returns how many (张)
 * @throws Refusal `job.cancelled`, `disk.full`, `file.unwritable`
 */
export const writePhotoBook = async (
  desk: Pick<Bench, 'store' | 'self'>,
  { query, path }: { readonly query: PhotoQuery; readonly path: string },
  work: Work = {},
): Promise<{ readonly photos: number }> => {
  work.progress?.('正在汇总照片', 0, 2);
  const { rows } = photoLedger(desk, { ...query, limit: Number.MAX_SAFE_INTEGER });
  const cells = rows.map((line) => columns.map(({ cell }) => cell(line)));
  const bytes = writeWorkbook('照片台账', columns, cells);
  work.progress?.('正在写入表格', 1, 2);
  if (work.signal?.aborted) throw Refusal.of('job.cancelled');
  const whole = async function* () {
    yield bytes;
  };
  await writeAtomically(path, whole(), () => undefined);
  return { photos: rows.length };
};

/** Makes the workbook as a job and leaves it on the shelf. @throws Refusal as `writePhotoBook` */
export const exportPhotos = async (
  desk: Desk,
  { query, job }: { readonly query: PhotoQuery; readonly job: string },
): Promise<Waiting> => {
  const fileName = `照片台账 ${localDate(desk.store.clock.now())}.xlsx`;
  const { ticket, path } = desk.shelf.reserve(fileName);
  await desk.jobs.run('photoBook', job, { query, path });
  return { ticket, fileName };
};
