import { IconStairsUp } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import { api } from '#renderer/app/api.ts';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import type { Sheet } from '#shared/sheets.ts';
import { withTargets } from './proposed-rows.ts';
import { type RowColumn, RowsTable } from './rows-table.tsx';
import { blankTarget, type SheetForm, type TargetForm } from './sheet-form.ts';
import { TakeButton } from './take-button.tsx';

const columns: readonly RowColumn<TargetForm>[] = [
  { key: 'award', label: '目标奖项', width: '24%' },
  { key: 'product', label: '产品', width: '18%' },
  { key: 'plannedYear', label: '计划申报年', width: '7rem' },
  { key: 'goal', label: '具体目标' },
];

type TargetsSectionProps = {
  readonly firmId: string;
  readonly rows: SheetForm['targets'];
  readonly change: KeptForm<SheetForm>['change'];
  readonly year: number | null;
  readonly sheet: Sheet | null;
  readonly readOnly: boolean;
};

/** 目标 as rows: typed, or taken from the cultivation plan of the year. */
export const TargetsSection = memo(
  ({ firmId, rows, change, year, sheet, readOnly }: TargetsSectionProps) => {
    const savedIds = useMemo(() => new Set(sheet?.targets.map(({ id }) => id)), [sheet]);
    return (
      <RowsTable
        label="目标"
        table="sheet_target"
        addLabel="添加目标"
        columns={columns}
        rows={rows}
        savedIds={savedIds}
        readOnly={readOnly}
        blank={blankTarget}
        onChange={(update, tag) => change((f) => ({ ...f, targets: update(f.targets) }), tag)}
        actions={
          <TakeButton
            icon={<IconStairsUp size="0.9rem" aria-hidden />}
            label="取自培育计划"
            ask={
              year === null
                ? null
                : () => api.sheets.proposedTargets.query({ enterpriseId: firmId, year })
            }
            onFound={(found) =>
              change((form) => withTargets(form, found, () => crypto.randomUUID()))
            }
            nothing={`这家企业没有 ${year} 年的培育计划`}
          />
        }
      />
    );
  },
);
TargetsSection.displayName = 'TargetsSection';
