import { createTRPCClient, httpLink, TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { AppRouter } from '#api/contract.ts';
import type { DesktopBridge, Reply } from '#shared/bridge.ts';
import { Refusal, type RefusalData } from '#shared/errors.ts';
import type { AppEvent } from '#shared/events.ts';

/**
 * The only way out of the screen. Two doors, one client: the desktop's bridge where the preload
 * put one, else HTTP to the address this page came from.
 */
declare global {
  interface Window {
    readonly qice?: DesktopBridge;
  }
}

const desktop = (): DesktopBridge | undefined => window.qice;

const bridgeLink =
  (bridge: DesktopBridge): TRPCLink<AppRouter> =>
  () =>
  ({ op }) =>
    observable((observer) => {
      const call = op.type === 'query' ? bridge.ask : bridge.tell;
      call(op.path, op.input)
        .then((reply) => {
          observer.next({ result: { type: 'data', data: valueIn(reply) } });
          observer.complete();
        })
        .catch((error: Error) => observer.error(TRPCClientError.from(error)));
    });

const bridge = desktop();

export const api = createTRPCClient<AppRouter>({
  links: [bridge ? bridgeLink(bridge) : httpLink({ url: '/trpc' })],
});

/** The refusal inside a failed call, if it is one. */
export const refusalOf = (error: unknown): RefusalData | null => {
  if (error instanceof Refusal) return error.toData();
  if (error instanceof TRPCClientError) {
    const data = error.data as { refusal?: RefusalData | null } | null | undefined;
    return data?.refusal ?? (error.cause instanceof Refusal ? error.cause.toData() : null);
  }
  return null;
};

const disconnected = '与企策的连接断开了。已保存的内容都在，请重新启动企策，再刷新这个页面。';

/** `fetch` rejects with a TypeError when nobody listens at the address any more. */
const isDisconnected = (error: unknown): boolean =>
  error instanceof TypeError ||
  (error instanceof TRPCClientError && error.cause instanceof TypeError);

/** The sentence for a failed call: a refusal's own words, or that something unforeseen happened. */
export const sentenceOf = (error: unknown): string =>
  refusalOf(error)?.message ??
  (isDisconnected(error) ? disconnected : undefined) ??
  `发生了意料之外的错误，已保存的数据没有受影响。请重试；若仍出现，请把这句话告诉维护人员：${
    error instanceof Error ? error.message : String(error)
  }`;

/** What a verb of the bridge answered. @throws Refusal */
const valueIn = (reply: Reply): unknown => {
  if (reply.ok) return reply.value;
  throw reply.refusal ? Refusal.from(reply.refusal) : new Error(reply.message);
};

/** Hands a file to the local process. @returns its ticket. @throws Refusal */
export const putFile = async (file: File): Promise<string> => {
  if (bridge) return valueIn(await bridge.putFile(file)) as string;
  const response = await fetch(`/shelf?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    body: file,
  });
  const answer = (await response.json()) as { ticket?: string; refusal?: RefusalData };
  if (answer.refusal) throw Refusal.from(answer.refusal);
  if (!answer.ticket) throw new Error(`shelf answered ${response.status}`);
  return answer.ticket;
};

/** Saves an offered file where the person wants it. @returns false where they cancelled. */
export const saveOffered = async (ticket: string): Promise<boolean> => {
  if (bridge) return valueIn(await bridge.saveOffered(ticket)) as boolean;
  const link = document.createElement('a');
  link.href = `/shelf/${ticket}`;
  link.download = '';
  link.click();
  return true;
};

/** Where a stored picture can be shown from, in either door. */
export const mediaUrl = (sha256: string): string => `/media/${sha256}`;

/** @returns how to stop listening. */
export const onAppEvent = (listener: (event: AppEvent) => void): (() => void) => {
  if (bridge) return bridge.onEvent(listener);
  const source = new EventSource('/events');
  source.onmessage = (message) => listener(JSON.parse(message.data) as AppEvent);
  return () => source.close();
};
