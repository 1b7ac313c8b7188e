import { useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { isDay } from '#renderer/parts/day-text.ts';
import { today } from '#renderer/parts/formats.ts';

/** The day figures are told for stands in the address (`?on=`), so that a picture can be found again. */
export const useAsOf = (): readonly [string | null, (day: string) => void] => {
  const [params, setParams] = useSearchParams();
  const asked = params.get('on');
  const on = asked !== null && isDay(asked) ? asked : null;
  const set = (day: string): void => {
    const next = new URLSearchParams(params);
    if (day === '' || day === today()) next.delete('on');
    else next.set('on', day);
    setParams(next, { replace: true });
  };
  return [on, set];
};

type AsOfInputProps = { readonly on: string | null; readonly onChange: (day: string) => void };

/** 截至日期: today, or a day a leader asks about. */
export const AsOfInput = ({ on, onChange }: AsOfInputProps) => {
  const [text, setText] = useState(on ?? today());
  useEffect(() => setText(on ?? today()), [on]);
  const take = (next: string): void => {
    setText(next);
    if (isDay(next)) onChange(next);
  };
  return <DayInput label="截至日期" size="xs" w="9.5rem" value={text} onChange={take} />;
};
