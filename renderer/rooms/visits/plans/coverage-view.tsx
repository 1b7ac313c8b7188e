import { Button, SegmentedControl, UnstyledButton } from '@mantine/core';
import { IconChartDonut } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { isDay } from '#renderer/parts/day-text.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatShare, nothingKnown, today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { tiers } from '#shared/enterprises.ts';
import { quarterAfter, quarterDays, quarterOf, quarterWords } from '#shared/quarters.ts';
import {
  type Coverage,
  type CoverageFirm,
  type CoverageLine,
  type CoverageSide,
  coverageBases,
  coverageBaseWords,
  coverageBy,
  coverageSides,
  coverageSideWords,
  sidesOf,
} from '#shared/visit-coverage.ts';
import classes from './plans.module.css';

const columns: readonly Column<CoverageFirm>[] = [
  { key: 'firm', title: '企业', width: 'minmax(11rem, 1.6fr)', cell: ({ name }) => name },
  {
    key: 'township',
    title: '乡镇街道',
    width: '6rem',
    cell: ({ township }) => township ?? nothingKnown,
  },
  { key: 'tier', title: '层级', width: '4rem', cell: ({ tier }) => tier ?? nothingKnown },
  {
    key: 'people',
    title: '走访人',
    width: 'minmax(5.5rem, 0.8fr)',
    cell: ({ people }) => people.join('、') || nothingKnown,
  },
  {
    key: 'visits',
    title: '走访',
    width: '4rem',
    align: 'right',
    cell: ({ visits }) => (visits === 0 ? nothingKnown : `${visits} 次`),
  },
  {
    key: 'last',
    title: '最近一次',
    width: '6.5rem',
    cell: ({ lastOn }) => lastOn ?? nothingKnown,
  },
];

type Chosen = {
  /** Null for firms without a word; undefined for all. */
  readonly word: string | null | undefined;
  readonly show: 'all' | 'visited' | 'open';
};
const everything: Chosen = { word: undefined, show: 'all' };

const isBehind = (firm: CoverageFirm, side: CoverageSide, { word, show }: Chosen): boolean =>
  (word === undefined || sidesOf(firm, side).includes(word)) &&
  (show === 'all' || firm.visits > 0 === (show === 'visited'));

type RowProps = {
  /** What the firms it is divided by are called. */
  readonly firms: string;
  readonly line: CoverageLine;
  readonly label: string;
  readonly chosen: boolean;
  readonly onChoose: (show: Chosen['show']) => void;
};

const Row = ({ firms, line, label, chosen, onChoose }: RowProps) => {
  const figure = (n: number, show: Chosen['show'], what: string) => (
    <td data-figure>
      {n === 0 ? (
        <span className={classes.quiet}>0</span>
      ) : (
        <UnstyledButton
          className={classes.figure}
          aria-label={`${label}${what} ${n} 家`}
          onClick={() => onChoose(show)}
        >
          {n}
        </UnstyledButton>
      )}
    </td>
  );
  return (
    <tr data-chosen={chosen || undefined}>
      <td>{label}</td>
      {figure(line.assigned, 'all', firms)}
      {figure(line.visited, 'visited', '已走访')}
      <td data-figure>{formatShare(line.rate)}</td>
      {figure(line.assigned - line.visited, 'open', '未走访')}
      <td data-figure>{line.visits}</td>
    </tr>
  );
};

type TablesProps = { readonly coverage: Coverage; readonly side: CoverageSide };

/** The figures of one side, and the firms behind the one that is chosen. */
const Tables = ({ coverage, side }: TablesProps) => {
  const [, navigate] = useLocation();
  const [chosen, setChosen] = useState<Chosen>(everything);
  const { base, firms, deferred, gone, asOf } = coverage;
  const words = coverageBaseWords[base];
  const { lines, all } = coverageBy(firms, side, side === 'tier' ? tiers : []);
  const wordOf = (word: string | null): string => word ?? (side === 'person' ? '未分派' : '未填');
  const rows = firms.filter((firm) => isBehind(firm, side, chosen));
  const shown = { all: words.column, visited: '已走访', open: '未走访' }[chosen.show];
  return (
    <div className={classes.cover}>
      <div className={classes.side}>
        <table className={classes.table} aria-label="走访覆盖率">
          <thead>
            <tr>
              <th>{coverageSideWords[side]}</th>
              <th data-figure>{words.column}</th>
              <th data-figure>已走访</th>
              <th data-figure>覆盖率</th>
              <th data-figure>未走访</th>
              <th data-figure>次数</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Row
                key={line.word ?? ''}
                firms={words.column}
                line={line}
                label={wordOf(line.word)}
                chosen={line.word === chosen.word}
                onChoose={(show) => setChosen({ word: line.word, show })}
              />
            ))}
          </tbody>
          <tfoot>
            <Row
              firms={words.column}
              line={all}
              label="合计"
              chosen={false}
              onChoose={(show) => setChosen({ word: undefined, show })}
            />
          </tfoot>
        </table>
        <p className={classes.said}>
          走访覆盖率 = 走访过一次以上的企业 ÷ {words.firms}，按家计，一家只算一次；截至 {asOf}。
          {side === 'person' && '两人共同负责的企业各计一次，合计只计一次。'}
          {base === 'all'
            ? gone > 0 && `停产、失联、破产、迁出 ${gone} 家不计入；注销的不在名册。`
            : (deferred > 0 || gone > 0) &&
              `暂缓 ${deferred} 家，失联、注销等 ${gone} 家，不计入应走访。`}
        </p>
      </div>
      <section className={classes.lines} aria-label="企业">
        <div className={classes.bar}>
          <h3 className={classes.head}>
            {chosen.word === undefined ? '全部' : wordOf(chosen.word)} · {shown} {rows.length} 家
          </h3>
          {chosen !== everything && (
            <Button size="compact-xs" variant="subtle" onClick={() => setChosen(everything)}>
              看全部
            </Button>
          )}
        </div>
        <DataTable
          label="覆盖率企业"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          onOpen={({ id }) => navigate(`/enterprises/${id}`)}
        />
      </section>
    </div>
  );
};

/** 走访覆盖率 of any period, by officer, township, block or tier. */
export const CoverageView = ({ switcher }: { readonly switcher: ReactNode }) => {
  const [search, change] = useSearchParams();
  const now = quarterOf(today());
  const first = quarterDays(now);
  const [from, setFrom] = useState(search.get('from') ?? first.from);
  const [to, setTo] = useState(search.get('to') ?? first.to);
  const base = coverageBases.find((one) => one === search.get('base')) ?? 'plan';
  // Of all firms most are nobody's: townships say more than people.
  const usualSide = base === 'all' ? 'township' : 'person';
  const side = coverageSides.find((one) => one === search.get('side')) ?? usualSide;
  const put = (key: string, value: string): void =>
    change(
      (before) => {
        const kept = new URLSearchParams(before);
        kept.set(key, value);
        return kept;
      },
      { replace: true },
    );
  const isPeriod = isDay(from) && isDay(to) && from <= to;
  const found = useAsk('visits', 'coverage', { from, to, base }, api.visitPlans.coverage.query, {
    enabled: isPeriod,
    keep: true,
  });
  const periods = [
    { label: '本季度', ...first },
    { label: '上季度', ...quarterDays(quarterAfter(now, -1)) },
    { label: '本年', from: `${now.year}-01-01`, to: `${now.year}-12-31` },
  ];
  const { data } = found;
  const empty = {
    plan: {
      title: '这段时间没有走访计划',
      text: `先在看板里列入${quarterWords(now)}的企业，或改按联系企业、全部在业企业看。`,
    },
    liaison: {
      title: '这段时间没有指定联系企业人员',
      text: '在今日 › 联系企业人员里指定联系人后，这里按联系企业算覆盖率。',
    },
    all: { title: '还没有在业企业', text: '在企业里新增或导入名单后，这里按乡镇街道算覆盖率。' },
  }[base];
  return (
    <>
      <div className={classes.bar}>
        {switcher}
        <span className={classes.spring} />
        {periods.map((period) => (
          <Button
            key={period.label}
            size="compact-sm"
            variant={from === period.from && to === period.to ? 'light' : 'default'}
            onClick={() => {
              setFrom(period.from);
              setTo(period.to);
            }}
          >
            {period.label}
          </Button>
        ))}
        <DayInput aria-label="起始日期" size="xs" w="8.5rem" value={from} onChange={setFrom} />
        <span>至</span>
        <DayInput aria-label="截止日期" size="xs" w="8.5rem" value={to} onChange={setTo} />
      </div>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label="按什么看"
          data={coverageSides.map((one) => ({ value: one, label: coverageSideWords[one] }))}
          value={side}
          onChange={(next) => put('side', next)}
        />
        <SegmentedControl
          size="xs"
          aria-label="应走访企业"
          data={coverageBases.map((one) => ({ value: one, label: coverageBaseWords[one].by }))}
          value={base}
          onChange={(next) => put('base', next)}
        />
      </div>
      {!isPeriod && <p className={classes.said}>请填写完整的起止日期，截止日期不早于起始日期。</p>}
      {found.isError && <FailureNote error={found.error} onRetry={() => void found.refetch()} />}
      {isPeriod && found.isPending && <Loading />}
      {isPeriod && data && data.firms.length === 0 && (
        <EmptyState icon={<IconChartDonut size="2.25rem" stroke={1.3} />} title={empty.title}>
          {empty.text}
        </EmptyState>
      )}
      {isPeriod && data && data.firms.length > 0 && (
        <Tables key={side} coverage={data} side={side} />
      )}
    </>
  );
};
