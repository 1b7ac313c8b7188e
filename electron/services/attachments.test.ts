import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { maxDocumentBytes } from '#shared/attachments.ts';
import { countyName, firmId, importFirms, makeCounty } from '#tests/support/county.ts';
import { type Device, tempDir } from '#tests/support/device.ts';
import { notAPicture, tinyJpeg } from '#tests/support/picture.ts';
import {
  attach,
  captionAttachment,
  listAttachments,
  offerAttachment,
  removeAttachment,
  restoreAttachment,
} from './attachments.ts';
import { checkStore } from './check.ts';
import { exportBundle } from './export.ts';
import { firmHistory } from './history.ts';
import { keepFile } from './keep-file.ts';
import { deleteRows, firmLedgers, saveRows } from './ledgers.ts';
import { mergeBundle } from './merge.ts';
import { photoLedger } from './photo-ledger.ts';

const temp = tempDir();
afterAll(() => temp.remove());
const at = (name: string): string => join(temp.path, name);
let officer: Device;
let county: Device;
const firm = firmId(1);
let certificate = '';

beforeAll(async () => {
  ({ officer, county } = await makeCounty(at('stores')));
  importFirms(officer, 2);
  [certificate = ''] = saveRows(officer.desk(), {
    ledger: 'certification',
    parent: firm,
    rows: [{ id: null, values: { kind: 'HACCP', number: '123' } }],
  }).ids;
});
afterAll(() => {
  officer.session.close();
  county.session.close();
});

const pdf = (words: string): Buffer => Buffer.from(`%PDF-1.4\n${words}\n%%EOF\n`);
const keep = (name: string, bytes: Uint8Array) => {
  writeFileSync(at(name), bytes);
  return { ...keepFile(officer.desk().store, at(name), 'attachment'), name };
};
const hang = (table: string, id: string, ...files: { sha256: string; name: string }[]) =>
  attach(officer.desk(), {
    table,
    id,
    files: files.map(({ sha256, name }) => ({ sha256, name, takenAt: null })),
  });

test('a scan and a document hang on a firm and on a row; one file hangs once', () => {
  const document = keep('营业执照.pdf', pdf('营业执照'));
  const scan = keep('证书.jpg', tinyJpeg({ tone: 3, exif: 'GPS' }));
  expect(hang('enterprise', firm, document, document)).toMatchObject([
    { name: '营业执照.pdf', mime: 'application/pdf', width: 0, present: true, state: 'here' },
  ]);
  expect(hang('enterprise', firm, document)).toHaveLength(1);
  hang('certification', certificate, scan, document);
  const ledgers = firmLedgers(officer.desk(), firm);
  expect(ledgers.certification?.[0]).toMatchObject({ attachments: 2 });
  expect(photoLedger(officer.desk(), { state: null, limit: 10 }).rows).toMatchObject([
    { where: '企业档案', name: '营业执照.pdf' },
    { where: '认证证书 HACCP 123', name: '证书.jpg' },
    { where: '认证证书 HACCP 123', name: '营业执照.pdf' },
  ]);
});

test('what is no picture or document, is cut, or is too large stays out', () => {
  expect(() => keep('a.docx', notAPicture())).toThrow(/不能作为附件/);
  expect(() => keep('b.pdf', pdf('x').subarray(0, 12))).toThrow(/不能作为附件/);
  expect(() => keep('c.jpg', tinyJpeg({ width: 3_000 }))).toThrow(/不能作为附件/);
  writeFileSync(at('large.pdf'), pdf('x'));
  truncateSync(at('large.pdf'), maxDocumentBytes + 1);
  expect(() => keepFile(officer.desk().store, at('large.pdf'), 'attachment')).toThrow(/超过 16 MB/);
  expect(() => hang('visit', firm, { sha256: 'ab'.repeat(32), name: 'x' })).toThrow(/不存在|没有/);
  expect(() => hang('enterprise', firm, { sha256: 'ab'.repeat(32), name: 'x' })).toThrow(
    /不能作为附件/,
  );
});

test('said of, taken away, put back; the history tells it', () => {
  const [first] = listAttachments(officer.desk(), { table: 'certification', id: certificate });
  const { id = '' } = first ?? {};
  captionAttachment(officer.desk(), { id, caption: '证书正本' });
  removeAttachment(officer.desk(), id);
  expect(listAttachments(officer.desk(), { table: 'certification', id: certificate })).toHaveLength(
    1,
  );
  restoreAttachment(officer.desk(), id);
  const { ticket, fileName } = offerAttachment(officer.desk(), id);
  expect(fileName).toBe('证书.jpg');
  expect(readFileSync(officer.shelf.path(ticket)).includes('GPS')).toBe(false);
  const told = firmHistory(officer.desk(), firm).entries;
  expect(told.map(({ purpose }) => purpose)).toContain('移除附件');
  expect(told.find(({ purpose }) => purpose === '修改附件说明')?.rowTitle).toMatch(/HACCP 123/);
});

test('rows and files travel upwards, keep their kind, and are receipted', async () => {
  await exportBundle(officer.desk(), { to: countyName, path: at('up.qice') });
  await mergeBundle(county.desk(), { path: at('up.qice'), receiptPath: at('r.qice') });
  const there = listAttachments(county.desk(), { table: 'certification', id: certificate });
  expect(there).toMatchObject([
    { caption: '证书正本', present: true },
    { name: '营业执照.pdf', mime: 'application/pdf', present: true },
  ]);
  const { ticket } = offerAttachment(county.desk(), there[1]?.id ?? '');
  expect(readFileSync(county.shelf.path(ticket))).toEqual(pdf('营业执照'));
  expect(county.desk().store.media.get(there[1]?.sha256 ?? '')?.mime).toBe('application/pdf');
  await mergeBundle(officer.desk(), { path: at('r.qice') });
  expect(
    listAttachments(officer.desk(), { table: 'enterprise', id: firm }).map((a) => a.state),
  ).toEqual(['county']);
  expect(checkStore(county.desk()).ok).toBe(true);
  expect(existsSync(at('r.qice'))).toBe(true);
});

test('a row out of sight takes its attachments with it', () => {
  deleteRows(officer.desk(), { ledger: 'certification', ids: [certificate] });
  expect(() =>
    listAttachments(officer.desk(), { table: 'certification', id: certificate }),
  ).toThrow();
  const left = photoLedger(officer.desk(), { state: null, limit: 10 }).rows;
  expect(left.map(({ where }) => where)).toEqual(['企业档案']);
});
