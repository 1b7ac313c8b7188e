import { performance } from 'node:perf_hooks';
import { createCaller } from '#api/router.ts';
import { openDevice, passphrase, realClock } from '#tests/support/device.ts';

/**
 * In a process of its own: from its start to the answer for the first screen of the store in a
 * folder, as a door comes to it. Prints milliseconds and memory as JSON.
 */

const device = openDevice(process.argv[2] ?? '', realClock(), { lookLaterFrom: 0 });
const loaded = performance.now();
await device.session.unlock(passphrase);
const unlocked = performance.now();
const page = await createCaller({ session: device.session }).enterprises.list({ limit: 100 });
const answered = performance.now();
const rss = process.memoryUsage().rss / 1e6;
const roll = device.desk().store.roll;
let longest = 0;
for (let more = true; more; ) {
  const began = performance.now();
  more = roll.step();
  longest = Math.max(longest, performance.now() - began);
}
const read = performance.now();
globalThis.gc?.();
console.log(
  JSON.stringify({
    firms: page.total,
    loaded,
    unlock: unlocked - loaded,
    page: answered - unlocked,
    all: answered,
    roll: read - answered,
    longest,
    rss,
    rollMB: process.memoryUsage().rss / 1e6 - rss,
  }),
);
device.session.close();
