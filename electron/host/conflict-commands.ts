import { listConflicts } from '#services/conflicts.ts';
import { resolveByDevice, resolveConflict } from '#services/decisions.ts';
import type { ConflictLine, ConflictList, Decision } from '#shared/conflicts.ts';
import { Refusal } from '#shared/errors.ts';
import { atDesk } from './command-desk.ts';
import type { Answer, Common, Seat } from './command-line.ts';

/** Commands about what waits for a decision. A question is named by its number in `qice conflicts`. */

type Numbered = ConflictLine & { readonly number: number; readonly firm: string };

const numbered = ({ groups }: ConflictList): Numbered[] =>
  groups
    .flatMap(({ firmName, conflicts }) => conflicts.map((line) => ({ ...line, firm: firmName })))
    .map((line, place) => ({ ...line, number: place + 1 }));

const nameOf = ({ table, row, column }: ConflictLine): string => `${table}/${row}/${column}`;

const lineInWords = (line: Numbered): string =>
  [
    `${line.number}. ${line.firm} ${line.tableLabel} ${line.rowTitle} ${line.fieldLabel}`.replace(
      / +/g,
      ' ',
    ),
    `   ${nameOf(line)}`,
    ...(line.base ? [`   原来：${line.base.text}`] : []),
    ...line.sides.map(
      (s, place) =>
        `   [${place + 1}] ${s.text}（${s.device} ${s.actor}，${s.claimedAt}${s.own ? '，本机' : ''}${s.shown ? '，现显示' : ''}）`,
    ),
  ].join('\n');

export const conflictsCommand = (seat: Seat, options: Common): Promise<Answer> =>
  atDesk(seat, options, ({ desk }) => {
    const list = listConflicts(desk);
    const lines = numbered(list);
    return {
      data: {
        total: list.total,
        conflicts: lines.map((line) => ({ ...line, name: nameOf(line) })),
        devices: list.devices,
      },
      text:
        lines.length === 0
          ? '没有需要裁定的内容'
          : [`待裁定 ${lines.length} 处`, ...lines.map(lineInWords)].join('\n'),
    };
  });

type ResolveOptions = Common & {
  readonly name?: string;
  readonly side?: number;
  readonly value?: string;
  readonly keep?: boolean;
  readonly delete?: boolean;
  readonly device?: string;
};

const decisionOf = (line: ConflictLine, options: ResolveOptions): Decision => {
  if (options.keep) return { kind: 'keep' };
  if (options.delete) return { kind: 'delete' };
  if (options.value !== undefined) return { kind: 'value', value: options.value };
  const side = line.sides[(options.side ?? 0) - 1];
  if (!side) throw Refusal.of('usage', { why: `没有第 ${options.side} 个值` });
  return side.decides
    ? { kind: side.decides }
    : { kind: 'sibling', origin: side.origin, seq: side.seq };
};

/** @throws Refusal `usage` unless exactly one way of deciding is given; `conflict.gone`, `record.invalid` */
export const resolveCommand = (seat: Seat, options: ResolveOptions): Promise<Answer> =>
  atDesk(seat, options, ({ desk }) => {
    const { name, device } = options;
    const ways = [options.side, options.value, options.keep, options.delete, device];
    if (ways.filter((way) => way !== undefined).length !== 1 || (name === undefined) !== !!device)
      throw Refusal.of('usage', {
        why: '请写明裁定哪一处和怎样裁定：qice resolve <编号> --side、--value、--keep、--delete 之一，或 qice resolve --device <设备>',
      });
    if (device !== undefined) {
      const { decided } = resolveByDevice(desk, { deviceId: device });
      return { data: { decided }, text: `已按该设备的值裁定 ${decided} 处` };
    }
    const line = numbered(listConflicts(desk)).find(
      (l) => nameOf(l) === name || String(l.number) === name,
    );
    if (!line) throw Refusal.of('conflict.gone');
    const { table, row, column } = line;
    resolveConflict(desk, { table, row, column, choice: decisionOf(line, options) });
    return {
      data: { decided: 1, table, row, column },
      text: `已裁定：${line.firm} ${line.fieldLabel}`,
    };
  });
