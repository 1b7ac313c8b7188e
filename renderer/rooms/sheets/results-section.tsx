import { memo, useMemo } from 'react';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import type { Sheet } from '#shared/sheets.ts';
import { type RowColumn, RowsTable } from './rows-table.tsx';
import { blankResult, type ResultForm, type SheetForm } from './sheet-form.ts';

const columns: readonly RowColumn<ResultForm>[] = [
  { key: 'indicator', label: '指标', width: '22%' },
  { key: 'unit', label: '单位', width: '5rem' },
  { key: 'before', label: '实施前', width: '12%' },
  { key: 'after', label: '实施后', width: '12%' },
  { key: 'asOf', label: '截至', width: '8rem', placeholder: '年-月-日' },
  { key: 'effect', label: '成效说明' },
];

type ResultsSectionProps = {
  readonly rows: SheetForm['results'];
  readonly change: KeptForm<SheetForm>['change'];
  readonly sheet: Sheet | null;
};

/** 成效 before and after, also of an issued sheet. */
export const ResultsSection = memo(({ rows, change, sheet }: ResultsSectionProps) => {
  const savedIds = useMemo(() => new Set(sheet?.results.map(({ id }) => id)), [sheet]);
  return (
    <RowsTable
      label="成效"
      table="sheet_result"
      addLabel="添加成效"
      columns={columns}
      rows={rows}
      savedIds={savedIds}
      readOnly={false}
      blank={blankResult}
      onChange={(update, tag) => change((f) => ({ ...f, results: update(f.results) }), tag)}
    />
  );
});
ResultsSection.displayName = 'ResultsSection';
