import type { LedgerRow } from '#shared/ledgers.ts';
import type { Ledger } from '#shared/registers/ledger.ts';
import { columnLabel, showCell } from '#shared/registers/rows.ts';
import classes from './cultivation-tables.module.css';

/** Rows of a ledger to read: those of an edition that stands. */
export const FixedRows = ({
  ledger,
  rows,
}: {
  readonly ledger: Ledger;
  readonly rows: readonly LedgerRow[];
}) => {
  const keys = ledger.list.filter((key) => key !== 'position');
  return (
    <table className={classes.table} aria-label={ledger.label}>
      <thead>
        <tr>
          {keys.map((key) => (
            <th key={key}>{columnLabel(ledger, key)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, values }) => (
          <tr key={id}>
            {keys.map((key) => (
              <td key={key}>{showCell(ledger, key, values)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
