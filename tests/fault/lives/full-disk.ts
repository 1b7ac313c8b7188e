import { writeSync } from 'node:fs';
import { inspect } from 'node:util';
import { cappedFiles, fillAtBlocks, tmpfsAt } from '../full-disk.ts';

/** `full-disk.ts <folder> <every>`: fills a disk at that folder; prints what kind it was and the figures. */
const [dir = '', every = '1'] = process.argv.slice(2);
try {
  const own = tmpfsAt(dir);
  const met = await fillAtBlocks(dir, own ?? cappedFiles(), Number(every));
  writeSync(1, JSON.stringify({ disk: own ? 'tmpfs' : 'capped files', met }));
  process.exit(0);
} catch (error) {
  writeSync(2, inspect(error));
  process.exit(1);
}
