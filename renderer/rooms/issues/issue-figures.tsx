import { Anchor, Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatShare, today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { lastDayOf } from '#shared/dates.ts';
import { total } from '#shared/issue-counts.ts';
import {
  type ByType,
  type IssueCounter,
  type IssueCounts,
  issueCounterLabels,
  issueCounters,
  type Period,
  periodInput,
  type VisitCounts,
} from '#shared/issues.ts';
import { issueTypes } from '#shared/visits.ts';
import classes from './issues.module.css';
import type { useIssueQuery } from './use-issue-query.ts';

type Asked = ReturnType<typeof useIssueQuery>;

/** What dates each figure: they stand under their names, so that nobody mixes them. */
const datedBy: Readonly<Record<IssueCounter, string>> = {
  registered: '按提出日期',
  solved: '按销号日期',
  open: '期末仍在办',
  transferred: '期末已转出',
  refused: '期末不予受理',
};

const pad = (n: number): string => String(n).padStart(2, '0');
const months = (year: number, first: number, last: number): Period => ({
  from: `${year}-${pad(first)}-01`,
  to: lastDayOf(`${year}-${pad(last)}`),
});

/** Periods people report by. */
const periods = (day: string): readonly (readonly [label: string, period: Period])[] => {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const quarter = Math.ceil(month / 3);
  return [
    ['本年', months(year, 1, 12)],
    ...([1, 2, 3, 4] as const)
      .filter((nth) => nth <= quarter)
      .map((nth) => [`${'一二三四'[nth - 1]}季度`, months(year, 3 * nth - 2, 3 * nth)] as const),
    ['本月', months(year, month, month)],
    ['上年', months(year - 1, 1, 12)],
  ];
};

type FigureProps = { readonly count: number; readonly label: string; readonly onOpen: () => void };

const Figure = ({ count, label, onOpen }: FigureProps) =>
  count === 0 ? (
    <span className={classes.none}>0</span>
  ) : (
    <Anchor component="button" type="button" size="sm" aria-label={label} onClick={onOpen}>
      {count}
    </Anchor>
  );

type TableProps = { readonly counts: IssueCounts; readonly asked: Asked };

const IssueTable = ({ counts, asked }: TableProps) => {
  const { from, to } = counts;
  const seen = issueCounters.flatMap((counter) => Object.keys(counts[counter]));
  const types = [...new Set([...issueTypes, ...seen])];
  const open = (counter: IssueCounter, type: string | null): void =>
    asked.set({ view: null, list: null, state: null, q: null, counter, from, to, type });
  const line = (label: string, type: string | null, of: (by: ByType) => number) => (
    <tr key={label}>
      <th scope="row">{label}</th>
      {issueCounters.map((counter) => (
        <td key={counter}>
          <Figure
            count={of(counts[counter])}
            label={`${label}${issueCounterLabels[counter]} ${of(counts[counter])} 件`}
            onOpen={() => open(counter, type)}
          />
        </td>
      ))}
      <td>{of(counts.solvedOfRegistered)}</td>
    </tr>
  );
  return (
    <section className={classes.card}>
      <h2>问题（件）</h2>
      <table className={classes.figures} aria-label="问题统计">
        <thead>
          <tr>
            <th scope="col">问题类型</th>
            {issueCounters.map((counter) => (
              <th key={counter} scope="col">
                {issueCounterLabels[counter]}
                <small>{datedBy[counter]}</small>
              </th>
            ))}
            <th scope="col">
              其中已解决
              <small>期内登记、期末前销号</small>
            </th>
          </tr>
        </thead>
        <tbody>{types.map((type) => line(type, type, (by) => by[type] ?? 0))}</tbody>
        <tfoot>{line('合计', null, total)}</tfoot>
      </table>
      <p className={classes.said}>
        解决率 {formatShare(counts.rate)}（其中已解决 ÷
        登记）。企业认可并销号的才算解决；答复了的不算。
      </p>
    </section>
  );
};

const VisitTable = ({ counts }: { readonly counts: VisitCounts }) => (
  <section className={classes.card}>
    <h2>走访</h2>
    <table className={classes.figures} aria-label="走访统计">
      <thead>
        <tr>
          <th scope="col">月份</th>
          <th scope="col">
            走访（次）<small>按走访日期</small>
          </th>
          <th scope="col">
            人次<small>我方参加人员</small>
          </th>
        </tr>
      </thead>
      <tbody>
        {counts.months.map(({ month, visits, personTimes }) => (
          <tr key={month}>
            <th scope="row">{month}</th>
            <td>{visits}</td>
            <td>{personTimes}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">合计</th>
          <td>{counts.visits}</td>
          <td>{counts.personTimes}</td>
        </tr>
      </tfoot>
    </table>
    <p className={classes.said}>走访企业 {counts.firms} 家（同一家企业走访多次算一家）。</p>
  </section>
);

/** 统计: figures of a period, each opening its rows. */
export const IssueFigures = ({ asked }: { readonly asked: Asked }) => {
  const { said, set } = asked;
  const [first] = periods(today());
  const usual = first?.[1] ?? { from: today(), to: today() };
  const [typed, setTyped] = useState<Period>({
    from: said('since') ?? usual.from,
    to: said('until') ?? usual.to,
  });
  const keep = (period: Period): void => {
    setTyped(period);
    set({ since: period.from, until: period.to });
  };
  const read = periodInput.safeParse(typed);
  const found = useAsk('issues', 'counts', typed, api.issues.counts.query, {
    enabled: read.success,
    keep: true,
  });
  return (
    <>
      <div className={classes.bar}>
        <DayInput
          label="从"
          size="xs"
          w="9rem"
          value={typed.from}
          onChange={(from) => keep({ ...typed, from })}
        />
        <DayInput
          label="到"
          size="xs"
          w="9rem"
          value={typed.to}
          onChange={(to) => keep({ ...typed, to })}
        />
        <Button.Group>
          {periods(today()).map(([label, period]) => (
            <Button
              key={label}
              size="xs"
              variant={period.from === typed.from && period.to === typed.to ? 'light' : 'default'}
              onClick={() => keep(period)}
            >
              {label}
            </Button>
          ))}
        </Button.Group>
        {!read.success && <p className={classes.said}>{read.error.issues[0]?.message}</p>}
      </div>
      {found.isError && <FailureNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && read.success && <Loading />}
      {found.data && (
        <div className={classes.cards}>
          <IssueTable counts={found.data.issues} asked={asked} />
          <VisitTable counts={found.data.visits} />
        </div>
      )}
    </>
  );
};
