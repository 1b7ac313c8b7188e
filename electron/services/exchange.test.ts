import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tableDigests } from '#db/queries/digest.ts';
import { sha256Stream, uuid } from '#sync/seal.ts';
import { type Device, newDevice, openDevice, passphrase, tempDir } from '#tests/support/device.ts';
import { tinyJpeg } from '#tests/support/picture.ts';
import { demoCreditCode } from '#tests/support/roster-fixtures.ts';
import { readOfferedCard, trustCardFile, writeCardFile } from './cards.ts';
import { checkStore } from './check.ts';
import { enterpriseId, getEnterprise } from './enterprises.ts';
import { exchangeOverview } from './exchange.ts';
import { exportBundle, previewExport } from './export.ts';
import { importFile } from './imports.ts';
import { inspectBundle } from './inspect.ts';
import { keepFile } from './keep-file.ts';
import { mergeBundle } from './merge.ts';
import { getVisit, saveVisit } from './visits.ts';

const dir = tempDir();
const at = (name: string): string => join(dir.path, name);
const office = '澜溪县市场监督管理局';
let officer: Device;
let second: Device;
let county: Device;
let city: Device;
const visitId = uuid();

const card = (device: Device, name: string): string => {
  writeCardFile(device.desk(), at(`${name}.qcard`));
  return at(`${name}.qcard`);
};
const introduce = (a: Device, b: Device): void => {
  trustCardFile(b.desk(), card(a, 'a'), null);
  trustCardFile(a.desk(), card(b, 'b'), null);
};

beforeAll(async () => {
  officer = await newDevice(at('officer'), { role: 'officer', officeName: office, person: '张三' });
  second = await newDevice(at('second'), { role: 'officer', officeName: office, person: '李四' });
  county = await newDevice(at('county'), { role: 'county', officeName: office, person: '质量科' });
  city = await newDevice(at('city'), {
    role: 'city',
    officeName: '澜江市市场监督管理局',
    person: '质量处',
    division: '3399',
  });
  introduce(officer, county);
  introduce(second, county);
  introduce(county, city);
});
afterAll(() => {
  for (const device of [officer, second, county, city]) device.session.close();
  dir.remove();
});

const firm = enterpriseId(demoCreditCode(1));
const seed = (device: Device, content: string, id: string = uuid()): void => {
  writeFileSync(
    at('roster.csv'),
    `企业名称,统一社会信用代码,注册地址\n澜溪甲厂,${demoCreditCode(1)},湖口镇`,
  );
  importFile(device.desk(), { path: at('roster.csv'), fileName: '名单.csv', dryRun: false });
  writeFileSync(at('p.jpg'), tinyJpeg({ tone: content.charCodeAt(0) % 250 }));
  const { sha256 } = keepFile(device.desk().store, at('p.jpg'), 'photo');
  saveVisit(device.desk(), {
    id,
    enterpriseId: firm,
    visitedOn: '2026-03-02',
    startAt: null,
    endAt: null,
    place: null,
    serviceTypes: ['质量'],
    purpose: null,
    content,
    findings: null,
    advice: null,
    firmPeople: null,
    participants: ['张三'],
    issues: [],
    photos: [{ id: uuid(), sha256, caption: null, takenAt: null }],
  });
};
const contents = (device: Device) => tableDigests(device.desk().store, sha256Stream);
const stateOf = (device: Device): string => getVisit(device.desk(), visitId).state;

test('the whole road: here ▸ exported ▸ county ▸ city, told by signed receipts only', async () => {
  seed(officer, '看了车间', visitId);
  expect(stateOf(officer)).toBe('here');
  expect(previewExport(officer.desk(), office)).toMatchObject({ number: 1, media: 1 });
  const sent = await exportBundle(officer.desk(), { to: office, path: at('1.qice') });
  expect(sent).toMatchObject({ number: 1, media: 1 });
  expect(stateOf(officer)).toBe('exported');

  const seen = await inspectBundle(county.desk(), { path: at('1.qice') });
  expect(seen).toMatchObject({
    kind: 'delta',
    changes: sent.changes,
    alreadyHad: 0,
    media: 1,
    missing: [],
  });
  const merged = await mergeBundle(county.desk(), {
    path: at('1.qice'),
    receiptPath: at('r1.qice'),
  });
  expect(merged).toMatchObject({
    applied: sent.changes,
    alreadyHad: 0,
    conflicts: 0,
    quarantined: 0,
  });
  expect(contents(county)).toEqual(contents(officer));
  const photo = getVisit(county.desk(), visitId).photos[0];
  expect(photo?.present).toBe(true);

  await mergeBundle(officer.desk(), { path: at('r1.qice') });
  expect(stateOf(officer)).toBe('county');
  expect(exchangeOverview(officer.desk()).pending).toMatchObject({ here: 0, exported: 0 });

  await exportBundle(county.desk(), { to: '澜江市市场监督管理局', path: at('2.qice') });
  await mergeBundle(city.desk(), { path: at('2.qice'), receiptPath: at('r2.qice') });
  expect(contents(city)).toEqual(contents(officer));
  expect(getVisit(city.desk(), visitId).photos[0]?.present).toBe(true);
  const answer = await mergeBundle(county.desk(), { path: at('r2.qice') });
  expect(answer.receipt?.upper).toEqual([]);
  await exportBundle(county.desk(), { to: officer.desk().self.deviceId, path: at('3.qice') });
  await mergeBundle(officer.desk(), { path: at('3.qice') });
  expect(stateOf(officer)).toBe('city');
  expect(exchangeOverview(officer.desk()).bundles.map((b) => b.stateLabel)).toContain('市局已并入');
});

test('the same bundle again changes nothing and is receipted again', async () => {
  const before = contents(county);
  const again = await mergeBundle(county.desk(), {
    path: at('1.qice'),
    receiptPath: at('r1b.qice'),
  });
  expect(again).toMatchObject({ applied: 0, conflicts: 0 });
  expect(again.alreadyHad).toBeGreaterThan(0);
  expect(contents(county)).toEqual(before);
  expect((await inspectBundle(officer.desk(), { path: at('r1b.qice') })).kind).toBe('receipt');
});

test('what was receipted does not travel twice; what was only sent does', async () => {
  expect(previewExport(officer.desk(), office).changes).toBe(0);
  saveVisit(officer.desk(), {
    ...blankVisit(),
    content: '第二次',
  });
  const one = await exportBundle(officer.desk(), { to: office, path: at('4.qice') });
  const two = await exportBundle(officer.desk(), { to: office, path: at('5.qice') });
  expect(two.changes).toBe(one.changes);
  expect(two.number).toBe(one.number + 1);
  // The first is lost for ever: the second alone is enough.
  expect(await mergeBundle(county.desk(), { path: at('5.qice') })).toMatchObject({
    applied: one.changes,
  });
  expect(await mergeBundle(county.desk(), { path: at('4.qice') })).toMatchObject({ applied: 0 });
});

const blankVisit = () => ({
  id: uuid(),
  enterpriseId: firm,
  visitedOn: '2026-03-05',
  startAt: null,
  endAt: null,
  place: null,
  serviceTypes: ['质量'],
  purpose: null,
  content: null as string | null,
  findings: null,
  advice: null,
  firmPeople: null,
  participants: ['张三'],
  issues: [],
  photos: [],
});

test('two officers who never met import one firm and disagree: one file, both values kept', async () => {
  seed(second, '李四来过');
  const store = second.desk().store;
  const before = getEnterprise(second.desk(), firm);
  expect(before.address).toBe('湖口镇');
  writeFileSync(
    at('other.csv'),
    `企业名称,统一社会信用代码,注册地址\n澜溪甲厂,${demoCreditCode(1)},石桥镇`,
  );
  importFile(second.desk(), { path: at('other.csv'), fileName: '名单.csv', dryRun: false });
  await exportBundle(second.desk(), { to: office, path: at('6.qice') });
  const merged = await mergeBundle(county.desk(), {
    path: at('6.qice'),
    receiptPath: at('r6.qice'),
  });
  expect(merged.conflicts).toBeGreaterThan(0);
  expect(exchangeOverview(county.desk()).conflicts).toBe(merged.conflicts);
  const down = await exportBundle(county.desk(), {
    to: second.desk().self.deviceId,
    path: at('7.qice'),
  });
  expect(down.media).toBe(0);
  await mergeBundle(second.desk(), { path: at('7.qice') });
  expect(contents(second)).toEqual(contents(county));
  expect(store.handle.prepare('SELECT count(*) FROM sync_sibling').pluck().get()).toBe(
    county.desk().store.handle.prepare('SELECT count(*) FROM sync_sibling').pluck().get(),
  );
  // The colleague's photo stays at the county; the row says so instead of pretending.
  expect(getVisit(second.desk(), visitId).photos[0]?.present).toBe(false);
});

test('a bundle out of turn is parked, says what to ask for, and comes in by itself', async () => {
  const third = await newDevice(at('third'), {
    role: 'officer',
    officeName: office,
    person: '王五',
  });
  introduce(third, county);
  seed(third, '一');
  await exportBundle(third.desk(), { to: office, path: at('t1.qice') });
  // As if a receipt had come back: the next bundle starts after the first.
  const { raiseAcks } = await import('#db/queries/peers.ts');
  const { appliedVector } = await import('#db/queries/segments.ts');
  raiseAcks(third.desk().store, county.desk().self.deviceId, appliedVector(third.desk().store));
  saveVisit(third.desk(), { ...blankVisit(), content: '二' });
  await exportBundle(third.desk(), { to: office, path: at('t2.qice') });
  const before = contents(county);
  const parked = await mergeBundle(county.desk(), {
    path: at('t2.qice'),
    receiptPath: at('rt2.qice'),
  });
  expect(parked).toMatchObject({ parked: true, applied: 0 });
  expect(parked.missing.join()).toMatch(/^缺 1 号包，请向.*王五索取（.*王五 第 1—\d+ 条变更）$/);
  expect(contents(county)).toEqual(before);
  expect(exchangeOverview(county.desk())).toMatchObject({
    gaps: parked.missing,
    parked: [{ number: 2, fileName: 't2.qice' }],
  });
  // The receipt says what the county really has, so that the next bundle brings the rest.
  await mergeBundle(third.desk(), { path: at('rt2.qice') });
  expect(previewExport(third.desk(), office).changes).toBeGreaterThan(parked.alreadyHad);
  const filled = await mergeBundle(county.desk(), { path: at('t1.qice') });
  expect(filled.unparked).toMatchObject([{ number: 2, from: `${office} 王五` }]);
  expect(contents(county)).not.toEqual(before);
  expect(exchangeOverview(county.desk()).gaps).toEqual([]);
  third.session.close();
});

test('a stranger is refused, and new keys of a known device are not taken quietly', async () => {
  const stranger = await newDevice(at('stranger'), {
    role: 'officer',
    officeName: office,
    person: '赵六',
  });
  trustCardFile(stranger.desk(), card(county, 'county'), null);
  await exportBundle(stranger.desk(), { to: office, path: at('x.qice') });
  const before = contents(county);
  await expect(mergeBundle(county.desk(), { path: at('x.qice') })).rejects.toMatchObject({
    code: 'bundle.untrusted',
  });
  expect(contents(county)).toEqual(before);
  const ticket = officer.shelf.lend(card(county, 'again'));
  expect(readOfferedCard(officer.desk(), ticket).known).toBe('same');
  expect(() => trustCardFile(county.desk(), card(county, 'self'), null)).toThrow(
    expect.objectContaining({ code: 'card.self' }),
  );
  writeFileSync(
    at('broken.qcard'),
    readFileSync(at('again.qcard'), 'utf8').replace('质量科', '质量处'),
  );
  expect(() => trustCardFile(officer.desk(), at('broken.qcard'), null)).toThrow(
    expect.objectContaining({ code: 'card.unreadable' }),
  );
  stranger.session.close();
});

test('long work in a thread: progress is told, the result is the same, cancelling leaves nothing', async () => {
  const { desk } = county;
  const job = uuid();
  const seen = await desk().jobs.run('inspect', job, { path: at('1.qice') });
  expect(seen.alreadyHad).toBeGreaterThan(0);
  expect(county.events.some((e) => e.type === 'progress' && e.job === job)).toBe(true);
  await expect(desk().jobs.run('inspect', uuid(), { path: at('none.qice') })).rejects.toMatchObject(
    {
      code: 'file.missing',
    },
  );
  const cancelled = uuid();
  const running = desk().jobs.run('export', cancelled, {
    to: '澜江市市场监督管理局',
    path: at('c.qice'),
  });
  desk().jobs.cancel(cancelled);
  await expect(running).rejects.toMatchObject({ code: 'job.cancelled' });
  expect(() => readFileSync(at('c.qice'))).toThrow();
});

test('every store passes its check, and a restart finds everything where it was', async () => {
  for (const device of [officer, second, county, city])
    expect(checkStore(device.desk()).lines.filter((l) => !l.ok)).toEqual([]);
  const before = contents(officer);
  officer.session.lock();
  const again = openDevice(officer.dir);
  await again.session.unlock(passphrase);
  expect(contents(again)).toEqual(before);
  expect(again.session.state()).toMatchObject({ phase: 'open', notices: [] });
  again.session.close();
});
