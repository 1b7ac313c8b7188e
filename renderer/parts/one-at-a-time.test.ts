import { expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

test('what is asked for while one is under way is not begun, what comes after it is, also after a failure', async () => {
  const alone = oneAtATime();
  const done: string[] = [];
  const first = alone(async () => {
    await Promise.resolve();
    done.push('first');
    return 1;
  });
  const second = alone(async () => {
    done.push('second');
    return 2;
  });
  expect(await second).toBeUndefined();
  expect(await first).toBe(1);
  await expect(alone(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await alone(async () => 3)).toBe(3);
  expect(done).toEqual(['first']);
});
