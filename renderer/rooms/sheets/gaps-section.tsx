import { IconTarget } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import { api } from '#renderer/app/api.ts';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import type { Sheet } from '#shared/sheets.ts';
import { withGaps } from './proposed-rows.ts';
import { type RowColumn, RowsTable } from './rows-table.tsx';
import { blankGap, type GapForm, type SheetForm } from './sheet-form.ts';
import { TakeButton } from './take-button.tsx';

const columns: readonly RowColumn<GapForm>[] = [
  { key: 'indicator', label: '项目', width: '20%' },
  { key: 'unit', label: '单位', width: '4.5rem' },
  { key: 'own', label: '企业现值', width: '11%' },
  { key: 'bench', label: '标杆值或要求', width: '13%' },
  { key: 'benchName', label: '对照对象', width: '16%' },
  { key: 'gap', label: '差距' },
];

type GapsSectionProps = {
  readonly firmId: string;
  readonly rows: SheetForm['gaps'];
  readonly change: KeptForm<SheetForm>['change'];
  readonly year: number | null;
  readonly sheet: Sheet | null;
  readonly readOnly: boolean;
};

/** 差距 as rows: typed, or taken from benchmark, conditions and catalogues. */
export const GapsSection = memo(
  ({ firmId, rows, change, year, sheet, readOnly }: GapsSectionProps) => {
    const savedIds = useMemo(() => new Set(sheet?.gaps.map(({ id }) => id)), [sheet]);
    return (
      <RowsTable
        label="差距"
        table="sheet_gap"
        addLabel="添加差距"
        columns={columns}
        rows={rows}
        savedIds={savedIds}
        readOnly={readOnly}
        blank={blankGap}
        onChange={(update, tag) => change((f) => ({ ...f, gaps: update(f.gaps) }), tag)}
        actions={
          <TakeButton
            icon={<IconTarget size="0.9rem" aria-hidden />}
            label="取自差距分析"
            ask={
              year === null
                ? null
                : () => api.sheets.proposedGaps.query({ enterpriseId: firmId, year })
            }
            onFound={(found) => change((form) => withGaps(form, found, () => crypto.randomUUID()))}
            nothing="没有差距可取：先在培育室选定标杆，或把企业列入当年的培育计划"
          />
        }
      />
    );
  },
);
GapsSection.displayName = 'GapsSection';
