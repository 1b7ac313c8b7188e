import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDraftKeeper, type DraftStatus } from './draft-keeper.ts';

const bench = () => {
  const puts: string[] = [];
  const seen: DraftStatus[] = [];
  let failing = false;
  let drops = 0;
  let delay = 0;
  const keeper = createDraftKeeper(
    {
      put: async (body) => {
        if (delay > 0) await new Promise((done) => setTimeout(done, delay));
        if (failing) throw new Error('磁盘已满');
        puts.push(body);
        return { savedAt: `at ${puts.length}` };
      },
      drop: async () => {
        drops += 1;
      },
    },
    (status) => seen.push(status),
  );
  return {
    keeper,
    puts,
    seen,
    drops: () => drops,
    fail: (yes: boolean) => {
      failing = yes;
    },
    slow: (ms: number) => {
      delay = ms;
    },
  };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a draft keeper', () => {
  test('writes within 300 ms of the first unwritten keystroke, though typing goes on', async () => {
    const { keeper, puts } = bench();
    for (let i = 1; i <= 10; i += 1) {
      keeper.change(() => `${i}`);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(puts).toEqual(['3', '6', '9']);
    await vi.advanceTimersByTimeAsync(300);
    expect(puts.at(-1)).toBe('10');
  });

  test('writes at once when flushed', async () => {
    const { keeper, puts } = bench();
    keeper.change(() => 'a');
    await keeper.flush();
    expect(puts).toEqual(['a']);
    expect(keeper.pending()).toBe(false);
  });

  test('never lets an older text land on a newer one', async () => {
    const { keeper, puts, slow } = bench();
    slow(1000);
    keeper.change(() => 'old');
    void keeper.flush();
    keeper.change(() => 'new');
    slow(0);
    void keeper.flush();
    await vi.advanceTimersByTimeAsync(2000);
    expect(puts).toEqual(['old', 'new']);
  });

  test('says that it failed and tries again until it lands', async () => {
    const { keeper, puts, seen, fail } = bench();
    fail(true);
    keeper.change(() => 'a');
    await vi.advanceTimersByTimeAsync(300);
    expect(seen.at(-1)).toMatchObject({ phase: 'failed', tries: 1 });
    expect(keeper.pending()).toBe(true);
    await vi.advanceTimersByTimeAsync(1500);
    expect(seen.at(-1)).toMatchObject({ phase: 'failed', tries: 3 });
    fail(false);
    keeper.change(() => 'b');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(puts).toEqual(['b']);
    expect(seen.at(-1)).toEqual({ phase: 'kept', at: 'at 1' });
  });

  test('clearing waits for what is on its way and then drops', async () => {
    const { keeper, puts, slow, drops } = bench();
    slow(1000);
    keeper.change(() => 'a');
    void keeper.flush();
    const cleared = keeper.clear();
    expect(drops()).toBe(0);
    await vi.advanceTimersByTimeAsync(1000);
    await cleared;
    expect([puts, drops()]).toEqual([['a'], 1]);
  });

  test('what is typed while it clears is kept', async () => {
    const { keeper, puts, slow, drops } = bench();
    slow(1000);
    keeper.change(() => 'saved');
    void keeper.flush();
    const cleared = keeper.clear();
    keeper.change(() => 'typed on');
    await vi.advanceTimersByTimeAsync(5000);
    await cleared;
    expect([drops(), puts]).toEqual([1, ['saved', 'typed on']]);
  });

  test('a failed write does not come back after clearing', async () => {
    const { keeper, puts, fail } = bench();
    fail(true);
    keeper.change(() => 'a');
    await vi.advanceTimersByTimeAsync(300);
    await keeper.clear();
    fail(false);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(puts).toEqual([]);
  });
});
