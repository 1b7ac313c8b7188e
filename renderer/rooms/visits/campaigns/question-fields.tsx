import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import {
  prefillFacts,
  type Question,
  type QuestionKind,
  questionKinds,
} from '#shared/campaigns/question-sheet.ts';
import classes from './builder.module.css';
import { newId } from './campaign-form.ts';
import { ColumnsFields } from './columns-fields.tsx';
import { ConditionFields } from './condition-fields.tsx';
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

/** Everything there is to say of one question. */
export const QuestionFields = ({ question, questions, at, onChange }: QuestionFieldsProps) => {
  const put = (part: Partial<Question>, tag?: string): void =>
    onChange({ ...question, ...part }, tag && `${question.id} ${tag}`);
  const { kind } = question;
  const isNote = kind === 'note';
  const facts = prefillFacts.filter((fact) => (fact.kinds as readonly string[]).includes(kind));
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
      {kind === 'number' && (
        <FigureFields figure={question.figure} onChange={(figure, tag) => put({ figure }, tag)} />
      )}
      {(kind === 'choice' || kind === 'choices') && (
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
        condition={question.showIf}
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
        {facts.length > 0 && (
          <NativeSelect
            size="xs"
            aria-label="从企业档案带出"
            value={question.prefill ?? ''}
            data={[
              { value: '', label: '不从企业档案带出' },
              ...facts.map(({ key, label }) => ({ value: key, label: `带出：${label}` })),
            ]}
            onChange={(event) => put({ prefill: event.currentTarget.value || null })}
          />
        )}
      </div>
    </div>
  );
};
