import { Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { isDay } from '#renderer/parts/day-text.ts';
import { today } from '#renderer/parts/formats.ts';
import { YearInput } from '#renderer/rooms/cultivation/year-input.tsx';
import { showPoints } from '#shared/scoring/points.ts';
import type { SchemeForm } from '#shared/scoring/scheme-form.ts';
import type { SchemeTrial } from '#shared/scoring/scheme-views.ts';
import classes from './scheme-editor.module.css';

type Tried = { readonly firmId: string; readonly year: number; readonly day: string };

/** Whom the draft is tried on, and what comes of it; asked again a little after the last key. */
export const useTrial = (id: string, form: SchemeForm) => {
  const [asked, setAsked] = useState<Tried>(() => ({
    firmId: '',
    year: Number(today().slice(0, 4)) - 1,
    day: today(),
  }));
  const [settled] = useDebouncedValue(form, 300);
  const found = useAsk(
    'cultivation',
    'trial',
    { id, form: settled, ...asked },
    api.schemes.try.query,
    { enabled: asked.firmId !== '', keep: true },
  );
  return { asked, setAsked, found };
};

const Totals = ({ trial, full }: { readonly trial: SchemeTrial; readonly full: string }) => {
  if (trial.total === null) return <Text size="sm">分组归到了自己下面，先改好再试算</Text>;
  const moved = trial.before === null ? null : trial.total - trial.before;
  return (
    <p className={classes.totals}>
      <strong>{showPoints(trial.total)}</strong> 分{full.trim() !== '' && ` / 满分 ${full}`}
      {moved !== null && (
        <span>
          原版本 {showPoints(trial.before ?? 0)} 分，
          {moved === 0
            ? '没有变化'
            : `${moved > 0 ? '多' : '少'} ${showPoints(Math.abs(moved))} 分`}
        </span>
      )}
    </p>
  );
};

type TryBarProps = { readonly trial: ReturnType<typeof useTrial>; readonly full: string };

/** 试算: one firm, one year; the points of each row stand in the table. */
export const TryBar = ({ trial, full }: TryBarProps) => {
  const { asked, setAsked, found } = trial;
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 120);
  const [day, setDay] = useState(asked.day);
  const firms = useAsk(
    'enterprises',
    'list',
    { search, limit: 12, offset: 0 },
    api.enterprises.list.query,
    { keep: true },
  );
  const chosen = found.data && asked.firmId !== '' ? found.data.firmName : '';
  const data = (firms.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className={classes.try}>
      <Select
        label="试算企业"
        size="xs"
        w="19rem"
        searchable
        clearable
        placeholder="输入名称或拼音首字母"
        nothingFoundMessage="没有找到"
        data={
          asked.firmId === '' || data.some(({ value }) => value === asked.firmId)
            ? data
            : [{ value: asked.firmId, label: chosen }, ...data]
        }
        filter={({ options }) => options}
        searchValue={typed}
        onSearchChange={setTyped}
        value={asked.firmId || null}
        onChange={(firmId) => setAsked({ ...asked, firmId: firmId ?? '' })}
      />
      <YearInput
        label="数据年度"
        size="xs"
        w="6rem"
        year={asked.year}
        onChange={(year) => setAsked({ ...asked, year })}
      />
      <DayInput
        label="数据截止"
        size="xs"
        w="9rem"
        value={day}
        onChange={(next) => {
          setDay(next);
          if (isDay(next)) setAsked({ ...asked, day: next });
        }}
      />
      {asked.firmId !== '' && found.data ? (
        <Totals trial={found.data} full={full} />
      ) : (
        <p className={classes.hint}>选一家企业，表里就显示它的得分和与原版本的差别</p>
      )}
    </div>
  );
};
