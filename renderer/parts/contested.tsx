import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import type { ConflictLine } from '#shared/conflicts.ts';
import classes from './contested.module.css';

type Contested = {
  /** By column. */
  readonly lines: ReadonlyMap<string, ConflictLine>;
  /** False while the answer is on its way. */
  readonly isKnown: boolean;
};

/**
 * The questions about one record that wait for a person. The whole inbox is asked for only where the
 * firm has an open question at all.
 */
export const useContested = (table: string, row: string, firmId: string): Contested => {
  const counts = useAsk('exchange', 'conflictCounts', undefined, () =>
    api.conflicts.counts.query(),
  );
  const open = (counts.data?.firms[firmId] ?? 0) > 0;
  const list = useAsk('exchange', 'conflicts', undefined, () => api.conflicts.list.query(), {
    enabled: open,
  });
  const lines = open ? (list.data?.groups ?? []).flatMap((group) => group.conflicts) : [];
  return {
    lines: new Map(
      lines
        .filter((line) => line.table === table && line.row === row)
        .map((line) => [line.column, line]),
    ),
    isKnown: !counts.isPending && !(open && list.isPending),
  };
};

/** 「城北路 3 号（湖口市场监管所 赵科员）」 of every side that is not shown. */
export const othersInWords = ({ sides }: ConflictLine): string =>
  sides
    .filter((side) => !side.shown)
    .map(({ text, device, actor, own }) => `${text}（${own ? '本机' : device} ${actor}）`)
    .join('；');

const Decide = ({ firmId }: { readonly firmId: string }) => (
  <Anchor component={Link} href={`/exchange?step=conflicts&firm=${firmId}`} fz="inherit">
    去裁定
  </Anchor>
);

type MarkProps = { readonly line: ConflictLine | undefined; readonly firmId: string };

/** Under a field that holds more than one value: the others, and the way to decide. */
export const ContestedMark = ({ line, firmId }: MarkProps) =>
  line ? (
    <span className={classes.mark}>
      两边写得不同，另有：{othersInWords(line)}　
      <Decide firmId={firmId} />
    </span>
  ) : null;

type NoteProps = { readonly table: string; readonly row: string; readonly firmId: string };

/** Above a form whose fields are contested: which, and what else they hold. */
export const ContestedNote = ({ table, row, firmId }: NoteProps) => {
  const lines = [...useContested(table, row, firmId).lines.values()];
  if (lines.length === 0) return null;
  return (
    <section className={classes.note} aria-label="待裁定的栏目">
      {lines.map((line) => (
        <div key={line.column}>
          <strong>{line.fieldLabel}</strong> 两边写得不同，另有：{othersInWords(line)}
        </div>
      ))}
      <Decide firmId={firmId} />
    </section>
  );
};
