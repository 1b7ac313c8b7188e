import {
  type Sheet,
  type SheetCell,
  type SheetColumn,
  writeSheets,
} from '#documents/write-workbook.ts';
import { formatDate } from '#shared/dates.ts';
import { Refusal } from '#shared/errors.ts';
import { safeFileName } from '#shared/file-name.ts';
import { plainTitle, type RunView, remarkOf, topItems, unpackFirm } from '#shared/scoring/run.ts';
import { rawInWords } from '#shared/scoring/words.ts';
import { writeAtomically } from '#sync/atomic-file.ts';
import type { Desk, Work } from './desk.ts';
import type { Bench } from './export.ts';
import { thawScheme } from './frozen-runs.ts';
import { numberOf, rowOf, rowsOf, textOf } from './own-rows.ts';
import { paperFaces } from './paper-faces.ts';
import { viewRun } from './run-views.ts';
import { runLine } from './score-runs.ts';
import type { Waiting } from './shelf-jobs.ts';

/**
 * A run as a workbook of official tables: the ranking to be signed and published, every row's points with what was known,
 * and the changes by hand.
 */

const wide = (title: string): number => Math.max(10, title.length * 2 + 4);
const text = (title: string, width = wide(title)): SheetColumn => ({ title, kind: 'text', width });
const figure = (title: string): SheetColumn => ({
  ...{ title, kind: 'number', width: wide(title), centred: true },
});

const points = (hundredths: number): number => hundredths / 100;

const blank = '　　　　　　';

/** What stands round each table of a run. */
const frameOf = (desk: Pick<Desk, 'store' | 'self'>, run: RunView) => {
  const { signed, firms, vetoed } = run;
  const published = signed.publishedOn === null ? null : formatDate(signed.publishedOn);
  const foot = [
    `制表：${run.compiledBy ?? blank}`,
    `审核：${signed.checkedBy ?? blank}`,
    `审批：${signed.approvedBy ?? blank}`,
    published === null ? '日期：' : `公布日期：${published}`,
  ].join('　　');
  // `counted`: columns of a table that says at its foot how many firms there are.
  return (name: string, counted?: number): Pick<Sheet, 'official'> => ({
    official: {
      title: `${plainTitle(run.title)}${name}`,
      left: `填报单位：${desk.self.officeName}　　${run.year}年数据　　截至${formatDate(run.dataDate)}`,
      right: `${published === null ? '未公布，内部核对用　　' : ''}单位：分`,
      totals:
        counted === undefined
          ? []
          : [
              [
                { value: '合计' },
                {
                  value: `参评 ${firms} 家${vetoed > 0 ? `，否决 ${vetoed} 家` : ''}`,
                  columns: counted - 1,
                },
              ],
            ],
      ...{ foot, faces: paperFaces(desk), filter: true },
    },
  });
};

/** A run as a workbook. @throws Refusal `record.missing`, `run.damaged` */
export const runWorkbook = (
  desk: Pick<Desk, 'store' | 'self'>,
  id: string,
): Promise<Uint8Array> => {
  const run = viewRun(desk, id);
  const framed = frameOf(desk, run);
  const scheme = thawScheme(textOf(rowOf(desk, 'score_run', id).values, 'scheme'));
  const top = topItems(run);
  const items = scheme.items.filter(({ kind }) => kind !== '分组' && kind !== '否决');
  const places = new Map(run.rows.map(({ firmId }, i) => [firmId, i]));
  const results = rowsOf(desk, 'score_result', id).map(({ values }) => ({
    name: textOf(values, 'firmName') ?? '',
    rank: numberOf(values, 'rank'),
    lines: unpackFirm(textOf(values, 'lines'))?.lines ?? [],
    place: places.get(String(values.firmId)) ?? 0,
  }));
  results.sort((a, b) => a.place - b.place);
  const ranking: Sheet = {
    name: '排名',
    ...framed('排名表', 4 + top.length),
    columns: [
      figure('名次'),
      text('企业', 34),
      figure('总分'),
      ...top.map(({ title, cap }) => figure(cap === null ? title : `${title}（${points(cap)}）`)),
      text('否决与待核', 30),
    ],
    rows: run.rows.map((row): SheetCell[] => [
      row.rank,
      row.firmName,
      points(row.total),
      ...top.map(({ code }) => points(row.points[code] ?? 0)),
      remarkOf(row),
    ]),
  };
  const detail: Sheet = {
    name: '逐项得分',
    ...framed('逐项得分表'),
    columns: [
      figure('名次'),
      text('企业', 34),
      ...items.flatMap(({ title }) => [text(`${title}：原始值`, 20), figure(`${title}：得分`)]),
    ],
    rows: results.map(({ name, rank, lines }): SheetCell[] => {
      const known = new Map(lines.map((line) => [line.code, line]));
      return [
        rank,
        name,
        ...items.flatMap((item): SheetCell[] => {
          const line = known.get(item.code);
          return [line ? rawInWords(item, line.raw) : null, points(line?.points ?? 0)];
        }),
      ];
    }),
  };
  const titles = new Map(scheme.items.map(({ code, title }) => [code, title]));
  const changes = results.flatMap(({ name, lines }) =>
    lines.flatMap(({ code, adjustments }) =>
      adjustments.map((one): SheetCell[] => [
        name,
        titles.get(code) ?? code,
        points(one.points),
        one.reason,
        one.by,
      ]),
    ),
  );
  const sheets = [ranking, detail];
  if (changes.length > 0)
    sheets.push({
      name: '调整分',
      ...framed('调整分表'),
      columns: [
        text('企业', 34),
        text('项目', 24),
        figure('调整分值'),
        text('原因', 40),
        text('决定人'),
      ],
      rows: changes,
    });
  return writeSheets(sheets);
};

/**
 * Writes the workbook of a run.
 *
 * @throws Refusal `record.missing`, `run.damaged`, `job.cancelled`, `disk.full`, `file.unwritable`
 */
export const writeRunBook = async (
  desk: Bench,
  { id, path }: { readonly id: string; readonly path: string },
  work: Work = {},
): Promise<null> => {
  work.progress?.('正在汇总得分', 0, 2);
  const bytes = await runWorkbook(desk, id);
  work.progress?.('正在写入表格', 1, 2);
  if (work.signal?.aborted) throw Refusal.of('job.cancelled');
  const whole = async function* () {
    yield bytes;
  };
  await writeAtomically(path, whole(), () => undefined);
  return null;
};

/** Makes the workbook of a run as a job and leaves it on the shelf. @throws Refusal as `writeRunBook` */
export const exportRun = async (
  desk: Desk,
  { id, job }: { readonly id: string; readonly job: string },
): Promise<Waiting> => {
  const { title, dataDate } = runLine(rowOf(desk, 'score_run', id));
  const fileName = safeFileName(`${title} ${dataDate}.xlsx`);
  const { ticket, path } = desk.shelf.reserve(fileName);
  await desk.jobs.run('runBook', job, { id, path });
  return { ticket, fileName };
};
