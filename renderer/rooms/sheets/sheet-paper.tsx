import { cellOf } from '#renderer/parts/cell-history/cell-name.ts';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import { type Sheet, sheetGrades } from '#shared/sheets.ts';
import { cellId } from './cell-id.ts';
import { MeasuresTable } from './measures-table.tsx';
import type { MissingCell, SheetForm } from './sheet-form.ts';
import classes from './sheet-paper.module.css';

/** What the classes of 一企一策 are called on paper. */
export const gradeLabels: Record<(typeof sheetGrades)[number], string> = {
  A: 'A 类（发展）',
  B: 'B 类（提升）',
  C: 'C 类（规范）',
};

const blocks = [
  { key: 'situation', label: '现状', hint: '生产经营、产品质量、标准、计量、认证、已获荣誉等' },
  { key: 'gap', label: '差距', hint: '对照争创条件，还缺什么' },
  { key: 'goal', label: '目标', hint: '今年要争创什么、达到什么' },
] as const;

type SheetPaperProps = {
  readonly firm: EnterpriseFile;
  readonly sheet: Sheet | null;
  readonly kept: KeptForm<SheetForm>;
  readonly missing: readonly MissingCell[];
  readonly onProgress: (measureId: string) => void;
};

/** The ruled paper form, edited in place. */
export const SheetPaper = ({ firm, sheet, kept, missing, onProgress }: SheetPaperProps) => {
  const { form, change } = kept;
  const saved = sheet?.id ?? null;
  const yearMissing = missing.some((cell) => cell.key === 'year');
  return (
    <section className={classes.paper} aria-label="工作表" data-paper>
      <h2 className={classes.title}>
        {firm.name} {form.year || '____'}年 一企一策 工作表
      </h2>
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
                aria-invalid={yearMissing}
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
          {blocks.map(({ key, label, hint }) => (
            <tr key={key}>
              <th scope="row">
                <label htmlFor={`sheet-${key}`}>{label}</label>
              </th>
              <td colSpan={7} {...cellOf('sheet', saved, key)}>
                <textarea
                  id={`sheet-${key}`}
                  className={`${classes.cell} ${classes.block}`}
                  placeholder={hint}
                  value={form[key]}
                  onChange={(event) => {
                    const text = event.currentTarget.value;
                    change((f) => ({ ...f, [key]: text }), key);
                  }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <MeasuresTable kept={kept} sheet={sheet} missing={missing} onProgress={onProgress} />
    </section>
  );
};
