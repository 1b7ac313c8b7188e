import { CloseButton } from '@mantine/core';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatMoment } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import type { CellHistory, CellValue, ConflictName } from '#shared/conflicts.ts';
import classes from './cell-history.module.css';
import { CellSource } from './cell-source.tsx';

/** More than this many characters fold away. */
const long = 160;

const clockNotes = {
  ahead: '写的时间晚于收到的时间：两台电脑的时钟对不上，先后以本记录的次序为准',
  behind: '写的时间早于写的人看过的内容：那台电脑的时钟慢了，先后以本记录的次序为准',
} as const;

const beginNotes: Readonly<Record<CellHistory['begins'], string>> = {
  record: '这是全部，从新增这条记录开始。',
  snapshot: '本机从快照开始，更早的变更在做快照的办公室。',
  bound: '更早的变更没有列出。',
};

const Text = ({ text }: { readonly text: string }) =>
  text.length <= long ? (
    <span className={classes.text}>{text}</span>
  ) : (
    <details className={classes.text}>
      <summary>{text.slice(0, long)}……</summary>
      {text}
    </details>
  );

const Value = ({ value }: { readonly value: CellValue }) => (
  <li className={classes.value} data-shown={value.shown || undefined}>
    <Text text={value.text} />
    {value.shown && <span className={classes.mark}>现在显示</span>}
    {value.how === 'decided' && <span className={classes.mark}>裁定</span>}
    {value.how === 'added' && <span className={classes.mark}>新增时</span>}
    <div className={classes.who}>
      {formatMoment(value.claimedAt)}　{value.actor}（{value.own ? '本机' : value.device}）　
      {value.purpose}
    </div>
    {value.receivedAt !== null && (
      <div className={classes.who}>收到 {formatMoment(value.receivedAt)}</div>
    )}
    {value.beside && <div className={classes.note}>有人同时写了另一个值，互不知情</div>}
    {value.clock && <div className={classes.note}>{clockNotes[value.clock]}</div>}
  </li>
);

const Values = ({ history }: { readonly history: CellHistory }) => (
  <>
    <ol className={classes.values} aria-label={`${history.fieldLabel} 变更记录`}>
      {history.values.map((value) => (
        <Value key={value.key} value={value} />
      ))}
    </ol>
    <p className={classes.begins}>
      {beginNotes[history.begins]}时间以写的人的电脑为准；没有保存的修改不在其中。
    </p>
  </>
);

type CellValuesProps = { readonly cell: ConflictName; readonly onClose: () => void };

/** Every value one cell had, newest first, and where the list begins. */
export const CellValues = ({ cell, onClose }: CellValuesProps) => {
  const history = useAsk('exchange', 'cellHistory', cell, api.conflicts.cellHistory.query);
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.title}>{history.data?.fieldLabel}</h2>
        <span className={classes.table}>{history.data?.tableLabel} 这一栏的变更记录，新的在上</span>
        <CloseButton size="sm" aria-label="关闭" data-autofocus onClick={onClose} />
      </div>
      <CellSource cell={cell} />
      {history.isError ? (
        <FailureNote error={history.error} onRetry={() => void history.refetch()} />
      ) : history.data ? (
        <Values history={history.data} />
      ) : (
        <Loading />
      )}
    </>
  );
};
