import {
  type BackupLine,
  restoreInput,
  type SessionState,
  setUpInput,
  unlockInput,
} from '#shared/settings.ts';
import { anyone, router } from './base.ts';

export const sessionRouter = router({
  state: anyone.query(({ ctx }): SessionState => ctx.session.state()),
  setUp: anyone
    .input(setUpInput)
    .mutation(({ ctx, input }): Promise<SessionState> => ctx.session.setUp(input)),
  unlock: anyone
    .input(unlockInput)
    .mutation(({ ctx, input }): Promise<SessionState> => ctx.session.unlock(input.passphrase)),
  /** Copies that can be put back; asked for before the passphrase when the store is damaged. */
  backups: anyone.query(({ ctx }): BackupLine[] => ctx.session.backups()),
  restore: anyone
    .input(restoreInput)
    .mutation(
      ({ ctx, input }): Promise<SessionState> => ctx.session.restore(input.name, input.passphrase),
    ),
  lock: anyone.mutation(({ ctx }): SessionState => ctx.session.lock()),
});
