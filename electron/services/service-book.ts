import { writeFileSync } from 'node:fs';
import { type Sheet, type SheetCell, writeSheets } from '#documents/write-workbook.ts';
import { localDate } from '#shared/clock.ts';
import { formatDate } from '#shared/dates.ts';
import {
  counterTitle,
  type ServiceSplit,
  serviceCounters,
  serviceSplits,
  splitLabels,
} from '#shared/service-counters.ts';
import {
  type ServiceFigureSet,
  type ServiceFigures,
  type ServicesAsked,
  serviceChange,
} from '#shared/services.ts';
import type { Desk } from './desk.ts';
import { paperFaces } from './paper-faces.ts';
import { serviceFigures } from './service-counts.ts';

/** 服务统计 as a workbook: a sheet a split, each an official table, and what every figure means. */

/** What cannot be split so is said to be so, not left empty. */
const cell = (value: number | null): SheetCell => value ?? '—';

/** Each figure, and behind it what it is more or less than a year before. */
const cells = (now: ServiceFigureSet, before: ServiceFigureSet): SheetCell[] => {
  const change = serviceChange(now, before);
  return serviceCounters.flatMap(({ key }) => [cell(now[key]), cell(change[key])]);
};

/** Days as papers write them, both included. */
const daysOf = ({ from, to }: ServicesAsked): string => `${formatDate(from)}至${formatDate(to)}`;

/** A month as papers write it; any other group under its own name. */
const monthWords = (label: string): string =>
  /^\d{4}-\d{2}$/.test(label) ? formatDate(label) : label;

type Head = Pick<NonNullable<Sheet['official']>, 'left' | 'right' | 'foot' | 'faces'>;

const figureSheet = (figures: ServiceFigures, by: ServiceSplit, head: Head): Sheet => {
  const { groups, total, before, lastYear } = figures;
  const line = (name: string, values: readonly SheetCell[]) => [
    { value: name },
    ...values.map((value) => ({ value, centred: true })),
  ];
  return {
    name: `按${splitLabels[by]}`,
    columns: [
      { title: splitLabels[by], kind: 'text', width: 18 },
      ...serviceCounters.flatMap((counter) =>
        [
          { title: counterTitle(counter).replace('（', '\n（'), width: 9 },
          { title: '增减', width: 6.5 },
        ].map((column) => ({ ...column, kind: 'number' as const, centred: true })),
      ),
    ],
    rows: groups.map((group) => [monthWords(group.label), ...cells(group.figures, group.before)]),
    official: {
      ...head,
      title: `服务统计表（按${splitLabels[by]}）`,
      right: `${head.right}　　上年同期：${daysOf(lastYear)}`,
      totals: [
        line('合计', cells(total, before)),
        line(
          '上年同期',
          serviceCounters.flatMap(({ key }) => [cell(before[key]), '']),
        ),
      ],
    },
  };
};

const meanings = (head: Head): Sheet => ({
  name: '口径说明',
  columns: [
    { title: '指标', kind: 'text', width: 16 },
    { title: '单位', kind: 'text', width: 8, centred: true },
    { title: '计什么', kind: 'text', width: 46 },
    { title: '按哪一天归期', kind: 'text', width: 18 },
    { title: '不计什么', kind: 'text', width: 46 },
    { title: '按人员时算谁的', kind: 'text', width: 14 },
    { title: '按类型时用', kind: 'text', width: 12 },
  ],
  rows: serviceCounters.map((c) => [
    ...[c.label, c.unit, c.counts, c.day, c.leavesOut, c.person],
    c.type ?? '不拆分',
  ]),
  official: { ...head, title: '服务统计口径说明', totals: [] },
});

/** Bytes of the workbook. */
export const serviceBook = (
  desk: Pick<Desk, 'store' | 'self'>,
  period: ServicesAsked,
): Promise<Uint8Array> => {
  const on = localDate(desk.store.clock.now());
  const head: Head = {
    faces: paperFaces(desk),
    left: `填报单位：${desk.self.officeName}　　填报日期：${formatDate(on)}　　单位：见各栏`,
    right: `统计期间：${daysOf(period)}`,
    foot: '填报人：　　　　　　　　审核人：　　　　　　　　负责人：',
  };
  return writeSheets([
    ...serviceSplits.map((by) => figureSheet(serviceFigures(desk, { ...period, by }), by, head)),
    meanings(head),
  ]);
};

/** The workbook on the shelf. */
export const exportServices = async (
  desk: Desk,
  period: ServicesAsked,
): Promise<{ readonly ticket: string; readonly fileName: string }> => {
  const fileName = `服务统计表 ${period.from} 至 ${period.to}.xlsx`;
  const bytes = await serviceBook(desk, period);
  const { ticket, path } = desk.shelf.reserve(fileName);
  writeFileSync(path, bytes);
  return { ticket, fileName };
};
