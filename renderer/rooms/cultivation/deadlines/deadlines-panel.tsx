import { Anchor } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { AsOfInput, useAsOf } from '#renderer/rooms/cultivation/as-of.tsx';
import panel from '#renderer/rooms/cultivation/panel.module.css';
import type { Calendar, ExpiryLine, WindowLine } from '#shared/pyramid-views.ts';
import classes from './deadlines-panel.module.css';
import { YearStrip } from './year-strip.tsx';

const countdown = ({ state, days }: WindowLine): string => {
  if (state === 'over') return '已结束';
  if (days === null) return '进行中';
  if (state === 'ahead') return days === 0 ? '今天开始' : `${days} 天后开始`;
  return days === 0 ? '今天截止' : `还剩 ${days} 天`;
};

const Windows = ({ on, windows }: Pick<Calendar, 'on' | 'windows'>) => (
  <section className={panel.card} aria-label="申报与评审窗口">
    <h2>申报与评审窗口</h2>
    {windows.length === 0 ? (
      <p className={panel.said}>还没有登记窗口。在奖项目录里给奖项填上当年的申报和评审日期。</p>
    ) : (
      <>
        <YearStrip on={on} windows={windows} />
        <table className={panel.table}>
          <thead>
            <tr>
              <th>奖项</th>
              <th>环节</th>
              <th>起止</th>
              <th>倒计时</th>
              <th className={panel.number}>本局申报（项）</th>
            </tr>
          </thead>
          <tbody>
            {windows.map((line) => (
              <tr key={line.id}>
                <td>
                  {line.award}（{line.year}）
                </td>
                <td>{line.phase}</td>
                <td>
                  {formatDay(line.opensOn)} 至 {formatDay(line.closesOn)}
                </td>
                <td>
                  <span className={line.remind ? panel.soon : undefined}>
                    {line.remind && <IconBell size="0.9rem" aria-label="提醒" />}
                    {countdown(line)}
                  </span>
                </td>
                <td className={panel.number}>{line.applications || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </>
    )}
  </section>
);

const groups = [
  { nearness: 'within30', title: '30 天内到期' },
  { nearness: 'within90', title: '31 至 90 天到期' },
  { nearness: 'expired', title: '一年内已到期' },
] as const;

/** More would not be read; the list of firms filters by expiry too. */
const shown = 200;

const left = ({ days }: ExpiryLine): string => {
  if (days < 0) return `已过 ${-days} 天`;
  return days === 0 ? '今天到期' : `还剩 ${days} 天`;
};

const Expiries = ({ expiries }: Pick<Calendar, 'expiries'>) => (
  <section className={panel.card} aria-label="到期监视">
    <h2>荣誉与证书到期</h2>
    {expiries.length === 0 ? (
      <p className={panel.said}>90 天内没有到期的荣誉和证书。</p>
    ) : (
      groups.map(({ nearness, title }) => {
        const own = expiries
          .filter((line) => line.nearness === nearness)
          .toSorted((a, b) => (nearness === 'expired' ? b.days - a.days : a.days - b.days));
        return (
          <details key={nearness} open={nearness !== 'expired'} className={classes.group}>
            <summary>
              {title} <b>{own.length}</b> 件
            </summary>
            <table className={panel.table}>
              <tbody>
                {own.slice(0, shown).map((line) => (
                  <tr key={`${line.ledger} ${line.row}`}>
                    <td>
                      {line.firm ? (
                        <Anchor component={Link} href={`/enterprises/${line.firm.id}`}>
                          {line.firm.name}
                        </Anchor>
                      ) : (
                        '区域'
                      )}
                    </td>
                    <td>{line.title}</td>
                    <td>{formatDay(line.on)}</td>
                    <td className={panel.number}>
                      <span className={nearness === 'expired' ? panel.late : panel.soon}>
                        {left(line)}
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {own.length > shown && <p className={panel.said}>只列出前 {shown} 件。</p>}
          </details>
        );
      })
    )}
  </section>
);

/** 窗口与到期: what may be applied for and until when, and what runs out. */
export const DeadlinesPanel = () => {
  const [on, setOn] = useAsOf();
  const found = useAsk('cultivation', 'calendar', { on }, api.standing.calendar.query, {
    keep: true,
  });
  if (found.isError)
    return <FailureNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { data } = found;
  const soon = data.windows.filter(({ remind }) => remind).length;
  const near = data.expiries.filter(({ nearness }) => nearness === 'within30').length;
  return (
    <>
      <div className={panel.bar}>
        <p className={panel.said}>
          截至 {formatDay(data.on)}：30 天内有 {soon} 个窗口开始或截止，{near} 件荣誉、证书到期
        </p>
        <span className={panel.spring} />
        <AsOfInput on={on} onChange={setOn} />
      </div>
      <Windows on={data.on} windows={data.windows} />
      <Expiries expiries={data.expiries} />
    </>
  );
};
