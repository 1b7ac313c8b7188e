import { cellOf } from '#renderer/parts/cell-history/cell-name.ts';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import type { SheetForm } from './sheet-form.ts';
import classes from './sheet-paper.module.css';

type WordsRowProps = {
  readonly kept: KeptForm<SheetForm>;
  /** Id of the saved sheet. */
  readonly saved: string | null;
  readonly readOnly: boolean;
  readonly cell: 'situation' | 'gap' | 'goal';
  readonly label: string;
  readonly hint: string;
};

/** What a part says in words, as one row of the form. */
export const WordsRow = ({ kept, saved, readOnly, cell, label, hint }: WordsRowProps) => (
  <table className={`${classes.ruled} ${classes.words}`}>
    <colgroup>
      <col style={{ width: '5.5rem' }} />
      <col />
    </colgroup>
    <tbody>
      <tr>
        <th scope="row">
          <label htmlFor={`sheet-${cell}`}>{label}</label>
        </th>
        <td {...cellOf('sheet', saved, cell)}>
          <textarea
            id={`sheet-${cell}`}
            className={`${classes.cell} ${classes.block}`}
            placeholder={readOnly ? undefined : hint}
            readOnly={readOnly}
            value={kept.form[cell]}
            onChange={(event) => {
              const text = event.currentTarget.value;
              kept.change((f) => ({ ...f, [cell]: text }), cell);
            }}
          />
        </td>
      </tr>
    </tbody>
  </table>
);
