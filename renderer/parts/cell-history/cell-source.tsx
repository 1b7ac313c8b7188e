import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { formatMoment } from '#renderer/parts/formats.ts';
import type { ConflictName } from '#shared/conflicts.ts';
import type { ImportTrace } from '#shared/imports.ts';
import { columnOf } from '#shared/registers/ledger.ts';
import { readRecordRef, refWords } from '#shared/registers/provenance.ts';
import classes from './cell-history.module.css';

/** The line of the file as it was read, the cell asked about marked. */
const Line = ({ trace, column }: { readonly trace: ImportTrace; readonly column: string }) => (
  <div className={classes.source}>
    <div>
      来自 <strong>{trace.ref}</strong>
    </div>
    <div className={classes.who}>
      {formatMoment(trace.report.at)}　{trace.report.person} 导入{'　'}
      <Anchor component={Link} href={`/imports/${trace.report.id}`} fz="inherit">
        打开这次导入
      </Anchor>
    </div>
    <dl className={classes.line} aria-label={`第 ${trace.line.row} 行写着`}>
      {trace.line.records
        .flatMap(({ cells }) => cells)
        .filter(({ file }) => file !== null)
        .map(({ field, label, file }) => (
          <div key={field} data-asked={columnOf(field) === column || undefined}>
            <dt>{label}</dt>
            <dd>{file}</dd>
          </div>
        ))}
    </dl>
    {trace.line.reason && <div className={classes.note}>读入时：{trace.line.reason}</div>}
  </div>
);

/** Pages of the records a cell may have come out of. */
const places = { visit: '/visits', return: '/visits/campaigns/returns' } as const;

/** Where the cell was read from: the import of this machine, or what the write itself says. */
export const CellSource = ({ cell }: { readonly cell: ConflictName }) => {
  const { table, row, column } = cell;
  const trace = useAsk('imports', 'trace', { table, id: row, column }, api.imports.trace.query);
  const origins = useAsk('ledgers', 'origins', { table, ids: [row] }, api.ledgers.origins.query);
  if (trace.data) return <Line trace={trace.data} column={column} />;
  const cells = Object.entries(origins.data?.[0]?.cells ?? {});
  const origin = cells.find(([key]) => columnOf(key) === column)?.[1];
  if (trace.isPending || !origin || (origin.source === null && origin.sourceRef === null))
    return null;
  const from = readRecordRef(origin.sourceRef);
  return (
    <div className={classes.source}>
      来源：
      {from ? (
        <Anchor component={Link} href={`${places[from.record]}/${from.id}`} fz="inherit">
          {refWords(origin.sourceRef ?? '')}
        </Anchor>
      ) : (
        [origin.source, origin.sourceRef].filter((word) => word !== null).join('　')
      )}
    </div>
  );
};
