import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useSearch } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay, today } from '#renderer/parts/formats.ts';
import paper from '#renderer/parts/list-paper.module.css';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { askLines, lastVisitWords, type RouteSheet, type SheetStop } from '#shared/visit-routes.ts';
import classes from './route-paper.module.css';

const Ask = ({ stop }: { readonly stop: SheetStop }) => (
  <ul>
    {stop.purpose && <li>事由：{stop.purpose}</li>}
    <li>上次走访：{lastVisitWords(stop) || '无记录'}</li>
    {askLines(stop).map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

const Sheet = ({ sheet }: { readonly sheet: RouteSheet }) => (
  <article className={`${paper.paper} ${paper.upright} ${classes.route}`} data-paper>
    <h2>走访路线单</h2>
    <p>
      <span>{formatDay(sheet.day)}</span>
      <span>带队：{sheet.lead}</span>
      {sheet.companions && <span>同行：{sheet.companions}</span>}
      <span>共 {sheet.stops.length} 家</span>
    </p>
    <table aria-label="走访路线单">
      <thead>
        <tr>
          <th data-no>序号</th>
          <th data-time>时间</th>
          <th data-firm>企业</th>
          <th data-asks>要问的事</th>
          <th>走访情况</th>
        </tr>
      </thead>
      <tbody>
        {sheet.stops.map((stop, n) => (
          <tr key={stop.firm.id}>
            <td data-no>{n + 1}</td>
            <td data-time>{stop.time}</td>
            <td>
              <strong>{stop.firm.name}</strong>
              <div>{stop.address ?? stop.township}</div>
              <div>{[stop.contact, stop.phone].filter(Boolean).join(' ')}</div>
            </td>
            <td>
              <Ask stop={stop} />
            </td>
            <td />
          </tr>
        ))}
      </tbody>
    </table>
    <p>
      <span>{sheet.office}</span>
      <span>打印日期：{formatDay(today())}</span>
    </p>
  </article>
);

/** 走访路线单 of a day, to print: what to ask at each firm, and room to write. */
export const RoutePaper = () => {
  const query = new URLSearchParams(useSearch());
  const ask = { day: query.get('day') ?? today(), lead: query.get('lead') ?? '' };
  const found = useAsk('visits', 'routeSheet', ask, api.visitPlans.routeSheet.query, {
    enabled: ask.lead !== '',
  });
  const { data } = found;
  return (
    <Page
      title="打印走访路线单"
      breadcrumbs={[
        { label: '走访路线', href: `/visits/plans/routes?${new URLSearchParams(ask)}` },
      ]}
      subtitle={data && `${data.stops.length} 家，A4 纵向`}
      actions={
        <Button
          leftSection={<IconPrinter size="1.1rem" aria-hidden />}
          disabled={!data || data.stops.length === 0}
          data-autofocus
          onClick={() => window.print()}
        >
          打印
        </Button>
      }
    >
      {found.isError && <FailureNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && ask.lead !== '' && <Loading />}
      {data?.stops.length === 0 && (
        <EmptyState title="这一天没有排路线">回到走访路线，选好企业再打印。</EmptyState>
      )}
      {data && data.stops.length > 0 && <Sheet sheet={data} />}
    </Page>
  );
};
