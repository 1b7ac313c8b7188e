import { type Query, useQueryClient } from '@tanstack/react-query';
import { useTell } from '#renderer/app/query.ts';
import type { SessionState } from '#shared/settings.ts';

/**
 * For what changes the session itself (set up, unlock, lock, restore). The answer is the new
 * state; everything else that was known belongs to the session before and is forgotten.
 */
export const useSessionTell = <Input>(
  tell: (input: Input) => Promise<SessionState>,
  options: { readonly quiet?: boolean } = {},
) => {
  const client = useQueryClient();
  return useTell(tell, {
    ...options,
    onDone: (state) => {
      const others = { predicate: (query: Query) => query.queryKey[0] !== 'session' };
      client.setQueryData(['session', 'state', undefined], state);
      if (state.phase === 'open') {
        client.removeQueries({ ...others, type: 'inactive' });
        void client.invalidateQueries(others);
      } else client.removeQueries(others);
    },
  });
};
