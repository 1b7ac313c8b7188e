import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import PizZip from 'pizzip';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import type { Desk } from '#services/desk.ts';
import { exportBundle } from '#services/export.ts';
import { saveRows } from '#services/ledgers.ts';
import { mergeBundle } from '#services/merge.ts';
import { saveVisit } from '#services/visits.ts';
import { Refusal } from '#shared/errors.ts';
import { introduceBenches, makeBench } from '#tests/support/bench.ts';
import { tempDir } from '#tests/support/device.ts';
import { makePaper, offerSample, previewTemplate } from './make.ts';
import {
  checkUpload,
  listTemplates,
  offerTemplate,
  removeTemplate,
  restoreTemplate,
  saveTemplate,
  stopTemplate,
  templateChoice,
} from './templates.ts';

/** An office's templates with real stores, and through a real bundle. */

const dir = tempDir();
afterAll(() => dir.remove());
let round = 0;
let files = 0;
const kind = 'visit-record';

/** A shelf as the doors have it: tickets are paths. */
const desk = async (...[name, role, office]: Parameters<typeof makeBench>): Promise<Desk> => {
  const bench = await makeBench(join(dir.path, `${round}-${name}`), role, office);
  const reserve = (fileName: string) => {
    files += 1;
    const path = join(dir.path, `${files}-${fileName.replace(/\//g, '_')}`);
    return { ticket: path, path };
  };
  const shelf = {
    path: (t: string) => t,
    name: (t: string) => t.replace(/^.*\/\d+-/, ''),
    reserve,
  };
  return { ...bench, shelf } as Desk;
};

const put = async (who: Desk, name: string, ...lines: readonly string[]): Promise<string> => {
  const { ticket, path } = who.shelf.reserve(name);
  const children = lines.map((line) => new Paragraph(line));
  writeFileSync(path, await Packer.toBuffer(new Document({ sections: [{ children }] })));
  return ticket;
};

const textIn = (path: string): string =>
  (new PizZip(readFileSync(path)).file('word/document.xml')?.asText() ?? '').replace(
    /<[^>]+>/g,
    '',
  );

let [county, officer] = [] as unknown as [Desk, Desk];
const firm = '7a1de8a1-5f27-4c3a-8b0e-0f5a3c1d2e4f';

const visit = (who: Desk): string =>
  saveVisit(who, {
    ...{ id: who.store.clock.uuid(), enterpriseId: firm, visitedOn: '2026-03-02', startAt: null },
    ...{ endAt: null, place: null, serviceTypes: [], purpose: null, content: '看了检验室' },
    ...{ findings: null, advice: null, firmPeople: null, participants: ['张三'], issues: [] },
    photos: [],
  }).id;

let carried = 0;
const carry = async (from: Desk, to: Desk): Promise<number> => {
  carried += 1;
  const path = join(dir.path, `b${carried}.qice`);
  const { media } = await exportBundle(from, { to: to.self.officeName, path });
  await mergeBundle(to, { path, receiptPath: `${path}.receipt` });
  await mergeBundle(from, { path: `${path}.receipt` });
  return media;
};

const keep = async (
  who: Desk,
  name: string,
  lines: readonly string[],
  follows: string | null = null,
) =>
  saveTemplate(who, {
    ticket: await put(who, `${name}.docx`, ...lines),
    paper: kind,
    name,
    follows,
  }).id;

beforeEach(async () => {
  round += 1;
  county = await desk('county', 'county', '县局');
  officer = await desk('officer', 'officer', '石桥所');
  introduceBenches(officer, county);
  write(county.store, { actor: '王五', purpose: '登记' }, (door) => {
    door.insert(enterprise, { id: firm, name: '澜溪县某厂' });
  });
  return () => {
    for (const { store } of [county, officer]) store.close();
  };
});

test('a template with something to mend is not kept; a mended one makes the paper, and is remembered', async () => {
  const faulty = await put(county, '走访表.docx', '{{企业名}} {{走访日期}}');
  expect(checkUpload(county, { ticket: faulty, paper: kind })).toMatchObject({
    fileName: '走访表.docx',
    problems: [{ name: '企业名', nearest: '企业名称' }],
  });
  const save = { ticket: faulty, paper: kind, name: '县局走访表', follows: null };
  expect(() => saveTemplate(county, save)).toThrow('没有 {{企业名}} 这个字段');
  expect(listTemplates(county)).toEqual([]);
  // Nor does a row get in by the door of the other ledgers, without a file.
  const values = { name: '走访表', paper: kind, format: 'docx' };
  expect(() =>
    saveRows(county, { ledger: 'document_template', parent: null, rows: [{ id: null, values }] }),
  ).toThrow(Refusal);

  const id = await keep(county, '县局走访表', ['单位 {{企业名称}}', '{{走访情况}}']);
  const record = visit(county);
  expect(templateChoice(county, kind)).toMatchObject({ chosen: null, templates: [{ id }] });
  const { ticket, fileName } = await makePaper(county, { kind, id: record, template: id });
  expect(fileName).toBe('走访记录 澜溪县某厂 2026-03-02.docx');
  expect(textIn(ticket)).toBe('单位 澜溪县某厂看了检验室');
  expect(templateChoice(county, kind).chosen).toBe(id);
  await makePaper(county, { kind, id: record, template: null });
  expect(templateChoice(county, kind).chosen).toBeNull();
  expect(textIn(offerTemplate(county, id).ticket)).toBe('单位 {{企业名称}}{{走访情况}}');
});

test('a preview is filled with the newest record, and says where there is none', async () => {
  const ticket = await put(county, 'a.docx', '{{走访日期}}');
  const ask = { paper: kind, ticket, id: null };
  expect(() => previewTemplate(county, ask)).toThrow('还没有可以用来预览的走访记录');
  visit(county);
  const preview = previewTemplate(county, ask);
  expect(preview.fileName).toBe('预览 走访记录 澜溪县某厂 2026-03-02.docx');
  expect(textIn(preview.ticket)).toBe('2026年3月2日');
  const sample = await offerSample(county, { paper: kind, format: 'docx' });
  expect(sample.fileName).toBe('走访记录模板样例.docx');
  expect(checkUpload(county, { ticket: sample.ticket, paper: kind }).problems).toEqual([]);
});

test('a template that is stopped, taken out, or followed by another is not offered', async () => {
  const first = await keep(county, '第一版', ['{{企业名称}}']);
  const offered = (): string[] => templateChoice(county, kind).templates.map(({ name }) => name);
  stopTemplate(county, first, true);
  expect(offered()).toEqual([]);
  stopTemplate(county, first, false);
  removeTemplate(county, first);
  expect(offered()).toEqual([]);
  restoreTemplate(county, first);
  const second = await keep(county, '第二版', ['{{企业名称}}'], first);
  expect(offered()).toEqual(['第二版']);
  expect(listTemplates(county).find(({ id }) => id === first)?.superseded).toBe(true);
  // Without what followed it, the earlier one holds again.
  removeTemplate(county, second);
  expect(offered()).toEqual(['第一版']);
});

test('an officer fills the county’s template from a bundle; the county does not use the officer’s', async () => {
  const id = await keep(county, '县局走访表', ['县局表 {{企业名称}}']);
  expect(await carry(county, officer)).toBe(1);
  const record = visit(officer);
  expect(templateChoice(officer, kind).templates).toMatchObject([{ id, office: '县局' }]);
  const { ticket } = await makePaper(officer, { kind, id: record, template: id });
  expect(textIn(ticket)).toBe('县局表 澜溪县某厂');
  // Receipted, so the next bundle does without it.
  expect(await carry(county, officer)).toBe(0);

  await keep(officer, '所里的表', ['{{企业名称}}']);
  await carry(officer, county);
  expect(listTemplates(county).map(({ name, usable, present }) => [name, usable, present])).toEqual(
    expect.arrayContaining([
      ['县局走访表', true, true],
      ['所里的表', false, true],
    ]),
  );
  expect(templateChoice(county, kind).templates.map(({ name }) => name)).toEqual(['县局走访表']);
});

test('a template whose file has not come is named, not offered; the paper is not made without it', async () => {
  const id = await keep(county, '县局走访表', ['{{企业名称}}']);
  await carry(county, officer);
  officer.store.media.handle.prepare('DELETE FROM media').run();
  expect(listTemplates(officer)).toMatchObject([{ id, present: false }]);
  expect(templateChoice(officer, kind).templates).toEqual([]);
  const record = visit(officer);
  await expect(makePaper(officer, { kind, id: record, template: id })).rejects.toThrow('附件待补');
});
