import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { readHolidays } from '#shared/holiday-text.ts';
import type { HolidayChange } from '#shared/holiday-views.ts';
import classes from './holidays.module.css';

type HolidayPasteProps = {
  readonly year: number;
  readonly busy: boolean;
  readonly onTake: (days: readonly HolidayChange[]) => void;
};

/** The notice's own sentences, or rows of a table: what is read of them is told before it is taken. */
export const HolidayPaste = ({ year, busy, onTake }: HolidayPasteProps) => {
  const [text, setText] = useState('');
  const { holidays, unread } = readHolidays(text, year);
  const off = holidays.filter(({ kind }) => kind === '放假').length;
  return (
    <form
      className={classes.paste}
      onSubmit={(event) => {
        event.preventDefault();
        onTake(holidays);
        setText('');
      }}
    >
      <Textarea
        label={`粘贴 ${year} 年放假安排`}
        description="通知原文，或每行一天：日期、放假/上班、节日"
        placeholder={
          '一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：……2月14日（周日）上班。'
        }
        autosize
        minRows={6}
        maxRows={12}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text.trim() !== '' && (
        <p className={classes.said} role="status">
          读出放假 {off} 天、上班 {holidays.length - off} 天
          {unread.length > 0 && `；${unread.length} 行没有读懂：${unread.slice(0, 3).join('／')}`}
        </p>
      )}
      <Button type="submit" loading={busy} disabled={holidays.length === 0}>
        录入 {holidays.length} 天
      </Button>
    </form>
  );
};
