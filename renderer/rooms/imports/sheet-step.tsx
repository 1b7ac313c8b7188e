import { Alert, Button, NumberInput, Select, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { importTargets } from '#shared/import-targets.ts';
import type { TableView } from '#shared/imports.ts';
import classes from './import-wizard.module.css';
import type { ImportWalk } from './use-import.ts';

type SheetStepProps = { readonly walk: ImportWalk; readonly table: TableView };

/** Step 2: the sheet as it lies there, with the rows that were taken for its header. */
export const SheetStep = ({ walk, table }: SheetStepProps) => {
  const [top, setTop] = useState(table.headerTop);
  const [bottom, setBottom] = useState(table.headerRow);
  const width = Math.max(...table.grid.map((row) => row.length), 1);
  const moved = top !== table.headerTop || bottom !== table.headerRow;
  return (
    <>
      <div className={classes.choices}>
        <Select
          label="工作表"
          size="sm"
          allowDeselect={false}
          data={table.sheets.map(({ name, hidden }) => ({
            value: name,
            label: hidden ? `${name}（隐藏）` : name,
          }))}
          value={table.sheet}
          disabled={table.sheets.length < 2}
          onChange={(sheet) => sheet && walk.readAgain({ sheet })}
        />
        <NumberInput
          label="表头从第几行"
          size="sm"
          w="8rem"
          min={1}
          max={table.grid.length}
          value={top}
          onChange={(value) => setTop(Number(value) || 1)}
        />
        <NumberInput
          label="到第几行"
          size="sm"
          w="8rem"
          min={1}
          max={table.grid.length}
          value={bottom}
          onChange={(value) => setBottom(Number(value) || 1)}
        />
        <Button
          variant="default"
          disabled={!moved || top > bottom}
          onClick={() => walk.readAgain({ sheet: table.sheet, header: { top, bottom } })}
        >
          按这几行重读
        </Button>
        <Select
          label="这张表是"
          size="sm"
          allowDeselect={false}
          searchable
          data={importTargets.map(({ name, label }) => ({ value: name, label }))}
          value={walk.mapping?.target ?? table.mapping.target}
          onChange={(target) =>
            target &&
            walk.readAgain(
              { sheet: table.sheet, header: { top: table.headerTop, bottom: table.headerRow } },
              target,
            )
          }
        />
      </div>
      {table.notes.length > 0 && (
        <Alert variant="default" icon={<IconInfoCircle aria-hidden />} py="xs">
          {table.notes.join('；')}
        </Alert>
      )}
      <div className={classes.grid}>
        <table aria-label="工作表的前几行">
          <tbody>
            {table.grid.map((row, at) => {
              const number = at + 1;
              const isHeader = number >= table.headerTop && number <= table.headerRow;
              return (
                <tr key={number} data-header={isHeader || undefined}>
                  <th scope="row">{number}</th>
                  {Array.from({ length: width }, (_none, column) => (
                    <td
                      // biome-ignore lint/suspicious/noArrayIndexKey: cells are their places.
                      key={column}
                      data-hidden={table.columns[column]?.hidden || undefined}
                    >
                      {row[column] ?? ''}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {walk.reading.isError && <FailureNote error={walk.reading.error} title="没有重读" />}
      <div className={classes.foot}>
        <Button variant="default" onClick={walk.backToFile}>
          换一个文件
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {table.fileName} · 数据 {table.rows} 行
          {table.hiddenRows > 0 && `（其中隐藏 ${table.hiddenRows} 行）`} · 着色的是表头
        </Text>
        <Button onClick={walk.toColumns} data-autofocus>
          下一步：核对各列
        </Button>
      </div>
    </>
  );
};
