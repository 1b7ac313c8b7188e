import { Button } from '@mantine/core';
import { IconArrowBackUp, IconPrinter } from '@tabler/icons-react';
import { useParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay } from '#renderer/parts/formats.ts';
import paper from '#renderer/parts/list-paper.module.css';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { PaperButton } from '#renderer/parts/papers/paper-button.tsx';
import { datesInWords, formatDate } from '#shared/dates.ts';
import { type HandOverRun, handOverLabels, handOverSums } from '#shared/hand-over.ts';
import classes from './today.module.css';

const blank = '＿＿＿＿＿＿＿＿';

const Paper = ({ handed: { run, paper: said } }: { readonly handed: HandOverRun }) => (
  <article className={paper.paper} data-paper>
    <h2>工作交接清单{run.undoneAt !== null && '（已撤销）'}</h2>
    <p>
      <span>
        {said.office} · 交出人：{said.from} · 接收人：{said.to} · 自 {formatDay(said.on)} 起
      </span>
      <span>{handOverSums(said.items)}</span>
    </p>
    <table aria-label="交接清单">
      <thead>
        <tr>
          <th data-number>序号</th>
          <th>事项</th>
          <th>企业</th>
          <th>乡镇街道</th>
          <th>内容</th>
          <th>情况</th>
          <th>期限</th>
          <th>备注</th>
        </tr>
      </thead>
      <tbody>
        {said.items.map((item, n) => (
          <tr key={item.key}>
            <td data-number>{n + 1}</td>
            <td>{handOverLabels[item.kind]}</td>
            <td>{item.firm.name}</td>
            <td>{item.township}</td>
            <td>{item.title}</td>
            <td>{datesInWords(item.detail)}</td>
            <td>
              {item.dueOn !== null && formatDate(item.dueOn)}
              {item.overdue && '（逾期）'}
            </td>
            <td />
          </tr>
        ))}
      </tbody>
    </table>
    {said.note !== null && <p>说明：{said.note}</p>}
    <div className={classes.signatures}>
      <span>交出人：{blank}</span>
      <span>接收人：{blank}</span>
      <span>监交人：{said.witness ?? blank}</span>
      <span>日期：＿＿＿＿年＿＿月＿＿日</span>
    </div>
  </article>
);

/** The list of a hand-over, to sign; here it is taken back, too. */
export const HandOverPaper = () => {
  const { id = '' } = useParams();
  const handed = useAsk('today', 'handOver', { id }, api.handOver.run.query);
  const undo = useTell(api.handOver.undo.mutate, {
    changes: ['today'],
    onDone: ({ restored, kept }) =>
      showDone(`已撤销交接：${restored} 项恢复${kept > 0 ? `，${kept} 项之后有改动，保留` : ''}`),
  });
  return (
    <Page
      title="工作交接清单"
      breadcrumbs={[{ label: '工作交接', href: '/today/hand-over' }]}
      subtitle={handed.data && `${handed.data.paper.items.length} 项，A4 横向`}
      actions={
        <>
          {handed.data?.run.undoneAt === null && (
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size="1.1rem" aria-hidden />}
              loading={undo.isPending}
              onClick={() => undo.mutate({ id })}
            >
              撤销交接
            </Button>
          )}
          <PaperButton kind="hand-over-table" id={id} label="Excel" />
          <PaperButton kind="hand-over-letter" id={id} label="Word" />
          <Button
            leftSection={<IconPrinter size="1.1rem" aria-hidden />}
            disabled={!handed.data}
            data-autofocus
            onClick={() => window.print()}
          >
            打印
          </Button>
        </>
      }
    >
      {handed.isError && <FailureNote error={handed.error} onRetry={() => void handed.refetch()} />}
      {handed.data ? <Paper handed={handed.data} /> : !handed.isError && <Loading />}
    </Page>
  );
};
