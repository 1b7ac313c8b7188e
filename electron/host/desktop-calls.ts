import { createReadStream } from 'node:fs';
import { z } from 'zod';
import type { Session } from '#services/session.ts';
import type { Reply } from '#shared/bridge.ts';
import { Refusal } from '#shared/errors.ts';
import { writeAtomically } from '#sync/atomic-file.ts';
import { callContract } from './contract.ts';
import type { Shelf } from './shelf.ts';

/**
 * What the desktop's screen may ask of the local process, by channel. Arguments are unknown until
 * decoded; answers are data, never exceptions.
 */
export type DesktopCalls = Readonly<Record<DesktopChannel, (args: unknown[]) => Promise<Reply>>>;

export const desktopChannels = ['qice:ask', 'qice:tell', 'qice:lend-file', 'qice:save'] as const;
export type DesktopChannel = (typeof desktopChannels)[number];

const callArgs = z.tuple([z.string().max(200), z.unknown()]);
const fileArgs = z.tuple([
  z.union([
    z.object({ name: z.string().max(1000), path: z.string().min(1).max(32_767) }),
    z.object({ name: z.string().max(1000), bytes: z.instanceof(Uint8Array) }),
  ]),
]);
const ticketArgs = z.tuple([z.uuid()]);

export type DesktopCallOptions = {
  readonly session: Session;
  readonly shelf: Shelf;
  /** Asks the person for a place. @returns undefined where they cancelled. */
  readonly choosePlace: (fileName: string) => Promise<string | undefined>;
  readonly onBug: (error: unknown) => void;
};

export const createDesktopCalls = (options: DesktopCallOptions): DesktopCalls => {
  const { session, shelf, choosePlace, onBug } = options;

  const answered = async (work: () => Promise<unknown>): Promise<Reply> => {
    try {
      return { ok: true, value: await work() };
    } catch (error) {
      if (error instanceof Refusal)
        return { ok: false, refusal: error.toData(), message: error.message };
      onBug(error);
      return { ok: false, refusal: null, message: String(error) };
    }
  };
  const call = (kind: 'query' | 'mutation') => async (args: unknown[]) => {
    const decoded = callArgs.safeParse(args);
    if (!decoded.success) return { ok: false, refusal: null, message: 'not a call' } as const;
    const [path, input] = decoded.data;
    return callContract(session, kind, path, input, onBug);
  };

  return {
    'qice:ask': call('query'),
    'qice:tell': call('mutation'),
    'qice:lend-file': (args) =>
      answered(async () => {
        const [file] = fileArgs.parse(args);
        if (!session.desk()) throw Refusal.of('store.locked');
        return 'path' in file
          ? shelf.lend(file.path, file.name)
          : shelf.keep(file.name, [file.bytes]);
      }),
    'qice:save': (args) =>
      answered(async () => {
        const [ticket] = ticketArgs.parse(args);
        const source = shelf.path(ticket);
        const place = await choosePlace(shelf.name(ticket));
        if (place === undefined) return false;
        await writeAtomically(place, createReadStream(source), () => {});
        return true;
      }),
  };
};
