import { notifications } from '@mantine/notifications';
import {
  type QueryClient as Client,
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  type UseMutateFunction,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { use, useCallback, useEffect, useRef } from 'react';
import type { SessionState } from '#shared/settings.ts';
import { onAppEvent, refusalOf, sentenceOf } from './api.ts';
import { JobBoardContext } from './jobs.ts';
import { isToldTwice, type Told } from './told-twice.ts';

const rooms = [
  'session',
  'settings',
  'today',
  'enterprises',
  'imports',
  'sheets',
  'visits',
  'issues',
  'ledgers',
  'cultivation',
  'remarks',
  'drafts',
  'exchange',
] as const;

/** The first word of every query key. What begins otherwise is asked once and not again. */
export type Room = (typeof rooms)[number];

/**
 * The process names every room that shows what changed. Only an export or a receipt changes no
 * record and still changes where all of them are.
 */
const askAgain = (client: Client, changed: readonly string[]): void => {
  const all = changed.every((room) => room === 'exchange');
  for (const room of all ? rooms : changed) void client.invalidateQueries({ queryKey: [room] });
};

/** One client a window. The process is on this machine, so "offline" must never pause a question. */
export const createQueryClient = (): Client => {
  const lockedMeansAskSession = (error: unknown): void => {
    if (refusalOf(error)?.code === 'store.locked')
      void client.invalidateQueries({ queryKey: ['session'] });
  };
  const client: Client = new QueryClient({
    queryCache: new QueryCache({ onError: lockedMeansAskSession }),
    mutationCache: new MutationCache({ onError: lockedMeansAskSession }),
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  return client;
};

type AskOptions = {
  readonly enabled?: boolean;
  /** Keeps showing the last answer while the next one is on its way, so that lists do not jump. */
  readonly keep?: boolean;
};

/**
 * Asks the local process and asks again when its room changes.
 *
 * @example useAsk('enterprises', 'get', { id }, api.enterprises.get.query)
 */
export const useAsk = <Input, Output>(
  room: Room,
  procedure: string,
  input: Input,
  ask: (input: Input) => Promise<Output>,
  options: AskOptions = {},
): UseQueryResult<Output> =>
  useQuery({
    queryKey: [room, procedure, input],
    queryFn: () => ask(input),
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });

/** Shows a failed action in words, until the person closes it. */
export const showFailure = (error: unknown): void => {
  notifications.show({
    message: sentenceOf(error),
    color: 'amber',
    autoClose: false,
    withBorder: true,
  });
};

/** Says that an action is done, for a few seconds. */
export const showDone = (message: string): void => {
  notifications.show({ message, withBorder: true, autoClose: 4000 });
};

type TellOptions<Input, Output> = {
  readonly onDone?: (output: Output, input: Input) => void;
  /** For forms that show the refusal beside the field instead of in a corner. */
  readonly quiet?: boolean;
  /** Rooms to ask again at once, without waiting for the event. */
  readonly changes?: readonly Room[];
};

/**
 * Tells the local process to do something; a failure is shown with its sentence. `mutate` takes the two
 * presses of a double click for one; `mutateAsync` tells whatever it is given.
 *
 * @example const save = useTell(api.enterprises.save.mutate); save.mutate(form)
 */
export const useTell = <Input, Output>(
  tell: (input: Input) => Promise<Output>,
  options: TellOptions<Input, Output> = {},
) => {
  const client = useQueryClient();
  const told = useRef<Told | null>(null);
  const mutation = useMutation<Output, Error, Input>({
    mutationFn: (input) => tell(input),
    onSuccess: (output, input) => {
      if (options.changes) askAgain(client, options.changes);
      options.onDone?.(output, input);
    },
    onError: (error) => {
      if (!options.quiet) showFailure(error);
    },
    onSettled: (_output, error, input) => {
      if (told.current?.input === input)
        told.current = error ? null : { ...told.current, underWay: false };
    },
  });
  const { mutate: tellNow } = mutation;
  const mutate = useCallback<UseMutateFunction<Output, Error, Input>>(
    (...asked) => {
      const [input] = asked;
      const at = performance.now();
      if (isToldTwice(told.current, input, at)) return;
      told.current = { input, at, underWay: true };
      tellNow(...asked);
    },
    [tellNow],
  );
  return { ...mutation, mutate };
};

/** Asks who sits at the desk now and, only where somebody does, everything else again. */
const afterSessionChange = async (client: Client): Promise<void> => {
  await client.refetchQueries({ queryKey: ['session'] });
  const [session] = client.getQueriesData<SessionState>({ queryKey: ['session', 'state'] });
  if (session?.[1]?.phase === 'open') askAgain(client, rooms);
};

/** Listens to the local process for as long as the window lives. Shows nothing. */
export const AppEvents = (): null => {
  const client = useQueryClient();
  const board = use(JobBoardContext);
  useEffect(
    () =>
      onAppEvent((event) => {
        if (event.type === 'changed') askAgain(client, event.rooms);
        else if (event.type === 'progress') board.put(event.job, event);
        else void afterSessionChange(client);
      }),
    [client, board],
  );
  return null;
};
