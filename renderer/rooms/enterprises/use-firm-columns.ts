import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { type FirmColumnKey, usualColumns } from '#shared/firm-columns.ts';

/** Columns of the list; a choice shows at once and is remembered on this machine. */
export const useFirmColumns = () => {
  const kept = useAsk('enterprises', 'columns', undefined, () => api.firmList.columns.query());
  const [chosen, setChosen] = useState<readonly FirmColumnKey[] | null>(null);
  const remember = useTell(api.firmList.chooseColumns.mutate);
  return {
    shown: chosen ?? kept.data ?? usualColumns,
    choose: (keys: readonly FirmColumnKey[]): void => {
      setChosen(keys);
      remember.mutate({ columns: [...keys] });
    },
  };
};
