import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useInterfaceSize } from '#renderer/app/interface-size.tsx';

/** Fewer than this stand there whole, and the browser lays the columns out by all of them. */
const mostWhole = 100;

/** Height of a row before it is measured, in rem. */
const rowRem = 2;

/** What stands in the place of rows that are out of sight. */
export type Gap = { readonly gap: string; readonly pixels: number };
export type Placed = { readonly index: number };

/** On paper every row stands. */
const useIsPrinted = (): boolean => {
  const [isPrinted, setPrinted] = useState(false);
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinted(true));
    const end = (): void => setPrinted(false);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  return isPrinted;
};

/**
 * Of a long sheet, the rows in sight and the one the caret is in, with gaps for the others: a firm's
 * 2,000 instruments are as quick to type in as its ten products.
 *
 * @param caret index of the row that must not go, or the caret would be lost with it
 */
export const useRowsInSight = (
  count: number,
  scroller: RefObject<HTMLElement | null>,
  caret: number | undefined,
) => {
  const isLong = !useIsPrinted() && count > mostWhole;
  const { scale } = useInterfaceSize();
  const virtualizer = useVirtualizer({
    count: isLong ? count : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowRem * 16 * scale,
    overscan: 12,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return caret === undefined || caret < 0 || shown.includes(caret)
        ? shown
        : [...shown, caret].toSorted((a, b) => a - b);
    },
  });
  if (!isLong)
    return {
      isLong,
      measure: undefined,
      shown: Array.from({ length: count }, (_none, index): Placed | Gap => ({ index })),
    };
  const shown: (Placed | Gap)[] = [];
  let end = 0;
  for (const { index, start, end: below } of virtualizer.getVirtualItems()) {
    if (start > end) shown.push({ gap: `before ${index}`, pixels: start - end });
    shown.push({ index });
    end = below;
  }
  const rest = virtualizer.getTotalSize() - end;
  if (rest > 0) shown.push({ gap: 'below', pixels: rest });
  return { isLong, measure: virtualizer.measureElement, shown };
};
