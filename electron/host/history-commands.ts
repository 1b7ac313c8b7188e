import { cellHistory } from '#services/cell-history.ts';
import { rowHistory } from '#services/history.ts';
import type { CellHistory, CellValue, HistoryEntry, RecordHistory } from '#shared/conflicts.ts';
import { Refusal } from '#shared/errors.ts';
import { atDesk } from './command-desk.ts';
import type { Answer, Common, Seat } from './command-line.ts';

/** `qice history`: who wrote what, when and what for, of a record or of one of its cells. */

const howLabels: Readonly<Record<CellValue['how'], string>> = {
  added: '新增时',
  changed: '改为',
  decided: '裁定为',
  snapshot: '快照里是',
};
const clockLabels = {
  ahead: '时间晚于收到的时间，两台电脑的时钟不一致',
  behind: '时间早于它看过的内容，那台电脑的时钟慢了',
} as const;
const whatLabels: Readonly<Record<HistoryEntry['what'], string>> = {
  added: '新增',
  changed: '修改',
  deleted: '删除',
  restored: '恢复',
};

type Said = Pick<CellValue, 'actor' | 'device' | 'own' | 'purpose' | 'claimedAt' | 'receivedAt'>;
const whoText = ({ actor, device, own, purpose, claimedAt, receivedAt }: Said): string =>
  [
    claimedAt,
    [actor, own ? '本机' : device].filter(Boolean).join(' '),
    purpose,
    receivedAt && `收到 ${receivedAt}`,
  ]
    .filter(Boolean)
    .join('，');

const valueText = (value: CellValue): string =>
  [
    `${howLabels[value.how]}：${value.text}${value.shown ? '（现在显示的）' : ''}`,
    `  ${whoText(value)}`,
    value.beside && '  与另一个值互不知情',
    value.clock && `  ${clockLabels[value.clock]}`,
  ]
    .filter(Boolean)
    .join('\n');

const beginLabels: Readonly<Record<CellHistory['begins'], string>> = {
  record: '从新增开始，没有更早的',
  snapshot: '从快照开始，更早的在做快照的办公室',
  bound: '更早的没有列出',
};

const cellText = ({ tableLabel, fieldLabel, values, begins }: CellHistory): string =>
  [`${tableLabel} ${fieldLabel}`, ...values.map(valueText), beginLabels[begins]].join('\n');

const entryText = (entry: HistoryEntry): string =>
  [
    `${whatLabels[entry.what]}${entry.tableLabel} ${entry.rowTitle}`.trim(),
    `  ${whoText(entry)}`,
    ...entry.cells.map(
      ({ label, from, to }) => `  ${label}：${from === null ? '' : `${from} → `}${to}`,
    ),
  ].join('\n');

const rowText = ({ entries, complete }: RecordHistory): string =>
  [...entries.map(entryText), ...(complete ? [] : ['更早的变更没有列出'])].join('\n');

/** @throws Refusal `record.missing` for a table, a column or a record that is not here */
export const historyCommand = (
  seat: Seat,
  { table, row, column, ...options }: Common & { table: string; row: string; column?: string },
): Promise<Answer> =>
  atDesk(seat, options, ({ desk }) => {
    const missing = (): Refusal => Refusal.of('record.missing', { what: `${table}/${row}` });
    if (column !== undefined) {
      const history = cellHistory(desk, { table, row, column });
      if (history.values.length === 0) throw missing();
      return { data: history, text: cellText(history) };
    }
    const history = rowHistory(desk, { table, row });
    if (history.entries.length === 0) throw missing();
    return { data: history, text: rowText(history) };
  });
