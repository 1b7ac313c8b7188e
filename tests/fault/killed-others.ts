import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { backupFault } from '#db/backup.ts';
import { checkStore } from '#services/check.ts';
import { exportBundle } from '#services/export.ts';
import { inspectBundle } from '#services/inspect.ts';
import { mergeBundle } from '#services/merge.ts';
import { saveVisit } from '#services/visits.ts';
import {
  countyName,
  firmId,
  importFirms,
  makeCounty,
  storePhoto,
  visitForm,
} from '#tests/support/county.ts';
import {
  type Device,
  newDevice,
  openDevice,
  passphrase,
  realClock,
} from '#tests/support/device.ts';
import { randomFrom } from '#tests/support/roster-fixtures.ts';
import { anyMoment, killAt, tally } from './kill-rounds.ts';
import { roomsOf } from './rooms.ts';

/** What is killed besides the officer: a merge at the county, copies and their return, the wizard. */

export type Figures = { readonly kills: number; readonly at: Record<string, number> };
type Options = {
  readonly dir: string;
  readonly kills: number;
  readonly seed: number;
  readonly onRound?: (round: number) => void;
};

const reopened = async (dir: string): Promise<Device> => {
  const device = openDevice(dir, realClock());
  await device.session.unlock(passphrase);
  return device;
};

const checkFaults = (device: Device): string[] =>
  checkStore(device.desk())
    .lines.filter((l) => !l.ok || l.detail.includes('待补'))
    .map((l) => `${l.what}：${l.detail}`);

const inRound = (round: number, at: string, faults: readonly string[]): string[] =>
  faults.map((fault) => `第 ${round} 次（${at}）：${fault}`);

const failWith = (faults: readonly string[]): void => {
  if (faults.length > 0) throw new Error(faults.join('\n'));
};

/**
 * Kills a county office while it merges. Afterwards it holds the whole bundle or nothing of it, and
 * a receipt on the stick is whole.
 */
export const killCounty = async (options: Options): Promise<Figures & { merged: number }> => {
  const { dir, kills, seed, onRound } = options;
  const random = randomFrom(seed);
  const { officer, county } = await makeCounty(dir, realClock);
  importFirms(officer, 237);
  county.session.close();
  let holds = '';
  let merged = 0;
  let mergeTakes = 600;
  const at: string[] = [];
  const faults: string[] = [];

  for (let round = 1; round <= kills; round++) {
    for (let i = 0; i < 20; i++)
      saveVisit(officer.desk(), {
        ...visitForm(firmId(1 + Math.floor(random() * 237)), `第 ${round} 批`),
        photos: i === 0 ? [storePhoto(officer.desk(), round, 100)] : [],
      });
    const path = join(dir, `第${round}号.qice`);
    const receipt = join(dir, `回执${round}.qice`);
    await exportBundle(officer.desk(), { to: countyName, path });
    // The first is let through to its end, to know how long one takes on this machine.
    const moment =
      round === 1 ? { lines: 3, milliseconds: 0 } : anyMoment(random, 2, 1500, 2 * mergeTakes);
    const killed = await killAt('county', [county.dir, path, receipt], moment);
    const [, begun, done] = killed.heard;
    if (begun !== undefined && done !== undefined) mergeTakes = done - begun;
    at.push(killed.at);

    const after = await reopened(county.dir);
    const found = checkFaults(after);
    const now = roomsOf(after.desk().store);
    const wanted = roomsOf(officer.desk().store);
    if (now === wanted) merged += 1;
    else if (done !== undefined) found.push('并入已确认，数据却不在');
    else if (holds !== '' && now !== holds) found.push('只并入了一半');
    holds = now;
    if (existsSync(receipt)) await inspectBundle(officer.desk(), { path: receipt });
    else if (done !== undefined) found.push('回执不在');
    faults.push(...inRound(round, killed.at, found));
    after.session.close();
    onRound?.(round);
  }
  failWith(faults);
  const last = await reopened(county.dir);
  await mergeBundle(last.desk(), { path: join(dir, `第${kills}号.qice`) });
  const same = roomsOf(last.desk().store) === roomsOf(officer.desk().store);
  last.session.close();
  officer.session.close();
  if (!same) throw new Error('县局与所里的数据不同');
  return { kills, at: tally(at), merged };
};

/**
 * Kills somebody who copies the store and puts copies back. Afterwards the store opens and is what it
 * was before the step or what it was to become, and every copy listed can be used.
 */
export const killKeeper = async (options: Options): Promise<Figures & { backups: number }> => {
  const { dir, kills, seed, onRound } = options;
  const random = randomFrom(seed);
  const who = { role: 'officer', officeName: '石桥市场监管所', person: '王科员' } as const;
  const device = await newDevice(join(dir, 'keeper'), who, realClock());
  importFirms(device, 60);
  device.session.close();
  const at: string[] = [];
  const faults: string[] = [];
  let backups = 0;

  for (let round = 1; round <= kills; round++) {
    const tone = String(Math.floor(random() * 240));
    const killed = await killAt('keeper', [device.dir, tone], anyMoment(random, 16, 1500, 150));
    at.push(killed.at);
    const after = await reopened(device.dir);
    const found = checkFaults(after);
    const { store, storeKey, backupDir } = after.desk();
    // Between a line that is done and the next begin it writes on; only the check can speak of that.
    const last = killed.said.at(-1);
    if (last?.said === 'begin') {
      const before = killed.said.findLast(({ now }) => now !== undefined)?.now;
      const now = roomsOf(store);
      const target = last.step.kind === 'restore' ? last.step.to : undefined;
      const free = last.step.kind === 'backup';
      if (!free && now !== before && now !== target) found.push('数据既不是恢复前的，也不是备份的');
    }
    for (const name of readdirSync(backupDir)) {
      if (name.endsWith('.part') || name.includes('.part-')) found.push(`半成品还在：${name}`);
      if (!name.startsWith('qice-') || !name.endsWith('.db')) continue;
      const fault = backupFault(join(backupDir, name), storeKey);
      if (fault) found.push(`${name}：${fault}`);
      backups += 1;
    }
    faults.push(...inRound(round, killed.at, found));
    after.session.close();
    onRound?.(round);
  }
  failWith(faults);
  return { kills, at: tally(at), backups };
};

/** Kills the first-run wizard. Afterwards there is a whole store, or the wizard can be run again. */
export const killWizard = async (options: Options): Promise<Figures & { set: number }> => {
  const { dir, kills, seed, onRound } = options;
  const random = randomFrom(seed);
  const at: string[] = [];
  let set = 0;
  let wizardTakes = 2000;
  for (let round = 1; round <= kills; round++) {
    const store = join(dir, `wizard-${round}`);
    // The first is let through, to know how long one takes; the rest die in its latter two thirds.
    const moment =
      round === 1
        ? { lines: 1, milliseconds: 0 }
        : { lines: 0, milliseconds: Math.floor((0.35 + 0.75 * random()) * wizardTakes) };
    const killed = await killAt('wizard', [store], moment);
    if (round === 1) wizardTakes = killed.heard[0] ?? wizardTakes;
    at.push(killed.at);
    const who = { role: 'officer', officeName: '石桥市场监管所', person: '王科员' } as const;
    const again = openDevice(store, realClock());
    if (again.session.state().phase === 'new') {
      await again.session.setUp({ ...who, division: '339921', passphrase });
    } else {
      await again.session.unlock(passphrase);
      set += 1;
    }
    failWith(inRound(round, at.at(-1) ?? '', checkFaults(again)));
    again.session.close();
    onRound?.(round);
  }
  return { kills, at: tally(at), set };
};
