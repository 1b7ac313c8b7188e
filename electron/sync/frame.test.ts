import { expect, test } from 'vitest';
import { FRAME_MAX_RAW_BYTES, openFrame, packFrame, toldBytes } from './frame.ts';
import { randomBytes } from './seal.ts';

test.each([0, 1, 255, 256, 257, 65_535, 65_791, 65_792, 1_048_576, FRAME_MAX_RAW_BYTES])(
  'a frame of %i bytes says so, and opens to the same bytes in one piece of memory',
  (length) => {
    const raw = randomBytes(length);
    const frame = packFrame(raw);
    expect(toldBytes(frame)).toBe(length);
    const opened = openFrame(frame);
    expect(Buffer.compare(opened, raw)).toBe(0);
    // Joined pieces would have a buffer of just their size; below that all are slices of Node's pool.
    if (length > Buffer.poolSize) expect(opened.buffer.byteLength - length).toBe(64);
  },
);

test('what a frame says of its size is not believed: one that says too little or too much is refused', () => {
  const raw = Buffer.from('一企一策'.repeat(20_000));
  const frame = packFrame(raw);
  // Behind the descriptor, and the window where the frame is not one segment.
  const at = ((frame[4] ?? 0) >> 5) & 1 ? 5 : 6;
  expect(Buffer.from(frame).readUInt32LE(at)).toBe(raw.length);
  // The decoder compares what comes out with what was said, and refuses.
  for (const lie of [1, raw.length * 2, 0xffff_ffff]) {
    const forged = Buffer.from(frame);
    forged.writeUInt32LE(lie, at);
    expect(() => openFrame(forged)).toThrow();
  }
});

test('a stump says nothing', () => {
  const toldWithin = 4 + 1 + 4;
  for (let length = 0; length < toldWithin; length += 1)
    expect(toldBytes(packFrame(Buffer.alloc(70_000)).subarray(0, length))).toBeUndefined();
});
