import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import {
  type Condition,
  type ConditionOp,
  comparesValue,
  type Join,
  joins,
  mostConditions,
  opLabel,
  opsOf,
  otherOption,
  type Question,
  questionNumbers,
  type ShowIf,
} from '#shared/campaigns/question-sheet.ts';
import classes from './builder.module.css';

type ConditionFieldsProps = {
  readonly showIf: ShowIf | null;
  /** The whole sheet: what stands before may be asked of. */
  readonly questions: readonly Question[];
  readonly at: number;
  readonly onChange: (showIf: ShowIf | null, tag?: string) => void;
};

const firstValue = ({ kind, options }: Question): string =>
  kind === 'choice' || kind === 'choices' ? (options[0]?.id ?? '') : '';

const conditionOn = (question: Question): Condition | null => {
  const [op] = opsOf(question.kind);
  return op ? { question: question.id, op, value: firstValue(question) } : null;
};

type OneProps = Pick<ConditionFieldsProps, 'questions' | 'at'> & {
  /** 1 for the first. */
  readonly n: number;
  /** Null: none yet. */
  readonly condition: Condition | null;
  readonly onChange: (condition: Condition | null, tag?: string) => void;
};

/** 「当 1. 是否设首席质量官 是 已设」. */
const OneCondition = ({ n, condition, questions, at, onChange }: OneProps) => {
  const before = questions.slice(0, at).filter(({ kind }) => opsOf(kind).length > 0);
  const numbers = questionNumbers({ questions: [...questions] });
  const asked = questions.find(({ id }) => id === condition?.question);
  const isBefore = asked !== undefined && before.includes(asked);
  const choose = (id: string): void => {
    const question = before.find((one) => one.id === id);
    onChange(question ? conditionOn(question) : null);
  };
  const name = ({ id, label }: Question): string =>
    `${numbers.get(id) ?? ''}. ${label || '（未写题目）'}`;
  const isChoice = asked?.kind === 'choice' || asked?.kind === 'choices';
  const which = n === 1 ? '显示条件' : `显示条件 ${n} `;
  return (
    <>
      <NativeSelect
        size="xs"
        {...(n === 1 ? { label: '什么时候显示' } : { 'aria-label': `${which}问的题` })}
        className={classes.grow ?? ''}
        value={condition?.question ?? ''}
        data={[
          ...(n === 1 ? [{ value: '', label: '总是显示' }] : []),
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
            aria-label={which.trim()}
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
                aria-label={`${which}的选项`}
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
                aria-label={`${which}的内容`}
                w="9rem"
                placeholder={
                  asked.kind === 'day' ? '2026-03-05' : asked.kind === 'number' ? '数字' : '文字'
                }
                value={condition.value}
                onChange={(event) =>
                  onChange({ ...condition, value: event.currentTarget.value }, `showIf ${n}`)
                }
              />
            ))}
        </>
      )}
    </>
  );
};

/** 「只在……时显示」, composed by choosing; several are joined by one word, 并且 or 或者. */
export const ConditionFields = ({ showIf, questions, at, onChange }: ConditionFieldsProps) => {
  const { join, of } = showIf ?? { join: 'all' as const, of: [] };
  const put = (next: readonly Condition[], tag?: string): void =>
    onChange(next.length === 0 ? null : { join, of: [...next] }, tag);
  const change = (index: number, condition: Condition | null, tag?: string): void =>
    put(condition ? of.with(index, condition) : of.toSpliced(index, 1), tag);
  const last = questions.slice(0, at).findLast(({ kind }) => opsOf(kind).length > 0);
  const fresh = last && conditionOn(last);
  const removal = (index: number) => (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={`去掉显示条件 ${index + 1}`}
      onClick={() => change(index, null)}
    >
      <IconX size="1rem" aria-hidden />
    </ActionIcon>
  );
  const [first = null] = of;
  return (
    <>
      <div className={classes.line}>
        <OneCondition
          n={1}
          condition={first}
          questions={questions}
          at={at}
          onChange={(condition, tag) => {
            if (first) change(0, condition, tag);
            else put(condition ? [condition] : [], tag);
          }}
        />
        {of.length > 1 && removal(0)}
      </div>
      {of.slice(1).map((condition, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no name but its place.
        <div key={i + 1} className={classes.line}>
          <NativeSelect
            size="xs"
            aria-label={`显示条件 ${i + 2} 与前面的关系`}
            w="5.5rem"
            value={join}
            data={joins.map((one) => ({ value: one.join, label: one.label }))}
            onChange={(event) => onChange({ join: event.currentTarget.value as Join, of })}
          />
          <OneCondition
            n={i + 2}
            condition={condition}
            questions={questions}
            at={at}
            onChange={(next, tag) => change(i + 1, next, tag)}
          />
          {removal(i + 1)}
        </div>
      ))}
      {first && fresh && of.length < mostConditions && (
        <Button
          variant="subtle"
          size="compact-xs"
          className={classes.more ?? ''}
          leftSection={<IconPlus size="0.9rem" aria-hidden />}
          onClick={() => put([...of, fresh])}
        >
          {of.length === 1 ? '再加一个条件' : joinWords[join]}
        </Button>
      )}
    </>
  );
};

const joinWords: Readonly<Record<Join, string>> = {
  all: '再加一个条件（都满足才显示）',
  any: '再加一个条件（满足一个就显示）',
};
