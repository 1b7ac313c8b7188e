import { type Figures, kinds, type Spent, type SpentByKind } from './peer.ts';

/** The figures as a Markdown table: every time as a ratio to the bare statements beside it. */

export type Line = {
  readonly title: string;
  readonly lacks: readonly string[];
  /** Changes of the part of the workload it did. */
  readonly changes: number;
  readonly figures: Figures;
  /** The bare statements on the same changes, right before. */
  readonly floor: SpentByKind;
};

export type Failure = { readonly title: string; readonly failed: string };

const cells = (values: readonly string[]): string => `| ${values.join(' | ')} |`;

const heads = [
  '',
  'does not do',
  'changes',
  'insert ×',
  'update ×',
  'deletion ×',
  'export ×',
  'import ×',
  'file, bytes a change',
  'store, bytes a change',
  'memory, MB: recording / export / import',
];

/** Two digits that say something, however large. */
const ratio = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** All statements of a workload together, in milliseconds. */
export const total = (spent: SpentByKind, clock: keyof Spent): number =>
  kinds.reduce((sum, kind) => sum + spent[kind][clock], 0);

const measured = ({ title, lacks, changes, figures, floor }: Line, clock: keyof Spent): string => {
  const { capture } = figures;
  const writing = total(floor, clock);
  return cells([
    title,
    lacks.join('; ') || '–',
    changes.toLocaleString('en'),
    ...kinds.map((kind) => ratio(capture.spent[kind][clock] / floor[kind][clock])),
    ratio(figures.export.spent[clock] / writing),
    ratio(figures.import.spent[clock] / writing),
    (figures.export.bytes / changes).toFixed(0),
    figures.storeBytes > 0 ? (figures.storeBytes / changes).toFixed(0) : 'memory',
    [figures.capture, figures.export, figures.import].map((f) => f.aboveMB.toFixed(0)).join(' / '),
  ]);
};

/** A library that failed has its line too. */
const gap = ({ title, failed }: Failure): string =>
  cells([title, `**failed**: ${failed.replaceAll('|', '/')}`, ...heads.slice(2).map(() => '')]);

/** What stands above the rows. */
export const header = `${cells(heads)}\n${cells(heads.map(() => '---'))}`;

/** @param clock which of the two times is compared */
export const row = (line: Line | Failure, clock: keyof Spent): string =>
  'failed' in line ? gap(line) : measured(line, clock);
