import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '#sync/seal.ts';
import { firmId, importFirms, makeCounty, visitForm } from '#tests/support/county.ts';
import { type Device, tempDir } from '#tests/support/device.ts';
import { tinyJpeg } from '#tests/support/picture.ts';
import { exportBundle } from './export.ts';
import { keepFile } from './keep-file.ts';
import { mergeBundle } from './merge.ts';
import { makePaper } from './papers/make.ts';
import { photoLedger } from './photo-ledger.ts';
import {
  removeVisitSignature,
  restoreVisitSignature,
  signaturesThatHold,
  signVisit,
  visitSignatures,
} from './visit-signatures.ts';
import { saveVisit } from './visits.ts';

const temp = tempDir();
const at = (name: string): string => join(temp.path, name);
const form = visitForm(firmId(1), '看了天平室，核对计量台账。');
let officer: Device;
let county: Device;

beforeAll(async () => {
  ({ officer, county } = await makeCounty(at('stores')));
  importFirms(officer, 3);
  saveVisit(officer.desk(), form);
});
afterAll(() => {
  officer.session.close();
  county.session.close();
  temp.remove();
});

const keep = (name: string, bytes: Uint8Array): string => {
  writeFileSync(at(name), bytes);
  return keepFile(officer.desk().store, at(name), 'attachment').sha256;
};
const sign = (id: string, patch: object = {}) =>
  signVisit(officer.desk(), {
    ...{ id, visitId: form.id, side: '企业', way: '屏上手签', person: '陈厂长', title: '厂长' },
    ...{ onDate: '2026-03-02', sha256: keep('a.jpg', tinyJpeg({ tone: 7 })), name: null },
    ...patch,
  });

test('a signature stands under the record, with its picture', () => {
  expect(sign('s1')).toMatchObject([
    {
      ...{ id: 's1', side: '企业', way: '屏上手签', person: '陈厂长', title: '厂长' },
      ...{ outdated: false, picture: { mime: 'image/jpeg', caption: '陈厂长签名', present: true } },
    },
  ]);
  const page = keep('页.pdf', Buffer.from('%PDF-1.4\n页\n%%EOF\n'));
  sign('s2', { side: '我方', way: '纸上签字页', person: '王科员', sha256: page, name: '页.pdf' });
  expect(signaturesThatHold(officer.desk(), form.id).map(({ id }) => id)).toEqual(['s1', 's2']);
  expect(photoLedger(officer.desk(), { state: null, limit: 9 }).rows.slice(-2)).toMatchObject([
    { where: '走访签字 企业 陈厂长 2026-03-02', enterpriseId: firmId(1) },
    { where: '走访签字 我方 王科员 2026-03-02', mime: 'application/pdf', name: '页.pdf' },
  ]);
});

test('what is changed after it is told, also of people and issues; pictures may still be added', () => {
  const outdated = () => visitSignatures(officer.desk(), form.id).map((s) => s.outdated);
  const isOutdatedBy = (patch: object): readonly boolean[] => {
    saveVisit(officer.desk(), { ...form, ...patch });
    return outdated();
  };
  const [issue, ...others] = form.issues;
  if (!issue) throw new Error('the form raises issues');
  expect(isOutdatedBy({ content: '看了天平室。' })).toEqual([true, true]);
  expect(isOutdatedBy({ participants: [...form.participants, '赵科员'] })).toEqual([true, true]);
  expect(isOutdatedBy({ issues: [{ ...issue, content: '改了' }, ...others] })).toEqual([
    true,
    true,
  ]);
  expect(isOutdatedBy({ issues: others })).toEqual([true, true]);
  expect(signaturesThatHold(officer.desk(), form.id)).toEqual([]);
  // Said again as it was signed, it is what was signed.
  expect(isOutdatedBy({})).toEqual([false, false]);
  const photo = { id: 'p', sha256: keep('b.jpg', tinyJpeg({ tone: 9 })), caption: null };
  expect(isOutdatedBy({ photos: [{ ...photo, takenAt: null }] })).toEqual([false, false]);
});

test('a drawn signature that holds is on the paper, a signed page behind it; one that does not is not', async () => {
  const paperNow = async () => {
    const desk = officer.desk();
    const { ticket } = await makePaper(desk, { kind: 'visit-record', id: form.id, template: null });
    const paper = new PizZip(readFileSync(officer.shelf.path(ticket)));
    const pictures = paper.file(/^word\/media\/.+\.jpg$/);
    return {
      pictures: pictures.map((file) => sha256(file.asUint8Array())),
      text: paper.file('word/document.xml')?.asText() ?? '',
    };
  };
  const page = keep('页.jpg', tinyJpeg({ tone: 21 }));
  sign('s4', { side: '我方', way: '纸上签字页', person: '王科员', sha256: page, name: '页.jpg' });
  saveVisit(officer.desk(), { ...form, photos: [] });
  const drawn = keep('a.jpg', tinyJpeg({ tone: 7 }));
  const holding = await paperNow();
  expect(holding.pictures.toSorted()).toEqual([drawn, page].toSorted());
  expect(holding.text).toContain('企业负责人（签字、盖章）：陈厂长');
  expect(holding.text).toContain('走访人员（签字）：王科员（见签字页）');
  expect(holding.text).toContain('2026年3月2日');
  saveVisit(officer.desk(), { ...form, photos: [], content: '改了' });
  const changed = await paperNow();
  expect(changed.pictures).toEqual([]);
  expect(changed.text).not.toContain('陈厂长签名');
  expect(changed.text).toContain('年　　月　　日');
  saveVisit(officer.desk(), { ...form, photos: [] });
  removeVisitSignature(officer.desk(), 's4');
});

test('taken off, put back, signed again; the last one of a side is the one that holds', () => {
  expect(removeVisitSignature(officer.desk(), 's1').map(({ id }) => id)).toEqual(['s2']);
  expect(restoreVisitSignature(officer.desk(), 's1').map(({ id }) => id)).toContain('s1');
  sign('s3', { person: '陈副厂长' });
  expect(signaturesThatHold(officer.desk(), form.id).map(({ id }) => id)).toEqual(['s3', 's2']);
});

test('the office above sees it with its picture, and whether it holds', async () => {
  await exportBundle(officer.desk(), { to: '澜溪县市场监督管理局', path: at('up.qice') });
  await mergeBundle(county.desk(), { path: at('up.qice') });
  expect(signaturesThatHold(county.desk(), form.id)).toMatchObject([
    { person: '陈副厂长', outdated: false, picture: { present: true } },
    { person: '王科员', outdated: false, picture: { present: true } },
  ]);
});

test('a visit or a picture that is not there is refused', () => {
  expect(() => sign('x', { visitId: 'nobody' })).toThrow(/走访记录/);
  expect(() => sign('x', { sha256: 'ab'.repeat(32) })).toThrow(/不能作为附件/);
  expect(() => removeVisitSignature(officer.desk(), 'nobody')).toThrow(/走访签字/);
});
