import { Button, Group, Text } from '@mantine/core';
import { IconMessageCheck, IconMessageReport } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatMoment } from '#renderer/parts/formats.ts';
import {
  type Remark,
  type RemarkThread,
  type Returnable,
  remarkDraftKeys,
  threadStateLabels,
} from '#shared/remarks.ts';
import classes from './return-bar.module.css';
import { SayForm } from './say-form.tsx';

const Who = ({ said }: { readonly said: Remark }) => (
  <span className={classes.who}>
    {[said.officeName, said.person].filter(Boolean).join(' ')} {formatMoment(said.saidAt)}
  </span>
);

const kindWords: Readonly<Record<string, string>> = { reply: '答复', close: '办结' };

const Words = ({ thread }: { readonly thread: RemarkThread }) => (
  <>
    <p className={classes.said}>{thread.asked.body}</p>
    {/* Returned again is a return of its own, below. */}
    {thread.answers
      .filter(({ kind }) => kind !== 'return')
      .map((answer) => (
        <div key={answer.id} className={classes.answer}>
          {kindWords[answer.kind] ?? '其他'}　<Who said={answer} />
          {answer.kind !== 'close' && <p className={classes.said}>{answer.body}</p>}
        </div>
      ))}
  </>
);

/** What the office that returned the record can do: confirm, or return again. */
const Deciding = ({ thread }: { readonly thread: RemarkThread }) => {
  const [again, setAgain] = useState(false);
  const close = useTell(api.remarks.close.mutate, { onDone: () => showDone('已办结') });
  const giveBack = useTell(api.remarks.again.mutate);
  if (again)
    return (
      <SayForm
        label="再次退回的意见"
        placeholder="还有哪里不对"
        send="再次退回"
        busy={giveBack.isPending}
        draftKey={remarkDraftKeys.again(thread.id)}
        onSend={(body) => giveBack.mutateAsync({ id: thread.id, body })}
        onCancel={() => setAgain(false)}
      />
    );
  return (
    <Group gap="xs" justify="flex-end">
      {thread.state === 'open' && (
        <Text size="sm" c="dimmed" mr="auto">
          等对方改正并答复；对方的数据包读入后这里会变。
        </Text>
      )}
      {thread.state === 'answered' && (
        <Button variant="default" size="sm" onClick={() => setAgain(true)}>
          再次退回
        </Button>
      )}
      <Button
        size="sm"
        variant={thread.state === 'answered' ? 'filled' : 'default'}
        leftSection={<IconMessageCheck size="1rem" aria-hidden />}
        loading={close.isPending}
        onClick={() => close.mutate({ id: thread.id })}
      >
        {thread.state === 'answered' ? '确认办结' : '不再要求改正'}
      </Button>
    </Group>
  );
};

const Replying = ({ thread }: { readonly thread: RemarkThread }) => {
  const reply = useTell(api.remarks.reply.mutate, {
    onDone: () => showDone('已答复。做一个数据包给对方，对方确认后办结'),
  });
  if (thread.state === 'answered')
    return (
      <Text size="sm" c="dimmed">
        已答复，等退回的单位确认。
      </Text>
    );
  if (!thread.todo)
    return (
      <Text size="sm" c="dimmed">
        等填写这条记录的人改正并答复。
      </Text>
    );
  return (
    <SayForm
      label="改正后的答复"
      placeholder="先在下面改正并保存，再写改了什么"
      send="已改正，答复"
      busy={reply.isPending}
      draftKey={remarkDraftKeys.reply(thread.id)}
      onSend={(body) => reply.mutateAsync({ id: thread.id, body })}
    />
  );
};

const OpenThread = ({ thread }: { readonly thread: RemarkThread }) => (
  <section
    className={classes.thread}
    data-state={thread.state}
    aria-label={`${threadStateLabels[thread.state]}：${thread.asked.body.slice(0, 30)}`}
  >
    <div className={classes.head}>
      <IconMessageReport size="1.1rem" aria-hidden />
      {threadStateLabels[thread.state]}
      <Who said={thread.asked} />
    </div>
    <Words thread={thread} />
    {thread.mine ? <Deciding thread={thread} /> : <Replying thread={thread} />}
  </section>
);

/** What was returned of a record, and what was said of it. */
export const useReturns = (table: Returnable, row: string) =>
  useAsk('remarks', 'of', { table, row }, api.remarks.of.query);

type ReturnBarProps = { readonly table: Returnable; readonly row: string };

/** Above a record: who returned it and why, what was answered, and what to do now. Nothing where nothing was. */
export const ReturnBar = ({ table, row }: ReturnBarProps) => {
  const threads = useReturns(table, row);
  if (threads.isError)
    return <FailureNote error={threads.error} onRetry={() => void threads.refetch()} />;
  const all = threads.data ?? [];
  const closed = all.filter(({ state }) => state === 'closed');
  return (
    <>
      {all
        .filter(({ state }) => state !== 'closed')
        .map((thread) => (
          <OpenThread key={thread.id} thread={thread} />
        ))}
      {closed.length > 0 && (
        <details className={classes.closed}>
          <summary>已办结的退回 {closed.length} 次</summary>
          {closed.map((thread) => (
            <div key={thread.id} className={classes.answer}>
              <Who said={thread.asked} />
              <Words thread={thread} />
            </div>
          ))}
        </details>
      )}
    </>
  );
};
