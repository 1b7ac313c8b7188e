import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exportBundle } from '#services/export.ts';
import { inspectBundle } from '#services/inspect.ts';
import { mergeBundle } from '#services/merge.ts';
import { countyName, importFirms, makeCounty } from '#tests/support/county.ts';
import { openDevice, passphrase, realClock } from '#tests/support/device.ts';
import { randomFrom } from '#tests/support/roster-fixtures.ts';
import { anyMoment, killAt, tally } from './kill-rounds.ts';
import { newLedger } from './ledger.ts';
import { roomsOf } from './rooms.ts';

const firms = 40;

export type OfficerFigures = {
  readonly kills: number;
  /** Steps acknowledged before the kills, and different records among them. */
  readonly steps: number;
  readonly records: number;
  readonly at: Record<string, number>;
  readonly bundlesWhole: number;
  readonly partFilesLeft: number;
};

/**
 * Kills an officer's process `kills` times at random moments, on one store that lives on, and looks
 * after each: everything acknowledged is there, the check rebuilds every table from the change log,
 * each bundle on the stick is whole or absent. In the end the county merges and holds the same.
 *
 * @throws with every fault, in words
 */
export const killOfficer = async (options: {
  readonly dir: string;
  readonly kills: number;
  readonly seed: number;
  readonly onRound?: (round: number) => void;
}): Promise<OfficerFigures> => {
  const { dir, kills, seed } = options;
  const random = randomFrom(seed);
  const stick = join(dir, 'stick');
  mkdirSync(stick);
  const { officer, county } = await makeCounty(dir, realClock);
  importFirms(officer, firms);
  const origin = originOf(officer.desk().store);
  officer.session.close();

  const ledger = newLedger();
  const faults: string[] = [];
  const at: string[] = [];
  let steps = 0;
  let bundlesWhole = 0;

  for (let round = 1; round <= kills; round++) {
    const args = [officer.dir, stick, String(Math.floor(random() * 1e9)), String(firms)];
    const killed = await killAt('officer', args, anyMoment(random, 40));
    at.push(killed.at);
    for (const line of killed.said) ledger.hear(line);
    steps += killed.said.filter(({ said }) => said === 'done').length;

    const after = openDevice(officer.dir, realClock());
    const state = await after.session.unlock(passphrase);
    const notices = state.phase === 'open' ? state.notices : ['没有打开'];
    const found = [...notices, ...ledger.faults(after.desk())];
    if (originOf(after.desk().store) !== origin) found.push('记录编号换了');
    faults.push(...found.map((fault) => `第 ${round} 次（${killed.at}）：${fault}`));
    after.session.close();

    for (const name of bundlesIn(stick)) {
      await inspectBundle(county.desk(), { path: join(stick, name) });
      bundlesWhole += 1;
    }
    options.onRound?.(round);
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));

  const last = openDevice(officer.dir, realClock());
  await last.session.unlock(passphrase);
  const path = join(stick, '最后.qice');
  await exportBundle(last.desk(), { to: countyName, path });
  await mergeBundle(county.desk(), { path });
  const same = roomsOf(last.desk().store) === roomsOf(county.desk().store);
  last.session.close();
  county.session.close();
  if (!same) throw new Error('并入之后县局与所里的数据不同');
  const partFilesLeft = readdirSync(stick).filter((name) => name.includes('.part')).length;
  return { kills, steps, records: ledger.size(), at: tally(at), bundlesWhole, partFilesLeft };
};

const originOf = (store: ReturnType<ReturnType<typeof openDevice>['desk']>['store']): unknown =>
  store.handle.prepare('SELECT origin FROM sync_self').pluck().get();

const bundlesIn = (stick: string): string[] =>
  readdirSync(stick).filter((name) => name.endsWith('.qice'));
