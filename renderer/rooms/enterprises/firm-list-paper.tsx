import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSearch } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatCapitalOf, formatDay, today } from '#renderer/parts/formats.ts';
import classes from '#renderer/parts/list-paper.module.css';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import type { EnterpriseRow } from '#shared/enterprises.ts';
import { columnsOf, type FirmColumn } from '#shared/firm-columns.ts';
import { type FirmFilter, type FirmOrder, filterWords } from '#shared/firm-list.ts';
import { useFirmColumns } from './use-firm-columns.ts';
import { readAddress } from './use-firm-query.ts';

/** About a hundred sheets; a longer list is for a workbook. */
const most = 3_000;
const atOnce = 1_000;

type Listed = { readonly total: number; readonly rows: readonly EnterpriseRow[] };

const readAll = async (filter: FirmFilter, order: FirmOrder): Promise<Listed> => {
  const rows: EnterpriseRow[] = [];
  for (;;) {
    const page = await api.enterprises.list.query({
      ...filter,
      order,
      limit: atOnce,
      offset: rows.length,
    });
    if (page.total > most) return { total: page.total, rows: [] };
    rows.push(...page.rows);
    if (rows.length >= page.total || page.rows.length === 0) return { total: page.total, rows };
  }
};

/** As on the screen: a sum says its own unit and money. */
const cellWords = (column: FirmColumn, row: EnterpriseRow): string => {
  if (column.key === 'capital' && row.capitalAmount !== null)
    return formatCapitalOf(row.capitalAmount, row.capitalCurrency);
  const value = column.value(row);
  if (value === null || value === '' || value === 0) return '';
  if (typeof value === 'number') return value.toLocaleString('zh-CN');
  return column.kind === 'day' ? formatDay(value) : value;
};

/** The list as it is shown, every line of it, as a paper: the columns, the filter and the order. */
export const FirmListPaper = () => {
  const address = useSearch();
  const { filter, order } = useMemo(() => readAddress(address), [address]);
  const { shown } = useFirmColumns();
  const list = useQuery({
    queryKey: ['enterprises', 'paper', filter, order],
    queryFn: () => readAll(filter, order),
  });
  const words = filterWords(filter);
  const { total = 0, rows = [] } = list.data ?? {};
  const columns = columnsOf(shown);
  return (
    <Page
      title="打印名单"
      breadcrumbs={[{ label: '企业', href: `/enterprises${address === '' ? '' : `?${address}`}` }]}
      subtitle={list.data && `${total} 家，A4 横向`}
      actions={
        <Button
          leftSection={<IconPrinter size="1.1rem" aria-hidden />}
          disabled={rows.length === 0}
          data-autofocus
          onClick={() => window.print()}
        >
          打印
        </Button>
      }
    >
      {list.isPending && <Loading />}
      {list.isError && <FailureNote error={list.error} onRetry={() => void list.refetch()} />}
      {total > most && (
        <EmptyState title={`${total} 家太多，不宜打印`}>
          一次最多打印 {most} 家。请先在名单里筛选，或用“导出表格”存成 Excel。
        </EmptyState>
      )}
      {rows.length > 0 && (
        <article className={classes.paper} data-paper>
          <h2>企业名单</h2>
          <p>
            <span>{words === '' ? '全部企业' : words}</span>
            <span>
              共 {total} 家 · {formatDay(today())}
            </span>
          </p>
          <table aria-label="名单">
            <thead>
              <tr>
                <th data-number>序号</th>
                {columns.map(({ key, title, unit, kind }) => (
                  <th key={key} data-number={kind === 'number' || undefined}>
                    {title}
                    {unit && key !== 'capital' && `（${unit}）`}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, n) => (
                <tr key={row.id}>
                  <td data-number>{n + 1}</td>
                  {columns.map((column) => (
                    <td key={column.key} data-number={column.kind === 'number' || undefined}>
                      {cellWords(column, row)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </article>
      )}
    </Page>
  );
};
