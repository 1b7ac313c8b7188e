import { Alert, Button, Select, Table, Text } from '@mantine/core';
import { IconEyeOff, IconInfoCircle } from '@tabler/icons-react';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import type { TableView } from '#shared/imports.ts';
import {
  type RosterField,
  type RosterMapping,
  rosterFields,
  rosterFieldTitle,
  rosterMapping,
} from '#shared/roster-columns.ts';
import { problemsOf } from '#shared/words.ts';
import classes from './import-wizard.module.css';
import { assignColumn, fieldOfColumn } from './mapping.ts';
import type { ImportWalk } from './use-import.ts';

const choices = rosterFields.map((field) => ({ value: field, label: rosterFieldTitle(field) }));
const mostSamples = 3;

const samplesOf = (table: TableView, index: number): string[] =>
  table.samples
    .map((row) => (row[index] ?? '').trim())
    .filter((text) => text !== '')
    .slice(0, mostSamples);

type MappingStepProps = {
  readonly walk: ImportWalk;
  readonly table: TableView;
  readonly mapping: RosterMapping;
};

/** Step 2: which column of the file fills which field; guessed, and the person has the last word. */
export const MappingStep = ({ walk, table, mapping }: MappingStepProps) => {
  const decoded = rosterMapping.safeParse(mapping);
  const problems = decoded.success ? [] : problemsOf(decoded.error);
  return (
    <>
      <Text size="sm">
        {table.fileName} · 工作表「{table.sheet}」 · 表头在第 {table.headerRow} 行 · 数据{' '}
        {table.rows} 行
      </Text>
      {table.notes.length > 0 && (
        <Alert variant="default" icon={<IconInfoCircle aria-hidden />} py="xs">
          {table.notes.join('；')}
        </Alert>
      )}
      <div className={classes.mapping}>
        <Table stickyHeader verticalSpacing={6} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="16rem">文件中的列</Table.Th>
              <Table.Th>前几行的内容</Table.Th>
              <Table.Th w="15rem">导入为</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {table.columns.map((column) => (
              <Table.Tr key={column.index}>
                <Table.Td fw={600}>
                  {column.title || `第 ${column.index + 1} 列`}
                  {column.hidden && (
                    <Text span size="xs" c="dimmed" ml="xs">
                      <IconEyeOff size="0.9rem" aria-hidden /> 隐藏列
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  <div className={classes.samples}>
                    {samplesOf(table, column.index).map((text, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: samples may repeat.
                      <span key={at}>{text}</span>
                    ))}
                  </div>
                </Table.Td>
                <Table.Td>
                  <Select
                    aria-label={`「${column.title}」导入为`}
                    placeholder="不导入"
                    size="sm"
                    clearable
                    clearButtonProps={{ 'aria-label': '不导入这一列' }}
                    data={choices}
                    value={fieldOfColumn(mapping, column.index)}
                    onChange={(field) =>
                      walk.setMapping(
                        assignColumn(mapping, column.index, field as RosterField | null),
                      )
                    }
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {walk.previewing.isError && <FailureNote error={walk.previewing.error} title="没有预览" />}
      <div className={classes.foot}>
        <Button variant="default" onClick={walk.backToFile} disabled={walk.previewing.isPending}>
          换一个文件
        </Button>
        <Text size="sm" role="status" c={problems.length > 0 ? 'amber.7' : 'dimmed'}>
          {problems.length > 0 ? problems.join('；') : '还没有写入任何内容'}
        </Text>
        <Button
          onClick={walk.look}
          loading={walk.previewing.isPending}
          disabled={problems.length > 0}
        >
          下一步：预览
        </Button>
      </div>
    </>
  );
};
