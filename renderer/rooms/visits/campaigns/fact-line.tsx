import type { FactChange } from '#shared/campaigns/fact-changes.ts';
import type { FileFact } from '#shared/campaigns/views.ts';
import { localDate } from '#shared/clock.ts';
import { formatDate } from '#shared/dates.ts';
import classes from './sheet-form.module.css';

/** 「2025年3月，导入：名单.xlsx › 第12行，14 个月没有人确认」; empty where nobody said when. */
export const sourceWords = ({ at, from, staleMonths }: FileFact): string =>
  [
    at === null ? '' : formatDate(localDate(new Date(at)).slice(0, 7)),
    from ?? '',
    staleMonths === null ? '' : `${staleMonths} 个月没有人确认`,
  ]
    .filter((words) => words !== '')
    .join('，');

type FactLineProps = { readonly fact: FileFact; readonly change: FactChange | undefined };

/** What the firm's file holds, under the question that asks for it. */
export const FactLine = ({ fact, change }: FactLineProps) => {
  const source = sourceWords(fact);
  return (
    <p className={classes.fact} data-other={change?.same === false || undefined}>
      <span>
        档案：{fact.text === '' ? '没有登记' : fact.text}
        {source !== '' && <small>（{source}）</small>}
      </span>
      {change && fact.text !== '' && <em>{change.same ? '与档案一致' : '与档案不同'}</em>}
    </p>
  );
};
