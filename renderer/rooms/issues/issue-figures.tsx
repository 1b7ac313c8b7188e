import { Anchor } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatShare } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { PeriodBar, usualPeriod } from '#renderer/parts/period-bar.tsx';
import { total } from '#shared/issue-counts.ts';
import {
  type ByType,
  type IssueCounter,
  type IssueCounts,
  issueCounters,
  type Period,
  periodInput,
} from '#shared/issues.ts';
import { counterMeaning, serviceCounter } from '#shared/service-counters.ts';
import { issueTypes } from '#shared/visits.ts';
import classes from './issues.module.css';
import type { useIssueQuery } from './use-issue-query.ts';

type Asked = ReturnType<typeof useIssueQuery>;

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
  const counters = issueCounters.map((key) => ({ ...serviceCounter(key), key }));
  const seen = issueCounters.flatMap((counter) => Object.keys(counts[counter]));
  const types = [...new Set([...issueTypes, ...seen])];
  const open = (counter: IssueCounter, type: string | null): void =>
    asked.set({ view: null, list: null, state: null, q: null, counter, from, to, type });
  const line = (name: string, type: string | null, of: (by: ByType) => number) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      {counters.map(({ key, label, unit }) => (
        <td key={key}>
          <Figure
            count={of(counts[key])}
            label={`${name}${label} ${of(counts[key])} ${unit}`}
            onOpen={() => open(key, type)}
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
            {counters.map((counter) => (
              <th key={counter.key} scope="col" title={counterMeaning(counter)}>
                {counter.label}
                <small>{counter.day}</small>
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
        登记）。企业认可并销号的才算解决；答复了的不算。走访次数、家数、人次在{' '}
        <Anchor component={Link} href={`/visits/services?from=${from}&to=${to}`} size="sm">
          走访 › 服务统计
        </Anchor>
        。
      </p>
    </section>
  );
};

/** 统计: figures of a period, each opening its rows. */
export const IssueFigures = ({ asked }: { readonly asked: Asked }) => {
  const { said, set } = asked;
  const usual = usualPeriod();
  const [typed, setTyped] = useState<Period>({
    from: said('since') ?? usual.from,
    to: said('until') ?? usual.to,
  });
  const keep = (period: Period): void => {
    setTyped(period);
    set({ since: period.from, until: period.to });
  };
  const valid = periodInput.safeParse(typed).success;
  const found = useAsk('issues', 'counts', typed, api.issues.counts.query, {
    enabled: valid,
    keep: true,
  });
  return (
    <>
      <div className={classes.bar}>
        <PeriodBar period={typed} onChange={keep} />
      </div>
      {found.isError && <FailureNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && valid && <Loading />}
      {found.data && (
        <div className={classes.cards}>
          <IssueTable counts={found.data} asked={asked} />
        </div>
      )}
    </>
  );
};
