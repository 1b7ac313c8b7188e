import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import {
  type FigureRule,
  type Question,
  type QuestionKind,
  questionKinds,
} from '#shared/campaigns/question-sheet.ts';
import classes from './builder.module.css';
import { newId } from './campaign-form.ts';
import { ColumnsFields } from './columns-fields.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { FactSelect } from './fact-select.tsx';
import { FigureFields } from './figure-fields.tsx';
import { ItemList } from './item-list.tsx';

type QuestionFieldsProps = {
  readonly question: Question;
  readonly questions: readonly Question[];
  readonly at: number;
  readonly onChange: (question: Question, tag?: string) => void;
};

/** What a question of another kind still wants. */
const asKind = (question: Question, kind: QuestionKind): Question => {
  const needsOptions = (kind === 'choice' || kind === 'choices') && question.options.length === 0;
  return {
    ...{ ...question, kind },
    ...(needsOptions ? { options: [1, 2].map(() => ({ id: newId(), label: '' })) } : {}),
  };
};

const limitWords = ({ min, max }: FigureRule): string[] => [
  ...(min === null ? [] : [`不小于 ${min}`]),
  ...(max === null ? [] : [`不大于 ${max}`]),
];

/** What the file decides of a question that asks for a fact of it. */
const boundWords = ({ kind, figure, options, other }: Question): string => {
  const more =
    kind === 'number'
      ? [...(figure.unit === '' ? [] : [`单位${figure.unit}`]), ...limitWords(figure)]
      : [...options.map(({ label }) => label), ...(other ? ['其他'] : [])];
  return `类型、单位和选项随企业档案${more.length === 0 ? '' : `：${more.join('、')}`}。填写时先带出档案现有的内容，完成答卷时可把不同的写进档案。`;
};

/** Everything there is to say of one question. */
export const QuestionFields = ({ question, questions, at, onChange }: QuestionFieldsProps) => {
  const put = (part: Partial<Question>, tag?: string): void =>
    onChange({ ...question, ...part }, tag && `${question.id} ${tag}`);
  const { kind } = question;
  const isNote = kind === 'note';
  const isBound = question.fact !== null;
  return (
    <div className={classes.fields}>
      <div className={classes.line}>
        <TextInput
          size="xs"
          id={`label-${question.id}`}
          className={classes.grow ?? ''}
          label={isNote ? '标题' : '题目'}
          maxLength={500}
          value={question.label}
          onChange={(event) => put({ label: event.currentTarget.value }, 'label')}
        />
        <NativeSelect
          size="xs"
          label="类型"
          w="8rem"
          value={kind}
          disabled={isBound}
          data={questionKinds.map((one) => ({ value: one.kind, label: one.label }))}
          onChange={(event) =>
            onChange(asKind(question, event.currentTarget.value as QuestionKind))
          }
        />
      </div>
      <Textarea
        size="xs"
        label={isNote ? '说明文字' : '填写说明（可不填）'}
        autosize
        minRows={1}
        maxRows={5}
        maxLength={1_000}
        value={question.hint}
        onChange={(event) => put({ hint: event.currentTarget.value }, 'hint')}
      />
      {isBound && <p className={classes.bound}>{boundWords(question)}</p>}
      {kind === 'number' && !isBound && (
        <FigureFields figure={question.figure} onChange={(figure, tag) => put({ figure }, tag)} />
      )}
      {(kind === 'choice' || kind === 'choices') && !isBound && (
        <>
          <ItemList
            noun="选项"
            items={question.options}
            onChange={(options, tag) => put({ options }, tag)}
          />
          <Checkbox
            size="xs"
            label="可选「其他」并自己写"
            checked={question.other}
            onChange={(event) => put({ other: event.currentTarget.checked })}
          />
        </>
      )}
      {kind === 'table' && (
        <>
          <ColumnsFields
            columns={question.columns}
            onChange={(columns, tag) => put({ columns }, tag)}
          />
          <ItemList
            noun="固定的行"
            items={question.rows}
            onChange={(rows, tag) => put({ rows }, tag)}
          />
          <Checkbox
            size="xs"
            label="填写时可以加行"
            checked={question.addRows}
            onChange={(event) => put({ addRows: event.currentTarget.checked })}
          />
        </>
      )}
      <ConditionFields
        showIf={question.showIf}
        questions={questions}
        at={at}
        onChange={(showIf, tag) => put({ showIf }, tag)}
      />
      <div className={classes.line}>
        {!isNote && (
          <Checkbox
            size="xs"
            className={classes.ticked ?? ''}
            label="必填"
            checked={question.required}
            onChange={(event) => put({ required: event.currentTarget.checked })}
          />
        )}
        {!isNote && kind !== 'table' && kind !== 'photo' && (
          <FactSelect question={question} onChange={onChange} />
        )}
      </div>
    </div>
  );
};
