import { type SessionState, setUpInput, unlockInput } from '#shared/settings.ts';
import { anyone, router } from './base.ts';

export const sessionRouter = router({
  state: anyone.query(({ ctx }): SessionState => ctx.session.state()),
  setUp: anyone
    .input(setUpInput)
    .mutation(({ ctx, input }): Promise<SessionState> => ctx.session.setUp(input)),
  unlock: anyone
    .input(unlockInput)
    .mutation(({ ctx, input }): Promise<SessionState> => ctx.session.unlock(input.passphrase)),
  lock: anyone.mutation(({ ctx }): SessionState => ctx.session.lock()),
});
