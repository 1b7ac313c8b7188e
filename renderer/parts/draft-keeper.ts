/** Where the typed text is, in the words of the status line. */
export type DraftStatus =
  | { readonly phase: 'none' }
  | { readonly phase: 'kept'; readonly at: string }
  | { readonly phase: 'failed'; readonly reason: unknown; readonly tries: number };

/** How a keeper reaches the store; passed in, so that a test is a store. */
export type DraftStore = {
  readonly put: (body: string) => Promise<{ readonly savedAt: string }>;
  readonly drop: () => Promise<void>;
};

export type DraftKeeper = {
  /** Notes that the form changed. `body` is asked for when it is written, not at the keystroke. */
  readonly change: (body: () => string) => void;
  /** Writes at once what is not yet written. Resolves when it landed or failed. */
  readonly flush: () => Promise<void>;
  /** Forgets the draft, after what is on its way has landed: it would otherwise come back. */
  readonly clear: () => Promise<void>;
  /** True while the store does not hold the last keystroke. */
  readonly pending: () => boolean;
};

/** Longest time a keystroke waits to be written, in milliseconds. */
export const keepWithin = 300;

const backoff = [500, 1000, 2000, 5000, 10_000] as const;
const pauseAfter = (tries: number): number => backoff[Math.min(tries, backoff.length) - 1] ?? 500;

/**
 * Keeps one draft. The wait runs from the first unwritten keystroke, not from the last: somebody
 * who types without a pause is written every 300 ms all the same. One write is on its way at a
 * time, so that an older text never lands on a newer one; a failed write is tried again until it
 * succeeds, also after the screen that typed it is gone.
 */
export const createDraftKeeper = (
  store: DraftStore,
  onStatus: (status: DraftStatus) => void,
): DraftKeeper => {
  let unwritten: (() => string) | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> | null = null;
  let tries = 0;
  let epoch = 0;

  const disarm = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const arm = (wait: number): void => {
    timer ??= setTimeout(() => {
      timer = null;
      void write();
    }, wait);
  };

  /** One thing on its way at a time. */
  const run = (work: () => Promise<void>): Promise<void> => {
    const ended = work().finally(() => {
      running = null;
    });
    running = ended;
    return ended;
  };

  const put = async (body: () => string): Promise<void> => {
    const began = epoch;
    unwritten = null;
    try {
      const { savedAt } = await store.put(body());
      tries = 0;
      if (began === epoch) onStatus({ phase: 'kept', at: savedAt });
    } catch (reason) {
      if (began !== epoch) return;
      unwritten ??= body;
      tries += 1;
      onStatus({ phase: 'failed', reason, tries });
      arm(pauseAfter(tries));
    }
  };

  const write = async (): Promise<void> => {
    if (running) {
      await running;
      if (tries > 0) return;
    }
    const body = unwritten;
    if (!body) return;
    disarm();
    await run(() => put(body));
  };

  return {
    change: (body) => {
      unwritten = body;
      arm(keepWithin);
    },
    flush: write,
    clear: async () => {
      epoch += 1;
      unwritten = null;
      disarm();
      tries = 0;
      await running;
      onStatus({ phase: 'none' });
      await run(store.drop);
    },
    pending: () => unwritten !== null || running !== null,
  };
};
