import { cellOf } from '#renderer/parts/cell-history/cell-name.ts';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import { gradeLabels, sheetGrades } from '#shared/sheets.ts';
import { cellId, type SheetCell } from './sheet-cells.ts';
import type { SheetForm } from './sheet-form.ts';
import classes from './sheet-paper.module.css';

type SheetHeadProps = {
  readonly firm: EnterpriseFile;
  readonly kept: KeptForm<SheetForm>;
  /** Id of the saved sheet. */
  readonly saved: string | null;
  readonly missing: readonly SheetCell[];
  readonly readOnly: boolean;
};

/** Whose sheet it is, of which year and class. */
export const SheetHead = ({ firm, kept, saved, missing, readOnly }: SheetHeadProps) => {
  const { form, change } = kept;
  return (
    <table className={classes.ruled}>
      <colgroup>
        <col style={{ width: '5.5rem' }} />
        <col />
        <col style={{ width: '9rem' }} />
        <col style={{ width: '13rem' }} />
        <col style={{ width: '4rem' }} />
        <col style={{ width: '5rem' }} />
        <col style={{ width: '4rem' }} />
        <col style={{ width: '9rem' }} />
      </colgroup>
      <tbody>
        <tr className={classes.head}>
          <th scope="row">企业名称</th>
          <td className={classes.fact}>{firm.name}</td>
          <th scope="row">统一社会信用代码</th>
          <td className={classes.fact}>{firm.uscc ?? '—'}</td>
          <th scope="row">
            <label htmlFor={cellId(null, 'year')}>年度</label>
          </th>
          <td {...cellOf('sheet', saved, 'year')}>
            <input
              id={cellId(null, 'year')}
              className={classes.cell}
              inputMode="numeric"
              maxLength={5}
              readOnly={readOnly}
              aria-invalid={missing.some((cell) => cell.key === 'year')}
              value={form.year}
              onChange={(event) => {
                const year = event.currentTarget.value;
                change((f) => ({ ...f, year }), 'year');
              }}
            />
          </td>
          <th scope="row">
            <label htmlFor="sheet-grade">类别</label>
          </th>
          <td {...cellOf('sheet', saved, 'grade')}>
            <select
              id="sheet-grade"
              className={classes.cell}
              disabled={readOnly}
              value={form.grade}
              onChange={(event) => {
                const grade = sheetGrades.find((g) => g === event.currentTarget.value) ?? '';
                change((f) => ({ ...f, grade }));
              }}
            >
              <option value="">未定</option>
              {sheetGrades.map((grade) => (
                <option key={grade} value={grade}>
                  {gradeLabels[grade]}
                </option>
              ))}
            </select>
          </td>
        </tr>
      </tbody>
    </table>
  );
};
