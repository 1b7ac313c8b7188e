import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  type TRPCError,
} from '@trpc/server';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import { appRouter } from '#api/router.ts';
import type { Session } from '#services/session.ts';
import type { Reply } from '#shared/bridge.ts';
import type { RefusalData } from '#shared/errors.ts';

/** One router, two carriers: HTTP for the browser door, plain data for the desktop's. */

/** The largest form is far below; whole files go over the shelf. */
const maxBodyBytes = 4 * 1024 * 1024;

/** What the contract has no refusal for is a bug: it is logged here and nowhere else. */
const isBug = (error: TRPCError): boolean => error.code === 'INTERNAL_SERVER_ERROR';

const refusalIn = (error: TRPCError, path: string): RefusalData | null =>
  getTRPCErrorShape({
    config: appRouter._def._config,
    error,
    type: 'unknown',
    path,
    input: undefined,
    ctx: undefined,
  }).data.refusal;

/** Answers HTTP calls of the contract; `procedure` is the path after `/trpc/`. */
export const httpAnswers =
  (session: Session, onBug: (error: unknown) => void) =>
  (request: IncomingMessage, response: ServerResponse, procedure: string): Promise<void> =>
    nodeHTTPRequestHandler({
      router: appRouter,
      path: procedure,
      req: request,
      res: response,
      createContext: () => ({ session }),
      allowBatching: false,
      maxBodySize: maxBodyBytes,
      onError: ({ error, path }) => {
        if (isBug(error) && !refusalIn(error, path ?? '')) onBug(error.cause ?? error);
      },
    });

/**
 * Calls one procedure by its name. Never rejects: an answer crosses to the screen as data, also
 * where the name is not a procedure of that kind.
 */
export const callContract = async (
  session: Session,
  kind: 'query' | 'mutation',
  path: string,
  input: unknown,
  onBug: (error: unknown) => void,
): Promise<Reply> => {
  try {
    const value: unknown = await callTRPCProcedure({
      router: appRouter,
      path,
      type: kind,
      getRawInput: async () => input,
      ctx: { session },
      signal: undefined,
      batchIndex: 0,
    });
    return { ok: true, value };
  } catch (thrown) {
    const error = getTRPCErrorFromUnknown(thrown);
    const refusal = refusalIn(error, path);
    if (isBug(error) && !refusal) onBug(error.cause ?? error);
    return { ok: false, refusal, message: error.message };
  }
};
