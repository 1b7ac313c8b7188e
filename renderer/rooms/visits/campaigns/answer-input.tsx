import { Textarea, TextInput } from '@mantine/core';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { answerInWords } from '#shared/campaigns/answer-text.ts';
import type {
  ColumnKind,
  FigureRule,
  QuestionKind,
  SheetItem,
} from '#shared/campaigns/question-sheet.ts';
import { ChoiceInput } from './choice-input.tsx';
import classes from './sheet-form.module.css';

export type Asked = {
  readonly kind: Exclude<QuestionKind, 'note' | 'table' | 'photo'> | ColumnKind;
  readonly figure: FigureRule;
  readonly options: readonly SheetItem[];
};

type AnswerInputProps = {
  readonly id: string;
  /** Groups the options of one question. */
  readonly name: string;
  readonly label: string;
  readonly asked: Asked;
  readonly other?: boolean;
  readonly value: string;
  readonly invalid: boolean;
  /** Null: only read. */
  readonly onChange: ((typed: string) => void) | null;
};

const limitsOf = ({ min, max }: FigureRule): string => {
  if (min !== null && max !== null) return `${min}—${max}`;
  return min !== null ? `不小于 ${min}` : max !== null ? `不大于 ${max}` : '';
};

/** One answer, as its kind is typed. */
export const AnswerInput = (props: AnswerInputProps) => {
  const { id, name, label, asked, other = false, value, invalid, onChange } = props;
  const disabled = onChange === null;
  const common = { id, 'aria-label': label, disabled, error: invalid } as const;
  const typed = (event: { readonly currentTarget: { readonly value: string } }): void =>
    onChange?.(event.currentTarget.value);
  switch (asked.kind) {
    case 'choice':
    case 'choices':
      return (
        <ChoiceInput
          id={id}
          name={name}
          label={label}
          options={asked.options}
          many={asked.kind === 'choices'}
          other={other}
          value={value}
          onChange={onChange}
        />
      );
    case 'longText':
      return (
        <Textarea
          {...common}
          autosize
          minRows={3}
          maxRows={14}
          value={answerInWords(value)}
          onChange={typed}
        />
      );
    case 'number':
      return (
        <TextInput
          {...common}
          className={classes.figure ?? ''}
          inputMode="decimal"
          autoComplete="off"
          placeholder={limitsOf(asked.figure)}
          value={value}
          rightSection={asked.figure.unit === '' ? undefined : <span>{asked.figure.unit}</span>}
          rightSectionWidth={`${asked.figure.unit.length + 1.5}em`}
          rightSectionPointerEvents="none"
          onChange={typed}
        />
      );
    case 'day':
      return (
        <DayInput
          {...common}
          className={classes.figure ?? ''}
          value={value}
          onChange={(day) => onChange?.(day)}
        />
      );
    default:
      return (
        <TextInput {...common} autoComplete="off" value={answerInWords(value)} onChange={typed} />
      );
  }
};
