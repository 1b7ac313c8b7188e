import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showFailure } from '#renderer/app/query.ts';
import type { FirmLine } from '#shared/firm-lines.ts';

/** A line with the firm that was chosen for it; empty for none. */
export type ChosenLine = FirmLine & { readonly firm: string };

/** One candidate is taken until somebody says otherwise; of several, somebody chooses. */
const withFirm = (line: FirmLine): ChosenLine => ({
  ...line,
  firm: line.firms.length === 1 ? (line.firms[0]?.id ?? '') : '',
});

/** A pasted column of firms: looked up, put right line by line. */
export const useFirmLines = () => {
  const [text, setText] = useState('');
  const [lines, setLines] = useState<readonly ChosenLine[] | null>(null);
  const [busy, setBusy] = useState(false);
  const find = async (pasted: string): Promise<readonly ChosenLine[] | undefined> => {
    setBusy(true);
    try {
      return (await api.firmList.findLines.mutate({ text: pasted })).map(withFirm);
    } catch (error) {
      showFailure(error);
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return {
    text,
    lines,
    busy,
    /** Firms (家) chosen, each once. */
    firms: [...new Set((lines ?? []).flatMap(({ firm }) => (firm === '' ? [] : [firm])))],
    /** Lines (行) that stay out. */
    left: (lines ?? []).filter(({ firm }) => firm === '').length,
    type: (typed: string): void => {
      setText(typed);
      setLines(null);
    },
    /** @param pasted what was just pasted, before the field shows it */
    look: async (pasted = text): Promise<void> => {
      const found = await find(pasted);
      if (found) setLines(found);
    },
    choose: (no: number, firm: string): void =>
      setLines(
        (before) => before?.map((line) => (line.no === no ? { ...line, firm } : line)) ?? null,
      ),
    /** Looks one line up again, by other words. */
    rewrite: async (no: number, words: string): Promise<void> => {
      const [found] = (await find(words)) ?? [];
      if (found)
        setLines(
          (before) => before?.map((line) => (line.no === no ? { ...found, no } : line)) ?? null,
        );
    },
  };
};

export type FirmLines = ReturnType<typeof useFirmLines>;
