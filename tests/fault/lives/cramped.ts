import { mkdirSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { checkStore } from '#services/check.ts';
import { putDraft } from '#services/drafts.ts';
import { exportBundle } from '#services/export.ts';
import { keepFile } from '#services/keep-file.ts';
import { backUp } from '#services/settings.ts';
import { getVisit, saveVisit } from '#services/visits.ts';
import { Refusal } from '#shared/errors.ts';
import { contentOf } from '#tests/support/content.ts';
import { countyName, firmId, importFirms, makeCounty, visitForm } from '#tests/support/county.ts';
import { passphrase } from '#tests/support/device.ts';
import { bigJpeg } from '#tests/support/picture.ts';

/**
 * Works on a disk with a few megabytes until it is full, then tries everything that writes.
 * `cramped.ts <folder on that disk>` prints one object.
 */
const [dir = ''] = process.argv.slice(2);
mkdirSync(dir, { recursive: true });
const { officer, county } = await makeCounty(dir);
county.session.close();
importFirms(officer, 12);
const saved: string[] = [];

type Refused = { what: string; code: string; message: string; unchanged: boolean };
const refused: Refused[] = [];

/**
 * What sealing writes: it is a step of its own, and stands where its bundle found no room. That nothing is
 * lost by it the check at the end tells, which rebuilds the tables from the log.
 */
const sealing = ['checkpoint', 'count', 'op', 'row', 'segment', 'vector'].map((t) => `sync_${t}`);

const content = (without: readonly string[]): string =>
  JSON.stringify(
    Object.entries(contentOf(officer.desk().store)).filter(([table]) => !without.includes(table)),
  );

/** Until it is refused; what the refused attempt left behind is compared table by table. */
const until = async (
  what: string,
  work: (i: number) => unknown,
  without: readonly string[] = [],
): Promise<void> => {
  for (let i = 0; i < 60; i++) {
    const before = content(without);
    try {
      await work(i);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const unchanged = content(without) === before;
      refused.push({ what, code: error.code, message: error.message, unchanged });
      return;
    }
  }
};

const visit = (i: number, size: number): void => {
  const form = visitForm(firmId(1 + (i % 12)), `${i} ${'走访'.repeat(size)}`);
  saveVisit(officer.desk(), form);
  saved.push(form.id);
};
const stick = join(dir, '企策.qice');
for (let i = 0; i < 3; i++) visit(i, 1000);
await until('photo', async (i) => {
  const ticket = await officer.shelf.keep('现场.jpg', [bigJpeg(i, 200)]);
  keepFile(officer.desk().store, officer.shelf.path(ticket), 'photo');
});
await until('visit', (i) => visit(i, 9000));
await until('short visit', (i) => visit(i, 10));
await until('draft', (i) =>
  putDraft(officer.desk(), { kind: 'visit', key: `草稿 ${i}`, body: '字'.repeat(100_000) }),
);
await until('backup', () => backUp(officer.desk(), 'manual'));
await until(
  'export',
  (i) => exportBundle(officer.desk(), { to: countyName, path: `${stick}${i}` }),
  sealing,
);
await until(
  'export in a thread',
  (i) => officer.desk().jobs.run('export', 'job', { to: countyName, path: `${stick}t${i}` }),
  sealing,
);
const parts = readdirSync(dir, { recursive: true }).filter((name) =>
  String(name).includes('.part'),
);

// Somebody makes room; then everything is there and the work goes on.
for (const name of readdirSync(join(officer.dir, 'backups')))
  if (statSync(join(officer.dir, 'backups', name)).size > 100_000)
    writeFileSync(join(officer.dir, 'backups', name), '');
for (const name of readdirSync(dir)) if (name.includes('.qice')) writeFileSync(join(dir, name), '');
officer.shelf.clear();
officer.session.lock();
const reopened = await officer.session
  .unlock(passphrase)
  .then(() => true)
  .catch((error: unknown) => error instanceof Refusal && error.code);
const there = reopened === true ? saved.filter((id) => getVisit(officer.desk(), id).id === id) : [];
const ok = reopened === true && checkStore(officer.desk()).ok;
officer.session.close();
writeSync(1, JSON.stringify({ refused, saved, there, parts, reopened, ok }));
process.exit(0);
