import { uuid } from '#sync/seal.ts';
import { deskOf, openHouse } from './open-house.ts';
import { announce, say } from './protocol.ts';

/** A county office that merges one bundle and answers it. `county.ts <store> <bundle> <receipt>` */
const [dir = '', path = '', receiptPath = ''] = process.argv.slice(2);

const house = await openHouse(dir);
say({ said: 'done', step: { kind: 'open' } });
await announce({ kind: 'merge', path }, () =>
  deskOf(house).jobs.run('merge', uuid(), { path, receiptPath }),
);
// Stays until it is killed: what was merged must outlive that too.
setInterval(() => {}, 1000);
