import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useSearch } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay, today } from '#renderer/parts/formats.ts';
import paper from '#renderer/parts/list-paper.module.css';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';

/** 联系企业人员名单 of a year, to print. */
export const ContactsPaper = () => {
  const query = new URLSearchParams(useSearch());
  const year = Number(query.get('year')) || Number(today().slice(0, 4));
  const ask = { year, asOf: query.get('on') };
  const found = useAsk('today', 'contactsPaper', ask, api.liaisons.list.query);
  const { data } = found;
  return (
    <Page
      title="打印联系企业人员名单"
      breadcrumbs={[{ label: '联系企业人员', href: '/today/contacts' }]}
      subtitle={data && `${data.lines.length} 家，A4 横向`}
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
          <h2>{year} 年联系企业人员名单</h2>
          <p>
            <span>截至 {formatDay(data.asOf)}</span>
            <span>共 {data.lines.length} 家</span>
          </p>
          <table aria-label="联系企业人员名单">
            <thead>
              <tr>
                <th data-number>序号</th>
                <th>企业名称</th>
                <th>乡镇街道</th>
                <th>块状产业</th>
                <th>培育目标</th>
                <th>联系人</th>
                <th>联系电话</th>
                <th>副联系人</th>
                <th>分管领导</th>
              </tr>
            </thead>
            <tbody>
              {data.lines.map((line, n) => (
                <tr key={line.id}>
                  <td data-number>{n + 1}</td>
                  <td>{line.name}</td>
                  <td>{line.township}</td>
                  <td>{line.block}</td>
                  <td>{line.goal}</td>
                  <td>{line.contact}</td>
                  <td>{line.phone}</td>
                  <td>{line.deputy}</td>
                  <td>{line.leader}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>
            <span>填报人：＿＿＿＿＿＿＿＿</span>
            <span>审核人：＿＿＿＿＿＿＿＿</span>
          </p>
        </article>
      )}
    </Page>
  );
};
