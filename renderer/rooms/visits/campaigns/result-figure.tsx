import { Anchor } from '@mantine/core';
import type { CSSProperties } from 'react';
import { formatShare, nothingKnown } from '#renderer/parts/formats.ts';
import type { NumberTally, Tally } from '#shared/campaigns/tallies.ts';
import type { Pick as Picked, Results } from '#shared/campaigns/views.ts';
import { grouped } from '#shared/registers/values.ts';
import classes from './campaigns.module.css';

export type Question = Results['questions'][number];
/** By the answers to a question. */
export type Sort = { readonly by: string; readonly down: boolean } | null;

type CountProps = {
  readonly count: number;
  readonly name: string;
  readonly onOpen: () => void;
};

const Count = ({ count, name, onOpen }: CountProps) =>
  count === 0 ? (
    <span className={classes.aside}>0 家</span>
  ) : (
    <Anchor
      component="button"
      type="button"
      size="sm"
      aria-label={`${name} ${count} 家`}
      onClick={onOpen}
    >
      {count} 家
    </Anchor>
  );

const Numbers = ({
  tally,
  unit,
  onSort,
}: {
  readonly tally: NumberTally;
  readonly unit: string;
  readonly onSort: ((down: boolean) => void) | null;
}) => {
  const value = (digits: string | null): string =>
    digits === null ? nothingKnown : `${grouped(digits)}${unit === '' ? '' : ` ${unit}`}`;
  const lines: readonly (readonly [string, string | null, boolean | null])[] = [
    ['合计', tally.sum, null],
    ['平均', tally.mean, null],
    ['中位数', tally.median, null],
    ['最小', tally.min, false],
    ['最大', tally.max, true],
  ];
  return (
    <>
      {lines.map(([word, digits, down]) => (
        <tr key={word}>
          <th scope="row">{word}</th>
          <td colSpan={2}>
            {down === null || onSort === null || digits === null ? (
              value(digits)
            ) : (
              <Anchor
                component="button"
                type="button"
                size="sm"
                title="按这一题排序看"
                onClick={() => onSort(down)}
              >
                {value(digits)}
              </Anchor>
            )}
          </td>
        </tr>
      ))}
      {tally.unread > 0 && (
        <tr>
          <th scope="row">未计入（不是数字）</th>
          <td colSpan={2}>{tally.unread} 个</td>
        </tr>
      )}
    </>
  );
};

type ResultFigureProps = {
  readonly question: Question;
  readonly tally: Tally;
  readonly onPick: (pick: Picked) => void;
  readonly onSort: (sort: Sort) => void;
};

/** What the answers to one question come to; each figure leads to its rows. */
export const ResultFigure = ({ question, tally, onPick, onSort }: ResultFigureProps) => {
  const { id, label, number, kind, figure } = question;
  const answered = (yes: boolean): void => onPick({ question: id, of: { answered: yes } });
  return (
    <section className={classes.figure} aria-label={label}>
      <h3>
        {number === null ? '' : `${number}. `}
        {label}
        {number === null && <span className={classes.aside}>（现行版不再问）</span>}
      </h3>
      <table className={classes.tally} aria-label={`${label} 统计`}>
        <tbody>
          {tally.choices.map((choice) => (
            <tr key={choice.id}>
              <th
                scope="row"
                className={classes.meter}
                style={{ '--share': `${(choice.share ?? 0) / 10}%` } as CSSProperties}
              >
                {choice.label}
              </th>
              <td>
                <Count
                  count={choice.count}
                  name={`${label} ${choice.label}`}
                  onOpen={() => onPick({ question: id, of: { option: choice.id } })}
                />
              </td>
              <td>{formatShare(choice.share)}</td>
            </tr>
          ))}
          {tally.numbers && (
            <Numbers
              tally={tally.numbers}
              unit={figure.unit}
              onSort={(down) => onSort({ by: id, down })}
            />
          )}
          {tally.columns.map((column) => (
            <tr key={column.id}>
              <th scope="row">{column.label}合计</th>
              <td colSpan={2}>
                {column.numbers.sum === null
                  ? nothingKnown
                  : `${grouped(column.numbers.sum)}${column.unit === '' ? '' : ` ${column.unit}`}`}
              </td>
            </tr>
          ))}
          {(kind === 'table' || kind === 'photo') && (
            <tr>
              <th scope="row">{kind === 'table' ? '表格行' : '照片'}</th>
              <td colSpan={2}>
                {tally.items} {kind === 'table' ? '行' : '张'}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <div className={classes.pair}>
        <span>
          已填 <Count count={tally.answered} name={`${label} 已填`} onOpen={() => answered(true)} />
        </span>
        <span>
          未填 <Count count={tally.empty} name={`${label} 未填`} onOpen={() => answered(false)} />
        </span>
      </div>
    </section>
  );
};
