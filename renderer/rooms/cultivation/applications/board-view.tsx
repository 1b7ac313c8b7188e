import { CardBoard } from '#renderer/parts/card-board.tsx';
import type { ApplicationRow } from '#shared/applications.ts';
import { headsOf } from '#shared/funnel.ts';
import { exits, isExit, returned, stages } from '#shared/pipeline.ts';

type StageColumn = { readonly title: string; readonly holds: (row: ApplicationRow) => boolean };

/** A stage a column; what was sent back stands where it was sent back from. */
const columns: readonly StageColumn[] = [
  { title: '未开始', holds: ({ stage }) => stage === null },
  ...stages.map((word) => ({
    title: word,
    holds: ({ stage, from }: ApplicationRow) =>
      stage === word || (stage === returned && (from ?? '初审') === word),
  })),
  { title: exits.join('、'), holds: ({ stage }) => isExit(stage) },
];

/** Distinct firms (家) and products (个) in some rows. */
const headCount = (rows: readonly ApplicationRow[]): string => {
  const { firms, products } = headsOf(
    rows.map(({ id, firm, productKey }) => ({ id, firm: firm.id, product: productKey })),
  );
  return `${firms} 家${products > 0 ? ` · ${products} 个产品` : ''}`;
};

const Card = ({ row }: { readonly row: ApplicationRow }) => {
  const { firm, product, award, stage, reason, since, contested, papers } = row;
  return (
    <>
      <strong>{firm.name}</strong>
      <span>{product ?? award}</span>
      <span>{since ?? '还没有进展'}</span>
      {stage === returned && <span data-warn>退回补正：{reason}</span>}
      {isExit(stage) && (
        <span>
          {stage}：{reason}
        </span>
      )}
      {contested.length > 0 && <span data-warn>两处记录不一致，待确认</span>}
      {papers.overdue > 0 && (
        <span data-late>
          材料逾期 {papers.overdue} 件（已备 {papers.done}/{papers.total}）
        </span>
      )}
    </>
  );
};

type BoardViewProps = {
  readonly rows: readonly ApplicationRow[];
  readonly onOpen: (row: ApplicationRow) => void;
};

/** 看板: where every application stands at one look. */
export const BoardView = ({ rows, onOpen }: BoardViewProps) => {
  // Stages with something in them, and those that may follow: the rest would only take room.
  const next = new Set(rows.flatMap((row) => row.next));
  const shown = columns
    .map(({ title, holds }) => ({ title, rows: rows.filter(holds) }))
    .filter((column) => column.rows.length > 0 || next.has(column.title as never))
    .map((column) => ({ ...column, note: headCount(column.rows) }));
  return (
    <CardBoard
      label="申报看板"
      columns={shown}
      rowKey={({ id }) => id}
      card={(row) => <Card row={row} />}
      onOpen={onOpen}
    />
  );
};
