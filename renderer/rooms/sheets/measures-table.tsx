import { Button, Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import { fixings, type Sheet } from '#shared/sheets.ts';
import { cellId } from './cell-id.ts';
import { MeasureRow } from './measure-row.tsx';
import {
  blankMeasure,
  type FixingKey,
  type MeasureForm,
  type MissingCell,
  movedMeasure,
  type SheetForm,
} from './sheet-form.ts';
import paper from './sheet-paper.module.css';

type MeasuresTableProps = {
  readonly kept: KeptForm<SheetForm>;
  readonly sheet: Sheet | null;
  readonly missing: readonly MissingCell[];
  readonly onProgress: (measureId: string) => void;
};

const withMeasure = (form: SheetForm, id: string, part: Partial<MeasureForm>): SheetForm => ({
  ...form,
  measures: form.measures.map((row) => (row.id === id ? { ...row, ...part } : row)),
});

const widths = ['2.75rem', '6.5rem', '', '', '', '8.75rem', '6rem', '7.5rem'];

/** The measures, one row each, with the five fixings. */
export const MeasuresTable = ({ kept, sheet, missing, onProgress }: MeasuresTableProps) => {
  const { form, change } = kept;
  const focusNext = useRef<string | null>(null);
  useEffect(() => {
    if (focusNext.current === null) return;
    document.getElementById(focusNext.current)?.focus();
    focusNext.current = null;
  });

  const onCell = useCallback(
    (id: string, part: Partial<MeasureForm>) =>
      change((f) => withMeasure(f, id, part), `${id}-${Object.keys(part)[0]}`),
    [change],
  );
  const onMove = useCallback(
    (id: string, step: -1 | 1) =>
      change((f) => ({ ...f, measures: movedMeasure(f.measures, id, step) })),
    [change],
  );
  /** A new row behind the one with this id, or at the end. */
  const onAdd = useCallback(
    (afterId: string | null) => {
      const row = blankMeasure(crypto.randomUUID());
      focusNext.current = cellId(row.id, 'person');
      change((f) => {
        const after = f.measures.findIndex((measure) => measure.id === afterId);
        const at = after === -1 ? f.measures.length : after + 1;
        return { ...f, measures: f.measures.toSpliced(at, 0, row) };
      });
    },
    [change],
  );
  const onRemove = useCallback(
    (row: MeasureForm, place: number) => {
      change((f) => ({ ...f, measures: f.measures.filter((measure) => measure.id !== row.id) }));
      showUndo(`已删去第 ${place + 1} 项措施，保存后生效`, () =>
        change((f) =>
          f.measures.some((measure) => measure.id === row.id)
            ? f
            : { ...f, measures: f.measures.toSpliced(place, 0, row) },
        ),
      );
    },
    [change],
  );

  const missingOf = useMemo(() => {
    const byRow = new Map<string, FixingKey[]>();
    for (const cell of missing)
      if (cell.measureId !== null && cell.key !== 'year')
        byRow.set(cell.measureId, [...(byRow.get(cell.measureId) ?? []), cell.key]);
    return byRow;
  }, [missing]);
  const savedById = useMemo(
    () => new Map(sheet?.measures.map((measure) => [measure.id, measure])),
    [sheet],
  );

  return (
    <>
      <table className={paper.ruled} aria-label="措施">
        <colgroup>
          {widths.map((width, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns never move.
            <col key={place} style={{ width: width || undefined }} />
          ))}
          <col style={{ width: '2.5rem' }} data-screen-only />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">序号</th>
            {fixings.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
            <th scope="col">状态</th>
            <th scope="col">进展</th>
            <th scope="col" aria-label="操作" data-screen-only />
          </tr>
        </thead>
        <tbody>
          {form.measures.map((measure, place) => (
            <MeasureRow
              key={measure.id}
              measure={measure}
              place={place}
              count={form.measures.length}
              nextId={form.measures[place + 1]?.id ?? null}
              missing={missingOf.get(measure.id)?.join(' ') ?? ''}
              saved={savedById.get(measure.id) ?? null}
              hasEntry={form.entries.some((entry) => entry.measureId === measure.id)}
              onCell={onCell}
              onMove={onMove}
              onAdd={onAdd}
              onRemove={onRemove}
              onProgress={onProgress}
            />
          ))}
        </tbody>
      </table>
      <Group mt="sm" gap="md" data-screen-only>
        <Button
          variant="default"
          leftSection={<IconPlus size="1rem" aria-hidden />}
          onClick={() => onAdd(null)}
        >
          添加措施
        </Button>
        <Text size="xs" c="dimmed">
          在最后一项的「定完成时间」按回车或 Tab 也会添加一项。五定缺一不可。
        </Text>
      </Group>
    </>
  );
};
