import { afterAll, beforeAll, expect, test } from 'vitest';
import { putDraft } from '#services/drafts.ts';
import { saveSheet } from '#services/sheet-saving.ts';
import { saveVisit } from '#services/visits.ts';
import { firmId, importFirms, sheetForm, storePhoto, visitForm } from '#tests/support/county.ts';
import { type Device, newDevice, tempDir } from '#tests/support/device.ts';
import { newLedger } from './ledger.ts';
import type { Step } from './lives/protocol.ts';

/** A harness that cannot see a loss proves nothing: each kind of loss is made by hand here. */

const temp = tempDir();
let device: Device;

beforeAll(async () => {
  const who = { role: 'officer', officeName: '石桥市场监管所', person: '王科员' } as const;
  device = await newDevice(`${temp.path}/store`, who);
  importFirms(device, 12);
});
afterAll(() => {
  device.session.close();
  temp.remove();
});

const heard = (step: Step, said: 'begin' | 'done' = 'done') => {
  const ledger = newLedger();
  ledger.hear({ said: 'begin', step });
  if (said === 'done') ledger.hear({ said, step });
  return ledger;
};

/** Past the door and its triggers, as a bug or a broken disk would. */
const damage = (sql: string, ...values: string[]): void => {
  const { handle } = device.desk().store;
  handle.exec('DROP TRIGGER IF EXISTS capture_visit_delete; UPDATE sync_ctl SET mode = 2');
  handle.prepare(sql).run(...values);
  handle.exec('UPDATE sync_ctl SET mode = 0');
};

const savedVisit = () => {
  const photos = [storePhoto(device.desk(), 3)];
  const form = { ...visitForm(firmId(1), '首访'), photos };
  saveVisit(device.desk(), form);
  return form;
};

test('a store with everything that was acknowledged has no faults', () => {
  const form = savedVisit();
  expect(heard({ kind: 'visit', form }).faults(device.desk())).toEqual([]);
});

test('an acknowledged visit that was never written is a fault', () => {
  const form = visitForm(firmId(2), '没有写进去');
  expect(heard({ kind: 'visit', form }).faults(device.desk())).toEqual([
    `已确认的内容不在或不同：visit ${form.id}`,
  ]);
});

test('of a step that was not acknowledged, none is well, half is a fault', async () => {
  const form = visitForm(firmId(3), '写到一半');
  expect(heard({ kind: 'visit', form }, 'begin').faults(device.desk())).toEqual([]);
  await putDraft(device.desk(), { kind: 'visit', key: form.id, body: '草稿' });
  saveVisit(device.desk(), form);
  const ledger = newLedger();
  const draft = { kind: 'draft', key: form.id, body: '草稿' } as const;
  ledger.hear({ said: 'begin', step: draft });
  ledger.hear({ said: 'done', step: draft });
  ledger.hear({ said: 'begin', step: { kind: 'visit', form } });
  await putDraft(device.desk(), { kind: 'visit', key: form.id, body: '草稿' });
  expect(ledger.faults(device.desk()).join()).toContain('只写了一半');
});

test('a draft that went back by one keystroke is a fault', async () => {
  const draft = { kind: 'draft', key: 'new-x', body: '走访记' } as const;
  await putDraft(device.desk(), { ...draft, kind: 'visit', body: '走访' });
  expect(heard(draft).faults(device.desk())).toHaveLength(1);
});

test('a sheet without one of its measures is a fault', () => {
  const form = sheetForm(firmId(4), '现状');
  saveSheet(device.desk(), { ...form, measures: form.measures.slice(1) });
  expect(heard({ kind: 'sheet', form }).faults(device.desk())).toHaveLength(1);
});

test('a row removed behind the door is found twice: it was acknowledged, and the log still has it', () => {
  const form = savedVisit();
  damage('DELETE FROM visit WHERE id = ?', form.id);
  const faults = heard({ kind: 'visit', form }).faults(device.desk());
  expect(faults).toContain(`已确认的内容不在或不同：visit ${form.id}`);
  expect(faults.some((fault) => fault.startsWith('变更记录与数据逐行核对：visit'))).toBe(true);
});

test('a picture that rotted is found', () => {
  const form = savedVisit();
  const [photo] = form.photos;
  device
    .desk()
    .store.media.handle.prepare('UPDATE media SET bytes = zeroblob(10) WHERE sha256 = ?')
    .run(photo?.sha256);
  expect(newLedger().faults(device.desk()).join()).toContain('照片');
});
