import { IconScale } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import type { ConflictGroup, ConflictLine, ConflictList } from '#shared/conflicts.ts';
import { type Choice, decisionOf, keyOf, titleOf } from './conflict-choice.ts';
import { ConflictRow } from './conflict-row.tsx';
import { ConflictsBulk } from './conflicts-bulk.tsx';
import classes from './conflicts-panel.module.css';

/** Which question the keys speak to; after a decision the next one takes its place. */
const useCursor = (count: number) => {
  const inbox = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const here = Math.max(0, Math.min(at, count - 1));
  const follow = useRef(false);
  const focus = (place: number): void =>
    inbox.current?.querySelectorAll<HTMLElement>('[data-conflict]')[place]?.focus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a shorter list is the reason to move.
  useEffect(() => {
    if (follow.current) focus(here);
    follow.current = false;
  }, [count]);
  return {
    inbox,
    here,
    setAt,
    move: (by: number): void => focus(Math.max(0, Math.min(here + by, count - 1))),
    followNext: (): void => {
      follow.current = true;
    },
  };
};

/** A firm somebody deleted has no page to lead to. */
const isHidden = ({ conflicts }: ConflictGroup): boolean =>
  conflicts.some(({ table, column }) => table === 'enterprise' && column === 'deleted');

const Firm = ({ group }: { readonly group: ConflictGroup }) => (
  <h2 className={classes.firm}>
    {group.firmId === null || isHidden(group) ? (
      group.firmName
    ) : (
      <Link href={`/enterprises/${group.firmId}`}>{group.firmName}</Link>
    )}
    <span className={classes.where}>{group.conflicts.length} 处</span>
  </h2>
);

const Inbox = ({ list }: { readonly list: ConflictList }) => {
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const { inbox, here, setAt, move, followNext } = useCursor(list.total);
  const firm = useSearchParams()[0].get('firm');
  const lines = list.groups.flatMap((group) => group.conflicts);
  const first = list.groups.find(({ firmId }) => firmId === firm)?.conflicts[0];
  const asked = first ? lines.indexOf(first) : 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only on arrival.
  useEffect(() => move(asked - here), []);
  const tell = useTell(api.conflicts.resolve.mutate, {
    changes: ['exchange', 'enterprises', 'sheets', 'visits'],
  });
  const choose = (line: ConflictLine, choice: Choice | undefined): void =>
    setChoices(({ [keyOf(line)]: _, ...rest }) =>
      choice ? { ...rest, [keyOf(line)]: choice } : rest,
    );
  const decide = (line: ConflictLine): void => {
    const choice = choices[keyOf(line)];
    const decision = choice && decisionOf(line, choice);
    if (!decision || tell.isPending) return;
    const { table, row, column } = line;
    tell.mutate(
      { table, row, column, choice: decision },
      {
        onSuccess: () => {
          followNext();
          choose(line, undefined);
          showDone(`已裁定：${titleOf(line)}`);
        },
      },
    );
  };
  return (
    <div ref={inbox}>
      <div className={classes.head}>
        <p>
          同一处由不同的人各自改过，各方的值都保留着，由您裁定哪个为准；裁定随下一个数据包送到每个人。
          <span className={classes.keys}>↑↓ 移动　1/2/3 选择　T 另写　Enter 裁定</span>
        </p>
        <ConflictsBulk devices={list.devices} />
      </div>
      {list.groups.map((group) => (
        <section key={group.firmId ?? ''} className={classes.group} aria-label={group.firmName}>
          <Firm group={group} />
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">内容</th>
                <th scope="col">原来的值</th>
                <th scope="col">各方的值</th>
                <th scope="col">裁定</th>
              </tr>
            </thead>
            <tbody>
              {group.conflicts.map((line) => (
                <ConflictRow
                  key={keyOf(line)}
                  line={line}
                  choice={choices[keyOf(line)]}
                  busy={
                    tell.isPending &&
                    tell.variables?.row === line.row &&
                    tell.variables.column === line.column
                  }
                  current={lines[here] === line}
                  onCurrent={() => setAt(lines.indexOf(line))}
                  onChoice={(choice) => choose(line, choice)}
                  onDecide={() => decide(line)}
                  onMove={move}
                />
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
};

/** 待裁定: what two people answered differently, by firm, decided by click or by key. */
export const ConflictsPanel = () => {
  const list = useAsk('exchange', 'conflicts', undefined, () => api.conflicts.list.query());
  if (list.isError) return <FailureNote error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  if (list.data.total === 0)
    return (
      <EmptyState icon={<IconScale size="2rem" stroke={1.4} />} title="没有需要裁定的内容">
        两个人在各自电脑上改了同一处、并入后两个值都会保留，列在这里等人裁定。
      </EmptyState>
    );
  return <Inbox list={list.data} />;
};
