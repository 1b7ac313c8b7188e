import { writeSync } from 'node:fs';
import { Refusal } from '#shared/errors.ts';
import { passphrase } from '#tests/support/device.ts';
import { composeAt } from './open-house.ts';

/**
 * Opens a store as a user who may read it and nothing more. `powerless.ts <store>` prints one object.
 * Root may write everywhere, so root becomes nobody first, after every module has been loaded.
 */
const [dir = ''] = process.argv.slice(2);
const house = composeAt(dir);
if (process.getuid?.() === 0) {
  process.setgroups?.([]);
  process.setgid?.(65_534);
  process.setuid?.(65_534);
}
const said = await house.session.unlock(passphrase).then(
  () => new Error('was opened'),
  (error: unknown) => error,
);
if (!(said instanceof Refusal)) throw said;
writeSync(1, JSON.stringify(said.toData()));
process.exit(0);
