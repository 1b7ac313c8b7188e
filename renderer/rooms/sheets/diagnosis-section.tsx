import { Chip } from '@mantine/core';
import { memo } from 'react';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import {
  axes,
  axisScore,
  barrierQuestions,
  barriersIn,
  statementsOf,
} from '#shared/sheet-diagnosis.ts';
import classes from './diagnosis-section.module.css';
import type { AnswerForm, SheetForm } from './sheet-form.ts';
import paper from './sheet-paper.module.css';

type DiagnosisSectionProps = {
  readonly answers: SheetForm['answers'];
  readonly change: KeptForm<SheetForm>['change'];
  readonly readOnly: boolean;
};

const withAnswer = (form: SheetForm, id: string, part: Partial<AnswerForm>): SheetForm => {
  const old = form.answers.find((answer) => answer.id === id);
  const next = { id, answer: '', remark: '', ...old, ...part };
  return {
    ...form,
    answers: old
      ? form.answers.map((answer) => (answer.id === id ? next : answer))
      : [...form.answers, next],
  };
};

/** 三重三轻 statement by statement, and what stands in the firm's way. */
export const DiagnosisSection = memo(
  ({ answers: said, change, readOnly }: DiagnosisSectionProps) => {
    const given = said.map(({ id, answer }) => ({ question: id, answer: answer || null }));
    const answerOf = (code: string): string => said.find(({ id }) => id === code)?.answer ?? '';
    const remarkOf = (code: string): string => said.find(({ id }) => id === code)?.remark ?? '';
    return (
      <table className={paper.ruled} aria-label="三重三轻诊断">
        <colgroup>
          <col style={{ width: '8.5rem' }} />
          <col />
          <col style={{ width: '8.5rem' }} />
          <col style={{ width: '26%' }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">方面</th>
            <th scope="col">表现</th>
            <th scope="col">是否符合</th>
            <th scope="col">说明</th>
          </tr>
        </thead>
        <tbody>
          {axes.map((axis) => {
            const score = axisScore(axis, given);
            return statementsOf(axis).map(({ code, text, answers }, at) => (
              <tr key={code}>
                {at === 0 && (
                  <th scope="rowgroup" rowSpan={axis.statements.length}>
                    {axis.label}
                    {score && (
                      <span className={classes.score}>
                        {score.points} / {score.most} 分
                      </span>
                    )}
                  </th>
                )}
                <td className={classes.statement}>{text}</td>
                <td>
                  <select
                    className={paper.cell}
                    aria-label={`${text} 是否符合`}
                    disabled={readOnly}
                    value={answerOf(code)}
                    onChange={(event) => {
                      const answer = event.currentTarget.value;
                      change((f) => withAnswer(f, code, { answer }));
                    }}
                  >
                    <option value="">未评</option>
                    {answers.map((answer) => (
                      <option key={answer}>{answer}</option>
                    ))}
                  </select>
                </td>
                <td>
                  <textarea
                    className={paper.cell}
                    rows={1}
                    readOnly={readOnly}
                    aria-label={`${text} 说明`}
                    value={remarkOf(code)}
                    onChange={(event) => {
                      const remark = event.currentTarget.value;
                      change((f) => withAnswer(f, code, { remark }), `answer-${code}`);
                    }}
                  />
                </td>
              </tr>
            ));
          })}
          <tr>
            <th scope="row">主要障碍</th>
            <td colSpan={3} className={classes.barriers}>
              <span className={classes.printed}>{barriersIn(given).join('、')}</span>
              {barrierQuestions.map(({ code, text }) => (
                <Chip
                  key={code}
                  size="xs"
                  disabled={readOnly}
                  checked={answerOf(code) === '存在'}
                  onChange={(on) =>
                    change((f) => withAnswer(f, code, { answer: on ? '存在' : '不存在' }))
                  }
                >
                  {text}
                </Chip>
              ))}
            </td>
          </tr>
        </tbody>
      </table>
    );
  },
);
DiagnosisSection.displayName = 'DiagnosisSection';
