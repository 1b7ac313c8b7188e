import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatMoment } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import type { HistoryCell, HistoryEntry } from '#shared/conflicts.ts';
import classes from './firm-history.module.css';

const whats: Record<HistoryEntry['what'], string> = {
  added: '新增',
  changed: '修改',
  deleted: '删除',
  restored: '恢复',
};
const page = 100;

const Cell = ({ cell }: { readonly cell: HistoryCell }) => (
  <li>
    <span className={classes.label}>{cell.label}</span>
    {cell.from !== null && (
      <>
        <del className={classes.from}>{cell.from}</del>
        <span aria-hidden> → </span>
      </>
    )}
    <ins className={classes.to}>{cell.to}</ins>
  </li>
);

const Entry = ({ entry }: { readonly entry: HistoryEntry }) => (
  <tr>
    <td className={classes.when}>
      {formatMoment(entry.claimedAt)}
      {entry.receivedAt !== null && (
        <div className={classes.aside}>收到 {formatMoment(entry.receivedAt)}</div>
      )}
    </td>
    <td>
      {entry.actor}
      <div className={classes.aside}>{entry.own ? '本机' : entry.device}</div>
    </td>
    <td>
      {entry.purpose}
      <div className={classes.aside}>
        {whats[entry.what]}
        {entry.tableLabel} {entry.rowTitle}
      </div>
    </td>
    <td>
      <ul className={classes.cells}>
        {entry.cells.map((cell) => (
          <Cell key={cell.column} cell={cell} />
        ))}
      </ul>
    </td>
  </tr>
);

/** 变更记录: who changed what of the firm and of all that hangs on it, and what it was before. */
export const FirmHistory = ({ id }: { readonly id: string }) => {
  const [shown, setShown] = useState(page);
  const input = { table: 'enterprise', row: id };
  const history = useAsk('exchange', 'history', input, api.conflicts.history.query);
  if (history.isError)
    return <FailureNote error={history.error} onRetry={() => void history.refetch()} />;
  if (!history.data) return <Loading />;
  const { entries, complete } = history.data;
  if (entries.length === 0) return <EmptyState plain title="还没有变更记录" />;
  return (
    <>
      <table className={classes.table} aria-label="变更记录">
        <thead>
          <tr>
            <th scope="col">时间（以写的人的电脑为准）</th>
            <th scope="col">谁</th>
            <th scope="col">做什么</th>
            <th scope="col">从 → 到</th>
          </tr>
        </thead>
        <tbody>
          {entries.slice(0, shown).map((entry) => (
            <Entry key={entry.key} entry={entry} />
          ))}
        </tbody>
      </table>
      {entries.length > shown && (
        <Button variant="default" mt="sm" onClick={() => setShown(shown + page)}>
          再显示 {Math.min(page, entries.length - shown)} 条
        </Button>
      )}
      {!complete && (
        <Text size="xs" c="dimmed" mt="sm">
          更早的变更没有列全：从快照开始或精简过的电脑，此前只列当时还有效的改动，全部记录在办公室。
        </Text>
      )}
    </>
  );
};
