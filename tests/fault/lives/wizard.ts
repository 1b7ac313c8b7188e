import { passphrase } from '#tests/support/device.ts';
import { composeAt } from './open-house.ts';
import { say } from './protocol.ts';

/** The first-run wizard, killed before, while or after it makes a store. `wizard.ts <store>` */
const [dir = ''] = process.argv.slice(2);

const house = composeAt(dir);
await house.session.setUp({
  role: 'officer',
  officeName: '石桥市场监管所',
  person: '王科员',
  division: '339921',
  passphrase,
});
say({ said: 'done', step: { kind: 'open' } });
setInterval(() => {}, 1000);
