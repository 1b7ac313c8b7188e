import { Alert, Button, Checkbox, NumberInput, Select, Table, Text } from '@mantine/core';
import { IconEyeOff, IconHistory } from '@tabler/icons-react';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { type ImportMapping, mappingProblems } from '#shared/import-columns.ts';
import { targetNamed } from '#shared/import-targets.ts';
import type { TableView } from '#shared/imports.ts';
import classes from './import-wizard.module.css';
import {
  assignColumn,
  changeUse,
  fillOf,
  lacksUnit,
  ownUnit,
  placeOf,
  placesFor,
  unitsFor,
} from './mapping.ts';
import type { ImportWalk } from './use-import.ts';

const mostSamples = 3;

const samplesOf = (table: TableView, index: number): string[] =>
  table.samples
    .map((row) => (row[index] ?? '').trim())
    .filter((text) => text !== '')
    .slice(0, mostSamples);

type MappingStepProps = {
  readonly walk: ImportWalk;
  readonly table: TableView;
  readonly mapping: ImportMapping;
};

/** Whether some figures get their year from the table as a whole. */
const needsYear = ({ uses }: ImportMapping): boolean =>
  uses.some(({ into, year, field }) => {
    const target = targetNamed(into);
    return target?.ledger.period === 'year' && year === null && field !== 'year';
  }) && !uses.some(({ field, into }) => field === 'year' && into !== 'enterprise');

/** Step 3: which column fills what, in which unit and of which year; the person has the last word. */
export const MappingStep = ({ walk, table, mapping }: MappingStepProps) => {
  const problems = mappingProblems(mapping);
  const unitless = table.columns.flatMap(({ index, title }) => {
    const use = fillOf(mapping, index);
    return use && lacksUnit(use, samplesOf(table, index))
      ? [`「${title}」没写单位，请选定，不然读不出数额`]
      : [];
  });
  const said = [...problems, ...unitless];
  const places = placesFor(mapping.target);
  return (
    <>
      <div className={classes.choices}>
        <Text size="sm">
          {table.fileName} · {table.sheet} · {targetNamed(mapping.target)?.label} · 数据{' '}
          {table.rows} 行
        </Text>
        {needsYear(mapping) && (
          <NumberInput
            aria-label="没写年份的数是哪一年的"
            placeholder="哪一年的数"
            size="xs"
            w="9rem"
            suffix=" 年"
            min={1900}
            max={2199}
            hideControls
            value={mapping.year ?? ''}
            onChange={(year) =>
              walk.setMapping({ ...mapping, year: typeof year === 'number' ? year : null })
            }
          />
        )}
        {table.hiddenRows > 0 && (
          <Checkbox
            size="sm"
            label={`隐藏的 ${table.hiddenRows} 行也导入`}
            checked={mapping.hiddenRows}
            onChange={(event) =>
              walk.setMapping({ ...mapping, hiddenRows: event.currentTarget.checked })
            }
          />
        )}
      </div>
      {table.remembered && (
        <Alert variant="default" icon={<IconHistory aria-hidden />} py="xs">
          与上次导入的表头相同，各列照上次的对应。
        </Alert>
      )}
      <div className={classes.mapping}>
        <Table stickyHeader verticalSpacing={4} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="17rem">文件中的列</Table.Th>
              <Table.Th>前几行的内容</Table.Th>
              <Table.Th w="16rem">导入为</Table.Th>
              <Table.Th w="7.5rem">单位</Table.Th>
              <Table.Th w="6.5rem">年份</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {table.columns.map(({ index, title, hidden }) => {
              const use = fillOf(mapping, index);
              const units = use ? unitsFor(use) : [];
              const yearly = use && targetNamed(use.into)?.ledger.period === 'year';
              return (
                <Table.Tr key={index}>
                  <Table.Td fw={600}>
                    {title || `第 ${index + 1} 列`}
                    {hidden && (
                      <Text span size="xs" c="dimmed" ml="xs">
                        <IconEyeOff size="0.9rem" aria-hidden /> 隐藏列
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>
                    <div className={classes.samples}>
                      {samplesOf(table, index).map((text, at) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: samples may repeat.
                        <span key={at}>{text}</span>
                      ))}
                    </div>
                  </Table.Td>
                  <Table.Td>
                    <Select
                      aria-label={`「${title}」导入为`}
                      placeholder="不导入"
                      size="sm"
                      searchable
                      clearable
                      clearButtonProps={{ 'aria-label': '不导入这一列' }}
                      data={places}
                      value={use ? placeOf(use) : null}
                      onChange={(place) =>
                        walk.setMapping(assignColumn(mapping, index, title, place))
                      }
                    />
                  </Table.Td>
                  <Table.Td>
                    {use && units.length > 0 && (
                      <Select
                        aria-label={`「${title}」的单位`}
                        size="sm"
                        placeholder={
                          lacksUnit(use, samplesOf(table, index)) ? '请选单位' : '按原文'
                        }
                        error={lacksUnit(use, samplesOf(table, index))}
                        allowDeselect={false}
                        data={[...units]}
                        value={use.unit ?? ownUnit(use)}
                        onChange={(unit) => walk.setMapping(changeUse(mapping, index, { unit }))}
                      />
                    )}
                  </Table.Td>
                  <Table.Td>
                    {use && yearly && use.field !== 'year' && (
                      <NumberInput
                        aria-label={`「${title}」的年份`}
                        size="sm"
                        hideControls
                        min={1900}
                        max={2199}
                        placeholder={mapping.year === null ? '' : String(mapping.year)}
                        value={use.year ?? ''}
                        onChange={(year) =>
                          walk.setMapping(
                            changeUse(mapping, index, {
                              year: typeof year === 'number' ? year : null,
                            }),
                          )
                        }
                      />
                    )}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
      {walk.planning.isError && <FailureNote error={walk.planning.error} title="没有预览" />}
      <div className={classes.foot}>
        <Button variant="default" onClick={walk.backToSheet}>
          上一步
        </Button>
        <Text size="sm" role="status" c={said.length > 0 ? 'amber.7' : 'dimmed'}>
          {said.length > 0 ? said.join('；') : '还没有写入任何内容'}
        </Text>
        <Button onClick={walk.look} disabled={problems.length > 0}>
          下一步：预览
        </Button>
      </div>
    </>
  );
};
