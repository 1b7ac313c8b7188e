import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay } from '#renderer/parts/formats.ts';
import paper from '#renderer/parts/list-paper.module.css';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { showPoints } from '#shared/scoring/points.ts';
import { plainTitle, type RunRow, type RunView, remarkOf, topItems } from '#shared/scoring/run.ts';
import classes from './runs.module.css';

const Line = ({ run, row }: { readonly run: RunView; readonly row: RunRow }) => (
  <tr>
    <td data-number>{row.rank ?? '—'}</td>
    <td>{row.firmName}</td>
    {topItems(run).map(({ code }) => (
      <td key={code} data-number>
        {showPoints(row.points[code] ?? 0)}
      </td>
    ))}
    <td data-number>
      <b>{showPoints(row.total)}</b>
    </td>
    <td>{remarkOf(row)}</td>
  </tr>
);

const Ranking = ({ run }: { readonly run: RunView }) => {
  const session = useAsk('session', 'state', undefined, () => api.session.state.query());
  const office = session.data?.phase === 'open' ? session.data.self.officeName : '';
  const { signed } = run;
  const blank = '＿＿＿＿＿＿';
  return (
    <article className={paper.paper} data-paper>
      <h2>{plainTitle(run.title)}排名表</h2>
      <p>
        <span>
          {run.schemeTitle} · {run.year} 年数据 · 截止 {formatDay(run.dataDate)}
          {run.panel && ` · 专家评分：${run.panel.title}`}
        </span>
        <span>
          {signed.publishedOn === null ? '未公布，内部核对用' : (signed.docNo ?? '')} · 参评{' '}
          {run.firms} 家{run.vetoed > 0 && `，否决 ${run.vetoed} 家`}
          {run.full !== null && ` · 满分 ${showPoints(run.full)}`} · 单位：分
        </span>
      </p>
      <table aria-label="排名表">
        <thead>
          <tr>
            <th data-number>名次</th>
            <th>企业</th>
            {topItems(run).map(({ code, title, cap }) => (
              <th key={code} data-number>
                {title}
                {cap !== null && `（${showPoints(cap)}）`}
              </th>
            ))}
            <th data-number>总分</th>
            <th>备注</th>
          </tr>
        </thead>
        <tbody>
          {run.rows.map((row) => (
            <Line key={row.firmId} run={run} row={row} />
          ))}
        </tbody>
      </table>
      <div className={classes.signatures}>
        <span>{office}</span>
        <span>制表：{run.compiledBy ?? blank}</span>
        <span>审核：{signed.checkedBy ?? blank}</span>
        <span>审批：{signed.approvedBy ?? blank}</span>
        <span>
          {signed.publishedOn === null
            ? '日期：＿＿＿＿年＿＿月＿＿日'
            : `公布日期：${formatDay(signed.publishedOn)}`}
        </span>
      </div>
    </article>
  );
};

/** The ranking of a run as a paper to sign. */
export const RunPaper = () => {
  const { id = '' } = useParams();
  const run = useAsk('cultivation', 'run', { id }, api.scoring.run.query);
  return (
    <Page
      title="打印排名表"
      breadcrumbs={[{ label: run.data?.title ?? '评分', href: `/cultivation/runs/${id}` }]}
      subtitle={run.data && `${run.data.firms} 家，A4 横向`}
      actions={
        <Button
          leftSection={<IconPrinter size="1.1rem" aria-hidden />}
          disabled={!run.data}
          data-autofocus
          onClick={() => window.print()}
        >
          打印
        </Button>
      }
    >
      {run.isError && <FailureNote error={run.error} onRetry={() => void run.refetch()} />}
      {run.data ? <Ranking run={run.data} /> : !run.isError && <Loading />}
    </Page>
  );
};
