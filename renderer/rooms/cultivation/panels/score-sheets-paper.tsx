import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import paper from '#renderer/parts/list-paper.module.css';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import type { PanelView } from '#shared/scoring/panels.ts';
import { showPoints } from '#shared/scoring/points.ts';
import classes from './panels.module.css';

const Sheets = ({ panel }: { readonly panel: PanelView }) => (
  <article className={paper.paper} data-paper>
    {panel.seats.map(({ id, alias }) => (
      <section key={id} className={classes.sheet} aria-label={`${alias}空白评分表`}>
        <h2>专家评分表</h2>
        <p>
          <span>
            {panel.title} · {panel.schemeTitle}
          </span>
          <span>
            席位：{alias} · 参评 {panel.firms.length} 家
          </span>
        </p>
        <table>
          <thead>
            <tr>
              <th>企业编号</th>
              {panel.items.map(({ code, title, cap }) => (
                <th key={code}>
                  {title}（0—{showPoints(cap)} 分）
                </th>
              ))}
              <th>备注</th>
            </tr>
          </thead>
          <tbody>
            {panel.firms.map((firm) => (
              <tr key={firm.id} className={classes.blank}>
                <td>{firm.alias}</td>
                {panel.items.map(({ code }) => (
                  <td key={code} />
                ))}
                <td />
              </tr>
            ))}
          </tbody>
        </table>
        {panel.items.some(({ explain }) => explain !== null) && (
          <div className={classes.rules}>
            {panel.items.map(
              ({ code, title, explain }) =>
                explain !== null && (
                  <div key={code}>
                    {title}：{explain}
                  </div>
                ),
            )}
          </div>
        )}
        <div className={classes.signature}>
          <span>本人与参评企业没有应当回避的关系。</span>
          <span>专家签名：＿＿＿＿＿＿＿＿</span>
          <span>日期：＿＿＿＿年＿＿月＿＿日</span>
        </div>
      </section>
    ))}
  </article>
);

/** Blank sheets for the experts, one page each: numbers for firms, nobody's scores. */
export const ScoreSheetsPaper = () => {
  const { id = '' } = useParams();
  const panel = useAsk('cultivation', 'panel', { id }, api.scoring.panel.query);
  return (
    <Page
      title="打印空白评分表"
      breadcrumbs={[{ label: panel.data?.title ?? '专家组', href: `/cultivation/panels/${id}` }]}
      subtitle={panel.data && `${panel.data.seats.length} 份，A4 横向，一位专家一份`}
      actions={
        <Button
          leftSection={<IconPrinter size="1.1rem" aria-hidden />}
          disabled={!panel.data}
          data-autofocus
          onClick={() => window.print()}
        >
          打印
        </Button>
      }
    >
      {panel.isError && <FailureNote error={panel.error} onRetry={() => void panel.refetch()} />}
      {panel.data ? <Sheets panel={panel.data} /> : !panel.isError && <Loading />}
    </Page>
  );
};
