import { followRuns, undoFollowRun } from '#services/follow-runs.ts';
import { assignLiaison, contactList, liaisonHistory } from '#services/liaisons.ts';
import {
  type Assigned,
  assignLiaisonInput,
  type ContactList,
  contactListInput,
  followRunInput,
  type LiaisonHistory,
  liaisonTurnsInput,
} from '#shared/liaison-views.ts';
import type { FollowRun, UndoneRun } from '#shared/row-undo.ts';
import { atDesk, router } from './base.ts';

export const liaisonsRouter = router({
  /** 联系企业人员名单 of a year. */
  list: atDesk
    .input(contactListInput)
    .query(({ ctx, input }): ContactList => contactList(ctx.desk, input)),
  history: atDesk
    .input(liaisonTurnsInput)
    .query(({ ctx, input }): LiaisonHistory => liaisonHistory(ctx.desk, input)),
  assign: atDesk
    .input(assignLiaisonInput)
    .mutation(({ ctx, input }): Assigned => assignLiaison(ctx.desk, input)),
  runs: atDesk.query(({ ctx }): readonly FollowRun[] => followRuns(ctx.desk, 'liaison')),
  undo: atDesk
    .input(followRunInput)
    .mutation(({ ctx, input }): UndoneRun => undoFollowRun(ctx.desk, input.id)),
});
