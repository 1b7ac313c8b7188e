import { useDebouncedValue } from '@mantine/hooks';
import { type ChangeEvent, type CompositionEvent, useState } from 'react';

/**
 * A search box that waits for the hand and for the input method: the letters of an unfinished
 * Chinese word are shown but not searched for.
 */
export const useSearchBox = (initial: string, wait: number) => {
  const [text, setText] = useState(initial);
  const [said, setSaid] = useState(initial);
  const [search] = useDebouncedValue(said.trim(), wait);
  const set = (next: string): void => {
    setText(next);
    setSaid(next);
  };
  return {
    text,
    search,
    set,
    input: {
      value: text,
      onChange: (event: ChangeEvent<HTMLInputElement>) => {
        const { value } = event.currentTarget;
        setText(value);
        if (!(event.nativeEvent as InputEvent).isComposing) setSaid(value);
      },
      onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) =>
        set(event.currentTarget.value),
    },
  };
};
