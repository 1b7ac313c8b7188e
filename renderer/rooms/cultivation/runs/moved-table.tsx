import { Text } from '@mantine/core';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import classes from '#renderer/rooms/cultivation/cultivation-tables.module.css';
import { Cut, shownRows } from '#renderer/rooms/cultivation/shown-rows.tsx';
import { showPoints } from '#shared/scoring/points.ts';

const signed = (points: number): string => `${points > 0 ? '+' : ''}${showPoints(points)}`;
const place = (rank: number | null | undefined): string => (rank == null ? '—' : `${rank}`);

/** What moved between two runs of a scheme, firm by firm and row by row. */
export const MovedTable = ({
  before,
  after,
}: {
  readonly before: string;
  readonly after: string;
}) => {
  const answer = useAsk('cultivation', 'compare', { before, after }, api.scoring.compare.query);
  if (answer.isError)
    return <FailureNote error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Loading />;
  const { moved, titles } = answer.data;
  if (moved.length === 0) return <Text size="sm">两次结果完全一样。</Text>;
  return (
    <>
      <table className={classes.table} aria-label="重评变化">
        <thead>
          <tr>
            <th>企业</th>
            <th data-right>原分</th>
            <th data-right>现分</th>
            <th data-right>变化</th>
            <th data-right>名次</th>
            <th>变在哪里</th>
          </tr>
        </thead>
        <tbody>
          {moved.slice(0, shownRows).map((firm) => (
            <tr key={firm.firmId}>
              <td>{firm.firmName}</td>
              <td data-right>{firm.before ? showPoints(firm.before.total) : '未参评'}</td>
              <td data-right>{firm.after ? showPoints(firm.after.total) : '未参评'}</td>
              <td data-right>{signed((firm.after?.total ?? 0) - (firm.before?.total ?? 0))}</td>
              <td data-right>
                {place(firm.before?.rank)} → {place(firm.after?.rank)}
              </td>
              <td>
                {firm.items.map((item) => (
                  <div key={item.code}>
                    {titles[item.code] ?? item.code} {showPoints(item.before)} →{' '}
                    {showPoints(item.after)}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Cut rows={moved.length} counter="家" />
    </>
  );
};
