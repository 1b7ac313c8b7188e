import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CampaignFile, resultsInput } from '#shared/campaigns/views.ts';
import { chose, newCampaign } from '#tests/support/campaigns.ts';
import { type Device, newDevice, tempDir } from '#tests/support/device.ts';
import { tinyJpeg } from '#tests/support/picture.ts';
import { demoCreditCode } from '#tests/support/roster-fixtures.ts';
import { attach, listAttachments } from './attachments.ts';
import { openReturn, photoPlace, saveReturn } from './campaign-filling.ts';
import { addFirms } from './campaign-firms.ts';
import { campaignResults } from './campaign-results.ts';
import { listReturns } from './campaign-returns.ts';
import { publishVersion } from './campaign-versions.ts';
import { getCampaign, saveCampaign } from './campaigns.ts';
import { trustCardFile, writeCardFile } from './cards.ts';
import { checkStore } from './check.ts';
import { enterpriseId } from './enterprises.ts';
import { exportBundle } from './export.ts';
import { importFile } from './imports.ts';
import { keepFile } from './keep-file.ts';
import { mergeBundle } from './merge.ts';
import { listReturns as listGivenBack, replyToReturn, returnRecord } from './remarks.ts';

/** A campaign goes down to two officers in real bundles, and their answers come back. */

const dir = tempDir();
const at = (name: string): string => join(dir.path, name);
const office = '澜溪县市场监督管理局';
let county: Device;
let first: Device;
let second: Device;
let campaign: CampaignFile;

const introduce = (a: Device, b: Device): void => {
  writeCardFile(a.desk(), at('a.qcard'));
  writeCardFile(b.desk(), at('b.qcard'));
  trustCardFile(b.desk(), at('a.qcard'), null);
  trustCardFile(a.desk(), at('b.qcard'), null);
};

let bundles = 0;
const carry = async (from: Device, to: Device, name: string): Promise<void> => {
  bundles += 1;
  const path = at(`${bundles}.qice`);
  await exportBundle(from.desk(), { to: name, path });
  await mergeBundle(to.desk(), { path });
};
const down = async (): Promise<void> => {
  await carry(county, first, `${office} 张三`);
  await carry(county, second, `${office} 李四`);
};

beforeAll(async () => {
  county = await newDevice(at('county'), { role: 'county', officeName: office, person: '质量科' });
  first = await newDevice(at('first'), { role: 'officer', officeName: office, person: '张三' });
  second = await newDevice(at('second'), { role: 'officer', officeName: office, person: '李四' });
  introduce(first, county);
  introduce(second, county);
  writeFileSync(
    at('roster.csv'),
    `企业名称,统一社会信用代码,注册地址\n${[1, 2, 3].map((n) => `第${n}厂,${demoCreditCode(n)},湖口镇${n}号`).join('\n')}`,
  );
  importFile(county.desk(), { path: at('roster.csv'), fileName: '名单.csv', dryRun: false });
});
afterAll(() => {
  for (const device of [county, first, second]) device.session.close();
  dir.remove();
});

const returnOf = (device: Device, n: number): string => {
  const { rows } = listReturns(device.desk(), {
    ...{ id: campaign.id, states: [], asker: null, search: `第${n}厂`, limit: 5, offset: 0 },
  });
  return rows[0]?.id ?? '';
};
const fill = (device: Device, n: number, said: Record<string, string>, complete = true) => {
  const { id, answers, version } = openReturn(device.desk(), returnOf(device, n));
  return saveReturn(device.desk(), {
    ...{ id, versionId: version?.id ?? '', base: answers, answers: { ...answers, ...said } },
    ...{ answeredBy: null, visitId: null, complete, facts: [] },
  });
};

test('the sheet and the list of firms go down to the laptops', async () => {
  const { id } = saveCampaign(county.desk(), newCampaign());
  publishVersion(county.desk(), id);
  addFirms(county.desk(), {
    id,
    choice: { ids: [1, 2, 3].map((n) => enterpriseId(demoCreditCode(n))) },
    asker: { person: '张三' },
  });
  campaign = getCampaign(county.desk(), id);
  await down();
  for (const laptop of [first, second])
    expect(getCampaign(laptop.desk(), id)).toMatchObject({
      ...{ title: campaign.title, firms: 3, unpublished: false },
      versions: campaign.versions,
    });
  expect(openReturn(first.desk(), returnOf(first, 1))).toMatchObject({
    ...{ standing: 'notBegun', prefill: { where: '湖口镇1号' }, asker: '张三' },
  });
});

test('answers and photographs come back; what two laptops said of one firm is one return', async () => {
  fill(first, 1, { staff: '5', has: chose('no') });
  fill(first, 2, { staff: '8' }, false);
  fill(second, 2, { has: chose('yes'), who: '王五' }, false);
  const { owner } = photoPlace(first.desk(), { id: returnOf(first, 1), questionId: 'gate' });
  writeFileSync(at('gate.jpg'), tinyJpeg({ tone: 90 }));
  const kept = keepFile(first.desk().store, at('gate.jpg'), 'attachment');
  attach(first.desk(), {
    ...{ table: 'campaign_answer', id: owner },
    files: [{ sha256: kept.sha256, name: 'gate.jpg', takenAt: null }],
  });
  await carry(first, county, office);
  await carry(second, county, office);
  expect(openReturn(county.desk(), returnOf(county, 1))).toMatchObject({
    ...{ standing: 'complete', photos: { gate: { owner, count: 1 } } },
  });
  expect(listAttachments(county.desk(), { table: 'campaign_answer', id: owner })).toMatchObject([
    { present: true, sha256: kept.sha256 },
  ]);
  expect(openReturn(county.desk(), returnOf(county, 2))).toMatchObject({
    ...{ standing: 'filling', answers: { staff: '8', who: '王五' } },
  });
  fill(county, 2, {});
  const results = campaignResults(county.desk(), resultsInput.parse({ id: campaign.id }));
  expect(results).toMatchObject({ firms: 3, complete: 2, counted: 2 });
  expect(results.tallies.find(({ questionId }) => questionId === 'staff')?.numbers?.sum).toBe('13');
});

test('a return that is given back for correction travels down, is mended and counts again', async () => {
  const row = returnOf(county, 1);
  returnRecord(county.desk(), { table: 'campaign_return', row, body: '人数请核实' });
  expect(openReturn(county.desk(), row).standing).toBe('returned');
  await down();
  expect(openReturn(first.desk(), row).standing).toBe('returned');
  const [given] = listGivenBack(first.desk());
  expect(given).toMatchObject({ title: '调研答卷 首席质量官调研', todo: true });
  fill(first, 1, { staff: '6' });
  replyToReturn(first.desk(), { id: given?.id ?? '', body: '已核实，6 人' });
  await carry(first, county, office);
  expect(openReturn(county.desk(), row)).toMatchObject({
    ...{ standing: 'complete', answers: { staff: '6' } },
  });
});

test('a new version goes down while a laptop still answers the old one: nothing is lost', async () => {
  fill(second, 3, { staff: '20' }, false);
  const { id, sheet } = getCampaign(county.desk(), campaign.id);
  saveCampaign(county.desk(), {
    ...newCampaign({ id }),
    sheet: { questions: sheet.questions.filter((question) => question.id !== 'needs') },
  });
  publishVersion(county.desk(), id);
  await carry(second, county, office);
  await down();
  for (const device of [county, second])
    expect(openReturn(device.desk(), returnOf(device, 3))).toMatchObject({
      ...{ version: { number: 2 }, answers: { staff: '20' } },
    });
  fill(second, 3, { has: chose('no') });
  await carry(second, county, office);
  expect(campaignResults(county.desk(), resultsInput.parse({ id }))).toMatchObject({
    ...{ complete: 3, counted: 3 },
  });
  for (const device of [county, first, second])
    expect(checkStore(device.desk())).toMatchObject({ ok: true });
});
