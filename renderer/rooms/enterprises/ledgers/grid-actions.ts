import { useQueryClient } from '@tanstack/react-query';
import { api } from '#renderer/app/api.ts';
import { showDone, useTell } from '#renderer/app/query.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { SaveRows } from '#shared/ledgers.ts';
import type { Ledger, Source } from '#shared/registers/ledger.ts';

/** What a sheet of cells can do to the store. */
export type GridActions = {
  /** Writes rows; comes back with their ids, in order. */
  readonly save: (rows: SaveRows['rows']) => Promise<{ readonly ids: readonly string[] }>;
  /** Comes back once the rows of the page were asked for anew. */
  readonly answered: () => Promise<unknown>;
  readonly saving: boolean;
  /** 仍然如此, of some cells or of all that hold something. */
  readonly confirm: (id: string, keys?: readonly string[]) => void;
  /** Takes rows out; null where they stay. `told` says so, with a way back. */
  readonly remove: ((ids: readonly string[], told: boolean) => void) | null;
};

const changes = ['ledgers', 'enterprises', 'drafts'] as const;
/** A save has them asked for: waits for the answer that is on its way. */
const useAnswered = (...key: readonly string[]) => {
  const client = useQueryClient();
  return () => client.refetchQueries({ queryKey: key }, { cancelRefetch: false });
};

const confirmed = (): void => showDone('已记下：今天确认仍然如此');

/** The rows of one ledger of a firm, or of the office. */
export const useLedgerActions = (
  ledger: Ledger,
  enterpriseId: string | null,
  source: Source,
): GridActions => {
  const save = useTell(api.ledgers.save.mutate, { quiet: true, changes: [...changes] });
  const remove = useTell(api.ledgers.delete.mutate, { changes: [...changes] });
  const restore = useTell(api.ledgers.restore.mutate, { changes: [...changes] });
  const confirm = useTell(api.ledgers.confirm.mutate, {
    changes: [...changes],
    onDone: confirmed,
  });
  const answered = useAnswered('ledgers', ...(enterpriseId === null ? [] : ['ofFirm']));
  return {
    save: (rows) =>
      save.mutateAsync({ ledger: ledger.name, parent: enterpriseId, source, rows: [...rows] }),
    answered,
    saving: save.isPending,
    confirm: (id, keys) =>
      confirm.mutate({ ledger: ledger.name, ids: [id], ...(keys ? { keys: [...keys] } : {}) }),
    remove: (ids, told) => {
      const input = { ledger: ledger.name, ids: [...ids] };
      remove.mutate(input, {
        onSuccess: () => {
          if (told)
            showUndo(`已删除 ${ids.length} ${ledger.counter}${ledger.label}`, () =>
              restore.mutate(input),
            );
        },
      });
    },
  };
};

/** A firm's own facts: one row that stays. */
export const useFactActions = (enterpriseId: string, source: Source): GridActions => {
  const save = useTell(api.enterprises.saveFacts.mutate, { quiet: true, changes: [...changes] });
  const confirm = useTell(api.enterprises.confirmFacts.mutate, {
    changes: [...changes],
    onDone: confirmed,
  });
  const answered = useAnswered('enterprises', 'get');
  return {
    save: async (rows) => {
      const values = Object.assign(
        {},
        ...rows.map((row) => row.values),
      ) as SaveRows['rows'][number]['values'];
      const { id } = await save.mutateAsync({ id: enterpriseId, values, source });
      return { ids: [id] };
    },
    answered,
    saving: save.isPending,
    confirm: (id, keys = []) => confirm.mutate({ id, keys: [...keys] }),
    remove: null,
  };
};
