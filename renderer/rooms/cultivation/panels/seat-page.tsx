import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import tables from '#renderer/rooms/cultivation/cultivation-tables.module.css';
import { BareSheet } from '#renderer/rooms/enterprises/ledgers/bare-sheet.tsx';
import type { Field } from '#shared/registers/ledger.ts';
import type { PanelSheet } from '#shared/scoring/panels.ts';
import { showPoints } from '#shared/scoring/points.ts';
import classes from './panels.module.css';

/** An item as a cell: from nothing to its full marks, two digits behind the point. */
const fieldOf = ({ code, title, cap, explain }: PanelSheet['items'][number]): Field => ({
  key: code,
  label: `${title}（满分 ${showPoints(cap)}）`,
  kind: 'decimal',
  scale: 2,
  min: 0,
  max: cap / 100,
  ...(explain === null ? {} : { hint: explain }),
});

const lacking = ({ firms, items }: PanelSheet): number =>
  firms.reduce(
    (sum, { scores }) => sum + items.filter(({ code }) => scores[code] === undefined).length,
    0,
  );

const Given = ({ sheet }: { readonly sheet: PanelSheet }) => (
  <table className={tables.table} aria-label={`${sheet.alias}评分表`}>
    <thead>
      <tr>
        <th>企业编号</th>
        {sheet.items.map(({ code, title, cap }) => (
          <th key={code} data-right>
            {title}（{showPoints(cap)}）
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {sheet.firms.map(({ id, alias, scores }) => (
        <tr key={id}>
          <td>{alias}</td>
          {sheet.items.map(({ code }) => {
            const score = scores[code];
            return (
              <td key={code} data-right>
                {score === undefined ? '缺' : showPoints(score)}
              </td>
            );
          })}
        </tr>
      ))}
    </tbody>
  </table>
);

const Entry = ({ sheet }: { readonly sheet: PanelSheet }) => {
  const client = useQueryClient();
  const give = useTell(api.scoring.give.mutate, { quiet: true, changes: ['cultivation'] });
  const left = lacking(sheet);
  return (
    <BareSheet
      label={`${sheet.alias}评分表`}
      name="expert_score"
      owner={sheet.seatId}
      head="企业编号"
      fields={sheet.items.map(fieldOf)}
      rows={sheet.firms.map(({ id, alias, scores }) => ({ id, title: alias, values: scores }))}
      wanted={({ values }, { key }) => values[key] === undefined}
      saving={give.isPending}
      said={
        left === 0 ? `${sheet.firms.length} 家都打完了` : `还差 ${left} 格（灰底），可以分几次录入`
      }
      save={async (rows) => {
        await give.mutateAsync({
          seatId: sheet.seatId,
          scores: rows.flatMap(({ id, values }) =>
            Object.entries(values).map(([code, points]) => ({
              firmId: id,
              code,
              points: typeof points === 'number' ? points : null,
            })),
          ),
        });
        // Nothing is to flicker back to what stood there before.
        await client.refetchQueries(
          { queryKey: ['cultivation', 'sheet'] },
          { cancelRefetch: false },
        );
      }}
    />
  );
};

/** The next sheet of the panel that is not full, the others in turn. */
const Next = ({ sheet }: { readonly sheet: PanelSheet }) => {
  const panel = useAsk('cultivation', 'panel', { id: sheet.panelId }, api.scoring.panel.query);
  const seats = panel.data?.seats ?? [];
  const at = seats.findIndex(({ id }) => id === sheet.seatId);
  const turn = [...seats.slice(at + 1), ...seats.slice(0, Math.max(at, 0))];
  const next = turn.find(({ given, wanted }) => given < wanted);
  return next ? (
    <Button component={Link} href={`/cultivation/seats/${next.id}`} variant="default">
      录入{next.alias}
    </Button>
  ) : (
    <Button component={Link} href={`/cultivation/panels/${sheet.panelId}`}>
      回到专家组
    </Button>
  );
};

/** One expert's score sheet: firms by number, own scores only, a sheet of cells for the keyboard. */
export const SeatPage = () => {
  const { id = '' } = useParams();
  const sheet = useAsk('cultivation', 'sheet', { id }, api.scoring.sheet.query);
  const { data } = sheet;
  return (
    <Page
      title={data ? `${data.alias} 评分表` : '评分表'}
      subtitle={data && `${data.firms.length} 家 × ${data.items.length} 项`}
      breadcrumbs={
        data ? [{ label: data.panelTitle, href: `/cultivation/panels/${data.panelId}` }] : []
      }
      actions={data && !data.closed && <Next sheet={data} />}
    >
      {sheet.isError && <FailureNote error={sheet.error} onRetry={() => void sheet.refetch()} />}
      {!data && !sheet.isError && <Loading />}
      {data?.closed && (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            已经封卷，打分不再改动。
          </Text>
          <Given sheet={data} />
        </>
      )}
      {data && !data.closed && (
        <div className={classes.tall}>
          <Entry key={id} sheet={data} />
        </div>
      )}
    </Page>
  );
};
