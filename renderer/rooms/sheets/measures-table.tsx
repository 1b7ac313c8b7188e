import { Button, Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Fragment, useCallback, useMemo } from 'react';
import { flushSync } from 'react-dom';
import { today } from '#renderer/parts/formats.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import { fixingsLacking } from '#shared/sheet-standing.ts';
import { fixings, type Sheet } from '#shared/sheets.ts';
import { MeasureRow } from './measure-row.tsx';
import { type PasteColumn, readTsv, withPasted } from './pasted-table.ts';
import { cellId, type FixingKey, type SheetCell } from './sheet-cells.ts';
import {
  blankMeasure,
  type MeasureForm,
  movedMeasure,
  type SheetForm,
  yearOf,
} from './sheet-form.ts';
import paper from './sheet-paper.module.css';

type MeasuresTableProps = {
  readonly kept: KeptForm<SheetForm>;
  readonly sheet: Sheet | null;
  readonly missing: readonly SheetCell[];
  readonly onProgress: (measureId: string) => void;
  readonly onEvidence: (measureId: string) => void;
};

const withMeasure = (form: SheetForm, id: string, part: Partial<MeasureForm>): SheetForm => ({
  ...form,
  measures: form.measures.map((row) => (row.id === id ? { ...row, ...part } : row)),
});

const widths = ['2.5rem', '6.25rem', '', '', '', '11%', '8rem', '5.5rem', '6.5rem'];

/** The measures, one row each, with the five fixings. */
export const MeasuresTable = (props: MeasuresTableProps) => {
  const { kept, sheet, missing, onProgress } = props;
  const fixed = sheet !== null && sheet.status !== 'draft';
  const { form, change } = kept;
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
      // At once: who types on meanwhile would type into the row before.
      flushSync(() =>
        change((f) => {
          const after = f.measures.findIndex((measure) => measure.id === afterId);
          const at = after === -1 ? f.measures.length : after + 1;
          return { ...f, measures: f.measures.toSpliced(at, 0, row) };
        }),
      );
      document.getElementById(cellId(row.id, 'person'))?.focus();
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

  const year = yearOf(form) ?? Number(today().slice(0, 4));
  const onPaste = useCallback(
    (measureId: string, column: PasteColumn, text: string) =>
      change((f) => ({
        ...f,
        measures: withPasted(f.measures, {
          rows: readTsv(text),
          at: { measureId, column },
          year: yearOf(f) ?? Number(today().slice(0, 4)),
          newId: () => crypto.randomUUID(),
        }),
      })),
    [change],
  );

  const missingOf = useMemo(() => {
    const byRow = new Map<string, FixingKey[]>();
    for (const cell of missing)
      if (cell.measureId !== null && cell.key !== null && cell.key !== 'year')
        byRow.set(cell.measureId, [...(byRow.get(cell.measureId) ?? []), cell.key]);
    return byRow;
  }, [missing]);
  const savedById = useMemo(
    () => new Map(sheet?.measures.map((measure) => [measure.id, measure])),
    [sheet],
  );

  const openOf = (id: string): string => {
    const saved = fixed ? savedById.get(id) : undefined;
    return saved ? fixingsLacking(saved).join(' ') : '';
  };

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
              <Fragment key={key}>
                {key === 'dueOn' && <th scope="col">资源保障</th>}
                <th scope="col">{label}</th>
              </Fragment>
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
              year={year}
              fixed={fixed}
              open={openOf(measure.id)}
              hasEntry={form.entries.some((entry) => entry.measureId === measure.id)}
              onCell={onCell}
              onMove={onMove}
              onAdd={onAdd}
              onRemove={onRemove}
              onProgress={onProgress}
              onEvidence={props.onEvidence}
              onPaste={onPaste}
            />
          ))}
        </tbody>
      </table>
      {!fixed && (
        <Group mt="sm" gap="md" data-screen-only>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size="1rem" aria-hidden />}
            onClick={() => onAdd(null)}
          >
            添加措施
          </Button>
          <Text size="xs" c="dimmed">
            在最后一项的「定完成时间」按回车或 Tab 也会添加一项；可从 Excel
            复制几行粘贴到格里。五定缺一不能签发。
          </Text>
        </Group>
      )}
    </>
  );
};
