import { ActionIcon, Anchor, TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import panel from '#renderer/rooms/cultivation/panel.module.css';
import type { TierMonth } from '#shared/tier-movement.ts';

const monthAfter = (month: string, by: number): string => {
  const [year = 2000, at = 1] = month.split('-').map(Number);
  const date = new Date(Date.UTC(year, at - 1 + by, 1));
  return date.toISOString().slice(0, 7);
};

const sums = [
  'start',
  'entered',
  'up',
  'down',
  'left',
  'end',
] as const satisfies readonly (keyof TierMonth)[];

/** 月度变动: what each tier began with, gained, lost and ended with. */
export const MovementView = () => {
  const [typed, setTyped] = useState(today().slice(0, 7));
  const [month, setMonth] = useState(typed);
  const take = (next: string): void => {
    setTyped(next);
    if (/^\d{4}-(0[1-9]|1[0-2])$/.test(next)) setMonth(next);
  };
  const found = useAsk('cultivation', 'movement', { month }, api.standing.movement.query, {
    keep: true,
  });
  if (found.isError)
    return <FailureNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { lines, moves } = found.data;
  return (
    <>
      <div className={panel.bar}>
        <ActionIcon
          variant="default"
          size="1.875rem"
          aria-label="上个月"
          onClick={() => take(monthAfter(month, -1))}
        >
          <IconChevronLeft size="1rem" aria-hidden />
        </ActionIcon>
        <TextInput
          label="月份"
          size="xs"
          w="7rem"
          value={typed}
          onChange={(event) => take(event.currentTarget.value.trim())}
        />
        <ActionIcon
          variant="default"
          size="1.875rem"
          aria-label="下个月"
          onClick={() => take(monthAfter(month, 1))}
        >
          <IconChevronRight size="1rem" aria-hidden />
        </ActionIcon>
      </div>
      <section className={panel.card} aria-label="变动表">
        <h2>
          {Number(month.slice(0, 4))} 年 {Number(month.slice(5))} 月培育梯队变动
        </h2>
        <p className={panel.said}>
          单位：家。月末 = 月初 + 新列入 + 晋级转入 + 降级转入 − 转出或退出
        </p>
        <table className={panel.table}>
          <thead>
            <tr>
              <th>层级</th>
              <th className={panel.number}>月初</th>
              <th className={panel.number}>新列入</th>
              <th className={panel.number}>晋级转入</th>
              <th className={panel.number}>降级转入</th>
              <th className={panel.number}>转出或退出</th>
              <th className={panel.number}>月末</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.tier}>
                <th scope="row">{line.tier}</th>
                {sums.map((key) => (
                  <td key={key} className={panel.number}>
                    {line[key]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">合计</th>
              {sums.map((key) => (
                <td key={key} className={panel.number}>
                  {lines.reduce((sum, line) => sum + line[key], 0)}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </section>
      <section className={panel.card} aria-label="变动企业">
        <h2>变动企业 {moves.length} 家次</h2>
        {moves.length === 0 ? (
          <p className={panel.said}>这个月没有企业变动层级。</p>
        ) : (
          <table className={panel.table}>
            <thead>
              <tr>
                <th>日期</th>
                <th>企业</th>
                <th>变动</th>
                <th>从</th>
                <th>到</th>
                <th>原因</th>
              </tr>
            </thead>
            <tbody>
              {moves.map(({ id, on, firm, name, kind, from, to, reason }) => (
                <tr key={id}>
                  <td>{on}</td>
                  <td>
                    <Anchor component={Link} href={`/enterprises/${firm}`}>
                      {name}
                    </Anchor>
                  </td>
                  <td>{kind}</td>
                  <td>{from ?? '未列入'}</td>
                  <td>{to ?? '退出'}</td>
                  <td>{reason ?? '未注明'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
};
