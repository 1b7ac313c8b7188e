import { expect, test } from 'vitest';
import type { PictureAnswer, PictureOrder } from './picture-order.ts';
import { createPictureWorkshop } from './picture-workshop.ts';

/** A thread that says how many pictures it had open at once. What the real one draws is told by photos.test.ts. */
const countingThread = () => {
  const count = { open: 0, most: 0, started: 0 };
  const start = () => {
    count.started += 1;
    let answer: (event: MessageEvent<PictureAnswer>) => void = () => {};
    return {
      addEventListener: (type: string, listen: unknown) => {
        if (type === 'message') answer = listen as typeof answer;
      },
      postMessage: ({ id, file }: PictureOrder) => {
        count.open += 1;
        count.most = Math.max(count.most, count.open);
        setTimeout(() => {
          count.open -= 1;
          const data: PictureAnswer = { id, type: 'made', blob: file, takenAt: null };
          answer({ data } as MessageEvent<PictureAnswer>);
        }, 1);
      },
      terminate: () => {},
    };
  };
  return { count, start };
};

const picture = (): Blob => new Blob(['x'], { type: 'image/jpeg' });

test('however many are asked for at once, one is open at a time, and each is fetched in its turn', async () => {
  const { count, start } = countingThread();
  const workshop = createPictureWorkshop(start);
  let [held, mostHeld] = [0, 0];
  const made = await Promise.all(
    Array.from({ length: 30 }, async (_none, n) => {
      const small = await workshop.small(async () => {
        held += 1;
        mostHeld = Math.max(mostHeld, held);
        return picture();
      }, `${n}.png`);
      held -= 1;
      return small.file.name;
    }),
  );
  expect(made).toEqual(made.map((_none, n) => `${n}.jpg`));
  expect([count.most, count.started]).toEqual([1, 1]);
  expect(mostHeld).toBeLessThanOrEqual(2);
});

test('one that cannot be fetched stops nobody; who has left starts no thread anew', async () => {
  const { count, start } = countingThread();
  const workshop = createPictureWorkshop(start);
  const lost = workshop.small(() => Promise.reject(new Error('gone')), 'a');
  const found = workshop.small(picture(), 'b');
  await expect(lost).rejects.toThrow('gone');
  expect((await found).file.name).toBe('b.jpg');
  const left = [workshop.small(picture(), 'c'), workshop.small(picture(), 'd')];
  const settled = Promise.allSettled(left);
  workshop.close();
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(count.started).toBe(1);
  expect((await workshop.small(picture(), 'e')).file.name).toBe('e.jpg');
});
