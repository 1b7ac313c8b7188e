import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Answers, cellKey, shownQuestions } from '#shared/campaigns/answers.ts';
import {
  type Question,
  type QuestionSheet,
  questionNumbers,
} from '#shared/campaigns/question-sheet.ts';
import { AnswerInput, type Asked } from './answer-input.tsx';
import classes from './sheet-form.module.css';
import { TableInput } from './table-input.tsx';

export type SheetFormProps = {
  readonly label: string;
  readonly sheet: QuestionSheet;
  readonly answers: Answers;
  /** Null: the sheet is only read. */
  readonly onAnswer: ((key: string, typed: string) => void) | null;
  /** What is wrong, by cell. */
  readonly problems?: ReadonlyMap<string, string>;
  /** Answers that came out of the file and nobody has looked at yet, by question. */
  readonly prefilled?: Answers;
  /** What stands under a question, by its id. */
  readonly beneath?: ReadonlyMap<string, ReactNode>;
  readonly photos?: (question: Question) => ReactNode;
};

/** Enter goes on to the next field; in a text of several lines it makes a line. */
const onEnter = (event: React.KeyboardEvent<HTMLElement>): void => {
  const { target, currentTarget } = event;
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey) return;
  if (!(target instanceof HTMLInputElement)) return;
  event.preventDefault();
  const fields = [...currentTarget.querySelectorAll<HTMLElement>('input, textarea, select')].filter(
    (field) => field.tabIndex >= 0 && !field.matches(':disabled'),
  );
  const own = fields.indexOf(target);
  // The options of one question are one field.
  const next = fields
    .slice(own + 1)
    .find(
      (field) =>
        !(field instanceof HTMLInputElement && field.name !== '' && field.name === target.name),
    );
  next?.focus();
};

const Body = ({ question, ...props }: SheetFormProps & { readonly question: Question }) => {
  const { answers, onAnswer, problems, photos } = props;
  if (question.kind === 'photo')
    return (
      photos?.(question) ?? (
        <Text size="sm" c="dimmed">
          填写时在这里拍照或添加照片
        </Text>
      )
    );
  if (question.kind === 'table')
    return (
      <TableInput
        question={question}
        answers={answers}
        onAnswer={onAnswer}
        problems={problems ?? new Map()}
      />
    );
  const key = cellKey(question.id);
  const asked: Asked = { ...question, kind: question.kind === 'note' ? 'text' : question.kind };
  return (
    <AnswerInput
      id={`answer-${key}`}
      name={key}
      label={question.label}
      asked={asked}
      other={question.other}
      value={answers[key] ?? ''}
      invalid={problems?.has(key) ?? false}
      onChange={onAnswer && ((typed) => onAnswer(key, typed))}
    />
  );
};

const Asking = ({
  question,
  number,
  ...props
}: SheetFormProps & { readonly question: Question; readonly number: number | undefined }) => {
  const { answers, prefilled } = props;
  const key = cellKey(question.id);
  const isFromFile = prefilled?.[key] !== undefined && prefilled[key] === answers[key];
  const problem = props.problems?.get(key);
  if (question.kind === 'note')
    return (
      <div className={classes.note}>
        {question.label !== '' && <h3>{question.label}</h3>}
        {question.hint !== '' && <p>{question.hint}</p>}
      </div>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in a line with a number.
    <div
      className={classes.question}
      role="group"
      aria-labelledby={`asked-${question.id}`}
      data-question={question.id}
    >
      <div className={classes.asked} id={`asked-${question.id}`}>
        <span className={classes.number}>{number}.</span>
        <span>
          {question.label || '（还没有写题目）'}
          {question.required && (
            <span className={classes.must} title="必填">
              {' '}
              *
            </span>
          )}
          {question.kind === 'choices' && <span className={classes.aside}>（可多选）</span>}
        </span>
      </div>
      {question.hint !== '' && <p className={classes.hint}>{question.hint}</p>}
      <Body question={question} {...props} />
      {isFromFile && question.fact === null && <p className={classes.hint}>取自企业档案，请核对</p>}
      {props.beneath?.get(question.id)}
      {problem !== undefined && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
};

/** A question sheet to be filled in: one column, by mouse, keyboard or thumb. Hidden questions are not there. */
export const SheetForm = (props: SheetFormProps) => {
  const { label, sheet, answers } = props;
  const shown = shownQuestions(sheet, answers);
  const numbers = questionNumbers(sheet);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the page around it is the form.
    <div className={classes.sheet} role="form" aria-label={label} onKeyDown={onEnter}>
      {sheet.questions
        .filter(({ id }) => shown.has(id))
        .map((question) => (
          <Asking
            key={question.id}
            {...props}
            question={question}
            number={numbers.get(question.id)}
          />
        ))}
    </div>
  );
};
