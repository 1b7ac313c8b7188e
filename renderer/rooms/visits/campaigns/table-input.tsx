import { ActionIcon, Button, NativeSelect, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { readChosen, writeChosen } from '#shared/campaigns/answer-text.ts';
import { type Answers, cellKey, tableRows } from '#shared/campaigns/answers.ts';
import type { Question, SheetColumn } from '#shared/campaigns/question-sheet.ts';
import { AnswerInput } from './answer-input.tsx';
import { newRowKey } from './row-key.ts';
import classes from './sheet-form.module.css';

type TableInputProps = {
  readonly question: Question;
  readonly answers: Answers;
  readonly onAnswer: ((key: string, typed: string) => void) | null;
  readonly problems: ReadonlyMap<string, string>;
};

type CellProps = {
  readonly column: SheetColumn;
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly invalid: boolean;
  readonly onChange: ((typed: string) => void) | null;
};

const Cell = ({ column, label, name, value, invalid, onChange }: CellProps) => {
  if (column.kind !== 'choice')
    return (
      <AnswerInput
        id={`answer-${name}`}
        asked={column}
        {...{ name, label, value, invalid, onChange }}
      />
    );
  return (
    <NativeSelect
      id={`answer-${name}`}
      aria-label={label}
      disabled={onChange === null}
      value={readChosen(value)[0]?.id ?? ''}
      data={[
        { value: '', label: '' },
        ...column.options.map(({ id, label: words }) => ({ value: id, label: words })),
      ]}
      onChange={(event) => {
        const option = column.options.find(({ id }) => id === event.currentTarget.value);
        onChange?.(
          option ? writeChosen([{ id: option.id, words: option.label }], column.options) : '',
        );
      }}
    />
  );
};

/** A table of rows and columns; rows may be added where the sheet says so. */
export const TableInput = ({ question, answers, onAnswer, problems }: TableInputProps) => {
  const { id, columns, addRows } = question;
  const rows = tableRows(question, answers);
  const fixed = new Set(question.rows.map((row) => row.id));
  const hasLabels = rows.some((row) => row.label !== '');
  const add = (): void => {
    const [first] = columns;
    if (first) onAnswer?.(cellKey(id, newRowKey(), first.id), '');
  };
  if (columns.length === 0)
    return (
      <Text size="sm" c="dimmed">
        还没有列
      </Text>
    );
  const wrong = [...problems].filter(([key]) => key.startsWith(`${id}|`));
  return (
    <>
      <div className={classes.tableFrame}>
        <table className={classes.table} aria-label={question.label}>
          <thead>
            <tr>
              {hasLabels && <th scope="col" aria-label="项目" />}
              {columns.map((column) => (
                <th key={column.id} scope="col">
                  {column.label || '（空列名）'}
                  {column.kind === 'number' &&
                    column.figure.unit !== '' &&
                    `（${column.figure.unit}）`}
                </th>
              ))}
              {addRows && onAnswer && rows.length > fixed.size && (
                <th aria-label="移除" className={classes.tool} />
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={row.id}>
                {hasLabels && <th scope="row">{row.label || at + 1}</th>}
                {columns.map((column) => {
                  const key = cellKey(id, row.id, column.id);
                  return (
                    <td key={column.id}>
                      <Cell
                        column={{ ...column, figure: { ...column.figure, unit: '' } }}
                        label={`${row.label || `第 ${at + 1} 行`} ${column.label}`}
                        name={key}
                        value={answers[key] ?? ''}
                        invalid={problems.has(key)}
                        onChange={onAnswer && ((typed) => onAnswer(key, typed))}
                      />
                    </td>
                  );
                })}
                {addRows && onAnswer && rows.length > fixed.size && (
                  <td className={classes.tool}>
                    {!fixed.has(row.id) && (
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={`移除第 ${at + 1} 行`}
                        onClick={() => onAnswer(cellKey(id, row.id), '')}
                      >
                        <IconTrash size="1rem" aria-hidden />
                      </ActionIcon>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {addRows && onAnswer && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.addRow ?? ''}
          leftSection={<IconPlus size="1rem" aria-hidden />}
          onClick={add}
        >
          加一行
        </Button>
      )}
      {wrong.map(([key, message]) => (
        <p key={key} className={classes.problem} role="alert">
          {message}
        </p>
      ))}
    </>
  );
};
