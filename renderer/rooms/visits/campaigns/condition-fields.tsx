import { NativeSelect, TextInput } from '@mantine/core';
import {
  type Condition,
  type ConditionOp,
  comparesValue,
  opLabel,
  opsOf,
  otherOption,
  type Question,
  questionNumbers,
} from '#shared/campaigns/question-sheet.ts';
import classes from './builder.module.css';

type ConditionFieldsProps = {
  readonly condition: Condition | null;
  /** The whole sheet: what stands before may be asked of. */
  readonly questions: readonly Question[];
  readonly at: number;
  readonly onChange: (condition: Condition | null, tag?: string) => void;
};

const firstValue = ({ kind, options }: Question): string =>
  kind === 'choice' || kind === 'choices' ? (options[0]?.id ?? '') : '';

/** 「只在……时显示」, composed by choosing. */
export const ConditionFields = ({ condition, questions, at, onChange }: ConditionFieldsProps) => {
  const before = questions.slice(0, at).filter(({ kind }) => opsOf(kind).length > 0);
  const numbers = questionNumbers({ questions: [...questions] });
  const asked = questions.find(({ id }) => id === condition?.question);
  const isBefore = asked !== undefined && before.includes(asked);
  const choose = (id: string): void => {
    const question = before.find((one) => one.id === id);
    const [op] = question ? opsOf(question.kind) : [];
    onChange(question && op ? { question: id, op, value: firstValue(question) } : null);
  };
  const name = ({ id, label }: Question): string =>
    `${numbers.get(id) ?? ''}. ${label || '（未写题目）'}`;
  const isChoice = asked?.kind === 'choice' || asked?.kind === 'choices';
  return (
    <div className={classes.line}>
      <NativeSelect
        size="xs"
        label="什么时候显示"
        className={classes.grow ?? ''}
        value={condition?.question ?? ''}
        data={[
          { value: '', label: '总是显示' },
          ...(condition && !isBefore
            ? [
                {
                  value: condition.question,
                  label: asked ? `${name(asked)}（排在后面）` : '（题目已删除）',
                },
              ]
            : []),
          ...before.map((question) => ({ value: question.id, label: `当 ${name(question)}` })),
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {condition && asked && (
        <>
          <NativeSelect
            size="xs"
            aria-label="显示条件"
            w="8rem"
            value={condition.op}
            data={opsOf(asked.kind).map((op) => ({ value: op, label: opLabel(op, asked.kind) }))}
            onChange={(event) =>
              onChange({ ...condition, op: event.currentTarget.value as ConditionOp })
            }
          />
          {comparesValue(condition.op) &&
            (isChoice ? (
              <NativeSelect
                size="xs"
                aria-label="显示条件的选项"
                w="10rem"
                value={condition.value}
                data={[
                  ...asked.options.map(({ id, label }) => ({
                    value: id,
                    label: label || '（空选项）',
                  })),
                  ...(asked.other ? [{ value: otherOption, label: otherOption }] : []),
                ]}
                onChange={(event) => onChange({ ...condition, value: event.currentTarget.value })}
              />
            ) : (
              <TextInput
                size="xs"
                aria-label="显示条件的内容"
                w="9rem"
                placeholder={
                  asked.kind === 'day' ? '2026-03-05' : asked.kind === 'number' ? '数字' : '文字'
                }
                value={condition.value}
                onChange={(event) =>
                  onChange({ ...condition, value: event.currentTarget.value }, 'showIf')
                }
              />
            ))}
        </>
      )}
    </div>
  );
};
