import { ActionIcon, Alert, Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { HolidayChange, HolidayYear } from '#shared/holiday-views.ts';
import { HolidayPaste } from './holiday-paste.tsx';
import classes from './holidays.module.css';
import { daysOfMonth, isWeekend, opposite } from './year-days.ts';

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

type MonthProps = {
  readonly year: HolidayYear;
  readonly month: number;
  readonly onTurn: (change: HolidayChange) => void;
};

/** A month as on a wall calendar; a click turns a day into the other kind. */
const Month = ({ year, month, onTurn }: MonthProps) => {
  const { blanks, days } = daysOfMonth(year.year, month);
  const said = new Map(year.lines.map((line) => [line.day, line]));
  return (
    <section className={classes.month} aria-label={`${month}月`}>
      <h2>{month} 月</h2>
      <div className={classes.grid}>
        {weekdays.map((word) => (
          <span key={word} className={classes.weekday}>
            {word}
          </span>
        ))}
        {blanks > 0 && <span style={{ gridColumn: `span ${blanks}` }} />}
        {days.map((day) => {
          const line = said.get(day);
          const off = line ? line.kind === '放假' : isWeekend(day);
          const words = line
            ? [line.kind, line.name, line.own ? '本单位录入' : '国务院安排']
            : [off ? '周末' : '工作日'];
          return (
            <button
              key={day}
              type="button"
              className={classes.day}
              data-off={off || undefined}
              data-kind={line?.kind}
              data-own={line?.own || undefined}
              aria-label={`${day} ${words.filter((word) => word !== null).join(' ')}`}
              title={words.filter((word) => word !== null).join(' · ')}
              onClick={() => onTurn(opposite(day, off, line))}
            >
              {Number(day.slice(8))}
              {line && <i>{line.kind === '放假' ? '休' : '班'}</i>}
            </button>
          );
        })}
      </div>
    </section>
  );
};

/** 节假日安排: a year by months, mended by a click or by pasting the notice. */
export const HolidaysPage = () => {
  const [year, setYear] = useState(Number(today().slice(0, 4)));
  const found = useAsk('today', 'holidays', { year }, api.holidays.year.query, { keep: true });
  const back = useTell(api.holidays.set.mutate, { onDone: () => showDone('已撤销') });
  const set = useTell(api.holidays.set.mutate, {
    onDone: ({ before }, { days }) => {
      const [only] = days;
      const words =
        days.length === 1 && only
          ? `${only.day}：${only.kind ?? '恢复为原来的安排'}`
          : `已录入 ${days.length} 天`;
      showUndo(words, () => back.mutate({ days: [...before] }));
    },
  });
  const { data } = found;
  return (
    <Page
      title="节假日安排"
      breadcrumbs={[{ label: '设置', href: '/settings' }]}
      subtitle={
        data && `${data.year} 年工作日 ${data.workingDays} 天${data.known ? '' : '（按周末计算）'}`
      }
      actions={
        <div className={classes.years}>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label="上一年"
            disabled={year <= 1990}
            onClick={() => setYear(year - 1)}
          >
            <IconChevronLeft size="1.1rem" aria-hidden />
          </ActionIcon>
          <strong aria-live="polite">{year} 年</strong>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label="下一年"
            disabled={year >= 2200}
            onClick={() => setYear(year + 1)}
          >
            <IconChevronRight size="1.1rem" aria-hidden />
          </ActionIcon>
        </div>
      }
    >
      {found.isError && <FailureNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {data && (
        <>
          {!data.known && (
            <Alert
              mb="sm"
              color="amber"
              variant="light"
              icon={<IconInfoCircle size="1.1rem" aria-hidden />}
            >
              {data.year}{' '}
              年放假安排尚未录入，按周末计算。国务院办公厅发布通知后，把通知里“一、元旦……七、国庆节……”几行粘贴到右边即可。
            </Alert>
          )}
          <div className={classes.columns}>
            <div className={classes.months}>
              {months.map((month) => (
                <Month
                  key={month}
                  year={data}
                  month={month}
                  onTurn={(change) => set.mutate({ days: [change] })}
                />
              ))}
            </div>
            <div className={classes.side}>
              <p className={classes.legend}>
                <span className={classes.sample} data-kind="放假">
                  休
                </span>
                放假
                <span className={classes.sample} data-kind="上班">
                  班
                </span>
                上班
                <span className={classes.sample} data-own>
                  1
                </span>
                本单位录入
              </p>
              <p className={classes.said}>
                点一天就改成放假或上班；再点一次恢复。本单位录入的随数据包到县局和各所。
              </p>
              <HolidayPaste
                key={year}
                year={year}
                busy={set.isPending}
                onTake={(days) => set.mutate({ days: [...days] })}
              />
              {data.lines.some(({ own }) => own) && (
                <Button
                  variant="default"
                  onClick={() =>
                    set.mutate({
                      days: data.lines
                        .filter(({ own }) => own)
                        .map(({ day }) => ({ day, kind: null, name: null })),
                    })
                  }
                >
                  清除本单位录入的 {data.lines.filter(({ own }) => own).length} 天
                </Button>
              )}
            </div>
          </div>
        </>
      )}
    </Page>
  );
};
