import { Autocomplete, Button, Group, Modal, Select, Text, TextInput } from '@mantine/core';
import { IconArrowsRightLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { isDay } from '#renderer/parts/day-text.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatMoment, nothingKnown, today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import { useTicked } from '#renderer/parts/use-ticked.ts';
import {
  type HandOverItem,
  type HandOverKind,
  handOverKinds,
  handOverLabels,
  handOverUnits,
} from '#shared/hand-over.ts';
import type { FollowRun } from '#shared/row-undo.ts';
import classes from './today.module.css';
import { TodayPage } from './today-page.tsx';

const columns: readonly Column<HandOverItem>[] = [
  { key: 'kind', title: '事项', width: '7.5rem', cell: ({ kind }) => handOverLabels[kind] },
  { key: 'firm', title: '企业', width: 'minmax(12rem, 1fr)', cell: ({ firm }) => firm.name },
  { key: 'township', title: '乡镇街道', width: '6rem', cell: ({ township }) => township },
  { key: 'title', title: '内容', width: 'minmax(12rem, 1.4fr)', cell: ({ title }) => title },
  { key: 'detail', title: '情况', width: 'minmax(9rem, 0.8fr)', cell: ({ detail }) => detail },
  { key: 'named', title: '现写为', width: 'minmax(7rem, 0.6fr)', cell: ({ named }) => named },
  {
    key: 'due',
    title: '期限',
    width: '7.5rem',
    cell: ({ dueOn, overdue }) => (
      <span className={overdue ? classes.lateFigure : undefined}>
        {dueOn === null ? nothingKnown : overdue ? `${dueOn} 逾期` : dueOn}
      </span>
    ),
  },
];

const runColumns: readonly Column<FollowRun>[] = [
  { key: 'at', title: '办理时间', width: '11rem', cell: ({ at }) => formatMoment(at) },
  { key: 'title', title: '交接', width: 'minmax(16rem, 1fr)', cell: ({ title }) => title },
  { key: 'person', title: '经办', width: '8rem', cell: ({ person }) => person },
  {
    key: 'undone',
    title: '状态',
    width: '7rem',
    cell: ({ undoneAt }) => (undoneAt === null ? '已交接' : '已撤销'),
  },
];

/** Hand-overs made on this machine; each opens its list. */
const Runs = () => {
  const [, navigate] = useLocation();
  const runs = useAsk('today', 'handOvers', undefined, () => api.handOver.runs.query());
  if (!runs.data || runs.data.length === 0)
    return (
      <EmptyState
        icon={<IconArrowsRightLeft size="2.25rem" stroke={1.3} />}
        title="人员变动时，在这里一次交清"
      >
        先选交出人，列出他联系的企业、未完成的措施、在办问题和申报事项；全部或勾选一部分交给接收人，
        一步完成，可撤销，并打印交接清单双方签字。
      </EmptyState>
    );
  return (
    <>
      <p className={classes.said}>本机办理过的交接，点一行看清单：</p>
      <DataTable
        label="办理过的交接"
        columns={runColumns}
        rows={runs.data}
        rowKey={({ id }) => id}
        onOpen={({ id }) => navigate(`/today/hand-over/${id}`)}
      />
    </>
  );
};

type People = readonly { readonly name: string; readonly phone: string | null }[];

type HandOverDialogProps = {
  readonly from: string;
  readonly on: string;
  readonly keys: readonly string[];
  readonly people: People;
  readonly onClose: () => void;
};

/** 交给谁: the other person and what the list says of it. */
const HandOverDialog = ({ from, on, keys, people, onClose }: HandOverDialogProps) => {
  const [, navigate] = useLocation();
  const [to, setTo] = useState('');
  const [phone, setPhone] = useState<string | null>(null);
  const [witness, setWitness] = useState('');
  const [note, setNote] = useState('');
  const known = people.find(({ name }) => name === to.trim())?.phone ?? '';
  const undo = useTell(api.handOver.undo.mutate, {
    onDone: ({ restored, kept }) =>
      showDone(`已撤销交接：${restored} 项恢复${kept > 0 ? `，${kept} 项之后有改动，保留` : ''}`),
  });
  const pass = useTell(api.handOver.do.mutate, {
    onDone: ({ run, items }) => {
      showUndo(`${from} → ${to}：已交接 ${items} 项`, () => undo.mutate({ id: run }));
      navigate(`/today/hand-over/${run}`);
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={`交接 ${from} 的 ${keys.length} 项`}
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const more = { phone: phone ?? known, witness, note };
          pass.mutate({ from, to, on, keys: [...keys], ...more });
        }}
      >
        <div className={classes.fields}>
          <Autocomplete
            label="接收人"
            required
            data-autofocus
            openOnFocus={false}
            data={people.map(({ name }) => name).filter((name) => name !== from)}
            value={to}
            onChange={setTo}
          />
          <TextInput
            label="接收人电话"
            value={phone ?? known}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
          <TextInput
            label="监交人"
            value={witness}
            onChange={(event) => setWitness(event.currentTarget.value)}
          />
          <TextInput
            label="说明"
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </div>
        <Text size="sm" c="dimmed" mt="sm">
          自 {on} 起由接收人负责。一格里写了几个人的，只换 {from} 一个；以前的联系记录保留。
        </Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button type="submit" loading={pass.isPending} disabled={to.trim() === ''}>
            交接
          </Button>
        </Group>
      </form>
    </Modal>
  );
};

type InHandProps = {
  readonly from: string;
  readonly on: string;
  readonly kind: HandOverKind | null;
  readonly people: People;
  readonly onKind: (kind: HandOverKind | null) => void;
};

/** What a person has in hand, ticked as a whole; a row leads to where it is dealt with. */
const InHand = ({ from, on, kind, people, onKind }: InHandProps) => {
  const [, navigate] = useLocation();
  const [isOpen, setOpen] = useState(false);
  const found = useAsk('today', 'inHand', { from, on }, api.handOver.view.query, { keep: true });
  const all = found.data?.items ?? [];
  const rows = kind === null ? all : all.filter((item) => item.kind === kind);
  const { keys, selection } = useTicked(rows, ({ key }) => key, 'all');
  if (found.isError)
    return <FailureNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  if (all.length === 0)
    return <EmptyState title={`${from} 手上没有在办事项`}>没有需要交接的。</EmptyState>;
  const kinds = handOverKinds.filter((one) => all.some((item) => item.kind === one));
  return (
    <>
      <div className={classes.bar}>
        <Group gap="xs" role="group" aria-label="事项种类">
          <Button
            size="compact-sm"
            variant={kind === null ? 'light' : 'default'}
            onClick={() => onKind(null)}
          >
            全部 {all.length} 项
          </Button>
          {kinds.map((one) => (
            <Button
              key={one}
              size="compact-sm"
              variant={kind === one ? 'light' : 'default'}
              onClick={() => onKind(one)}
            >
              {handOverLabels[one]} {all.filter((item) => item.kind === one).length}{' '}
              {handOverUnits[one]}
            </Button>
          ))}
        </Group>
        <span className={classes.spring} />
        {found.data.drafts > 0 && (
          <span className={classes.said}>
            这台电脑上还有 {found.data.drafts} 份没写完的表，不随交接走，请先写完或丢弃
          </span>
        )}
        <Button disabled={keys.length === 0} onClick={() => setOpen(true)}>
          交接选中的 {keys.length} 项
        </Button>
      </div>
      <DataTable
        label="在手事项"
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        selection={selection}
        onOpen={({ at }) => navigate(at)}
      />
      {isOpen && <HandOverDialog {...{ from, on, keys, people }} onClose={() => setOpen(false)} />}
    </>
  );
};

const addressOf = (from: string, kind: string | null): string =>
  `/today/hand-over?from=${encodeURIComponent(from)}${kind === null ? '' : `&kind=${kind}`}`;

/** 工作交接: what one of our people has in hand, and all of it or some to another. */
export const HandOverPage = () => {
  const [, navigate] = useLocation();
  const query = new URLSearchParams(useSearch());
  const from = query.get('from') ?? '';
  const kind = handOverKinds.find((one) => one === query.get('kind')) ?? null;
  const [day, setDay] = useState(today());
  const work = useAsk('today', 'workload', undefined, () => api.today.workload.query());
  const year = Number(today().slice(0, 4));
  const list = useAsk('today', 'people', { year }, api.liaisons.list.query);
  const phones = new Map(list.data?.people.map(({ name, phone }) => [name, phone]));
  const people = [
    ...new Set([...(work.data?.rows ?? []).map(({ person }) => person), ...phones.keys()]),
  ].map((name) => ({ name, phone: phones.get(name) ?? null }));
  return (
    <TodayPage tab="hand-over">
      <div className={classes.bar}>
        <Select
          label="交出人"
          searchable
          clearable
          w="12rem"
          placeholder="选择人员"
          data={people.map(({ name }) => name)}
          value={from || null}
          onChange={(next) => navigate(next === null ? '/today/hand-over' : addressOf(next, null))}
        />
        <DayInput label="交接日期" w="10rem" value={day} onChange={setDay} />
      </div>
      {from === '' ? (
        <Runs />
      ) : (
        isDay(day) && (
          <InHand
            key={`${from} ${kind}`}
            {...{ from, kind, people }}
            on={day}
            onKind={(next) => navigate(addressOf(from, next), { replace: true })}
          />
        )
      )}
    </TodayPage>
  );
};
