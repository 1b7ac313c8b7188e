import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay } from '#renderer/parts/formats.ts';
import paper from '#renderer/parts/list-paper.module.css';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { splitLabels } from '#shared/service-counters.ts';
import { FigureTable, Meanings } from './figure-table.tsx';
import { useServiceQuery } from './use-service-query.ts';

/** 服务统计表 of a period, to print, with what its figures mean. */
export const ServicesPaper = () => {
  const { period, by } = useServiceQuery();
  const found = useAsk('visits', 'services', { ...period, by }, api.services.figures.query);
  const { data } = found;
  return (
    <Page
      title="打印服务统计表"
      breadcrumbs={[
        { label: '服务统计', href: `/visits/services?${new URLSearchParams({ ...period, by })}` },
      ]}
      subtitle="A4 横向"
      actions={
        <Button
          leftSection={<IconPrinter size="1.1rem" aria-hidden />}
          disabled={!data}
          data-autofocus
          onClick={() => window.print()}
        >
          打印
        </Button>
      }
    >
      {found.isError && <FailureNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {data && (
        <article className={paper.paper} data-paper>
          <h2>服务统计表（按{splitLabels[by]}）</h2>
          <p>
            <span>填报单位：{data.office}</span>
            <span>
              统计期间：{formatDay(period.from)}至{formatDay(period.to)}
            </span>
            <span>填报日期：{formatDay(data.on)}</span>
          </p>
          <FigureTable figures={data} by={by} />
          <p>
            <span>填报人：＿＿＿＿＿＿＿＿</span>
            <span>审核人：＿＿＿＿＿＿＿＿</span>
            <span>负责人：＿＿＿＿＿＿＿＿</span>
          </p>
          <p>
            <span>口径</span>
          </p>
          <Meanings />
        </article>
      )}
    </Page>
  );
};
