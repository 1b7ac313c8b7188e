import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import {
  blankColumn,
  type ColumnKind,
  columnKinds,
  questionKindLabel,
  type SheetColumn,
} from '#shared/campaigns/question-sheet.ts';
import classes from './builder.module.css';
import { moved, newId } from './campaign-form.ts';
import { FigureFields } from './figure-fields.tsx';
import { ItemList } from './item-list.tsx';

type ColumnsFieldsProps = {
  readonly columns: readonly SheetColumn[];
  readonly onChange: (columns: SheetColumn[], tag?: string) => void;
};

/** The columns of a table, each of a simple kind. */
export const ColumnsFields = ({ columns, onChange }: ColumnsFieldsProps) => {
  const put = (at: number, column: SheetColumn, tag?: string): void =>
    onChange(columns.with(at, column), tag && `${column.id}${tag}`);
  return (
    <div className={classes.items}>
      {columns.map((column, at) => (
        <div key={column.id} className={classes.column}>
          <div className={classes.line}>
            <TextInput
              size="xs"
              className={classes.grow ?? ''}
              aria-label={`列 ${at + 1}`}
              placeholder={`列 ${at + 1} 的名称`}
              maxLength={200}
              value={column.label}
              onChange={(event) =>
                put(at, { ...column, label: event.currentTarget.value }, 'label')
              }
            />
            <NativeSelect
              size="xs"
              aria-label={`列 ${at + 1} 的类型`}
              w="7rem"
              value={column.kind}
              data={columnKinds.map((kind) => ({ value: kind, label: questionKindLabel(kind) }))}
              onChange={(event) =>
                put(at, { ...column, kind: event.currentTarget.value as ColumnKind })
              }
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`列 ${at + 1} 前移`}
              disabled={at === 0}
              onClick={() => onChange(moved(columns, at, at - 1))}
            >
              <IconArrowUp size="0.9rem" aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`列 ${at + 1} 后移`}
              disabled={at === columns.length - 1}
              onClick={() => onChange(moved(columns, at, at + 1))}
            >
              <IconArrowDown size="0.9rem" aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`删去列 ${at + 1}`}
              onClick={() => onChange(columns.toSpliced(at, 1))}
            >
              <IconX size="0.9rem" aria-hidden />
            </ActionIcon>
          </div>
          {column.kind === 'number' && (
            <FigureFields
              figure={column.figure}
              onChange={(figure, tag) => put(at, { ...column, figure }, tag)}
            />
          )}
          {column.kind === 'choice' && (
            <ItemList
              noun="选项"
              items={column.options}
              onChange={(options, tag) => put(at, { ...column, options }, tag)}
            />
          )}
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size="0.9rem" aria-hidden />}
        onClick={() => onChange([...columns, blankColumn(newId())])}
      >
        加列
      </Button>
    </div>
  );
};
