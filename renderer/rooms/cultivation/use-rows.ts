import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';

/** Live rows of a ledger, of one parent or of the office, asked again when the room changes. */
export const useRows = (ledger: string, parent: string | null, enabled = true) =>
  useAsk(
    'cultivation',
    'rows',
    { ledger, parent, search: '', filter: {}, order: [], limit: 10_000, offset: 0 },
    api.ledgers.list.query,
    { enabled },
  );
