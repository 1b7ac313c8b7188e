import { initTRPC, TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { Desk } from '#services/desk.ts';
import { whenIssuesReady } from '#services/issue-lines.ts';
import { whenRollReady } from '#services/roll.ts';
import type { Session } from '#services/session.ts';
import { Refusal, type RefusalData } from '#shared/errors.ts';
import { problemsOf } from '#shared/words.ts';

/** What every procedure gets: the session, locked or open. The same for all three doors. */
export type Context = { readonly session: Session };

/** An expected refusal, or a form that does not decode yet, as data the screen can show. */
const refusalOf = (cause: unknown): RefusalData | null => {
  if (cause instanceof Refusal) return cause.toData();
  if (cause instanceof z.ZodError)
    return Refusal.of('record.invalid', { problems: problemsOf(cause) }).toData();
  return null;
};

const t = initTRPC.context<Context>().create({
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    data: { ...shape.data, refusal: refusalOf(error.cause), stack: undefined },
  }),
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** A refusal is an answer about the input or the moment, not a fault of the server. */
const refusing = t.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok || !(result.error.cause instanceof Refusal)) return result;
  throw new TRPCError({ code: 'UNPROCESSABLE_CONTENT', cause: result.error.cause });
});

/** Works before the passphrase is given. */
export const anyone = t.procedure.use(refusing);

/** Needs an open store; refuses with `store.locked` otherwise. */
export const atDesk = anyone.use(({ ctx, next }) => {
  const desk: Desk | undefined = ctx.session.desk();
  if (!desk) throw new TRPCError({ code: 'UNAUTHORIZED', cause: Refusal.of('store.locked') });
  return next({ ctx: { desk, session: ctx.session } });
});

/** As `atDesk`, once every firm can be searched for; others are answered while this one waits. */
export const atRoll = atDesk.use(async ({ ctx, next }) => {
  await whenRollReady(ctx.desk);
  return next();
});

/** As `atDesk`, once every issue is worked out: after a start with twenty thousand of them that takes seconds. */
export const atIssues = atDesk.use(async ({ ctx, next }) => {
  await whenIssuesReady(ctx.desk);
  return next();
});
