import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk, PdfProgram } from '#services/desk.ts';
import { Refusal } from '#shared/errors.ts';
import type { PaperOutput } from '#shared/papers/make.ts';
import { type Device, newDevice, tempDir } from '#tests/support/device.ts';
import { deliverPaper, paperMeans } from './deliver.ts';

const temp = tempDir();
let device: Device;
beforeAll(async () => {
  const who = { role: 'county', officeName: '澜溪县市场监督管理局', person: '李科长' } as const;
  device = await newDevice(`${temp.path}/county`, who);
});
afterAll(() => {
  device.session.close();
  temp.remove();
});

const copies: PdfProgram = { convert: async (file, target) => copyFileSync(file, target) };

/** A desk at a computer with these programs, a paper on it, and what was opened. */
const at = (programs: { readonly pdf?: PdfProgram; readonly opens?: true }) => {
  const opened: string[] = [];
  const desk: Desk = {
    ...device.desk(),
    ...(programs.pdf ? { pdfProgram: () => programs.pdf } : {}),
    ...(programs.opens ? { fileOpener: () => async (path) => void opened.push(path) } : {}),
  };
  const made: string[] = [];
  const make = () => {
    const fileName = '走访表 3.5版.docx';
    const { ticket, path } = desk.shelf.reserve(fileName);
    writeFileSync(path, 'words');
    made.push(ticket);
    return { ticket, fileName };
  };
  const deliver = (as: PaperOutput, job = crypto.randomUUID()) =>
    deliverPaper(desk, make, { as, job });
  return { desk, deliver, opened, made };
};

test('a paper is saved as it is by every computer, with or without other programs', async () => {
  const { desk, deliver } = at({});
  expect(paperMeans(desk)).toEqual({ pdf: false, print: false });
  const paper = await deliver('file');
  expect(paper).toMatchObject({ fileName: '走访表 3.5版.docx', opened: false });
  await expect(deliver('pdf')).rejects.toMatchObject({ code: 'pdf.missing' });
  await expect(deliver('print')).rejects.toMatchObject({ code: 'print.missing' });
});

test('a PDF has the name of its paper, and the paper itself does not stay on the shelf', async () => {
  const { desk, deliver, made } = at({ pdf: copies });
  const paper = await deliver('pdf');
  expect(paper).toMatchObject({ fileName: '走访表 3.5版.pdf', opened: false });
  expect(readFileSync(desk.shelf.path(paper.ticket), 'utf8')).toBe('words');
  expect(() => desk.shelf.path(made[0] ?? '')).toThrow(Refusal);
  expect(device.events).toContainEqual(
    expect.objectContaining({ type: 'progress', done: 1, total: 2 }),
  );
});

test('what is printed is the PDF where there can be one, else the paper; neither can be written to', async () => {
  const whole = at({ pdf: copies, opens: true });
  expect(await whole.deliver('print')).toMatchObject({ opened: true });
  expect(whole.opened).toEqual([expect.stringMatching(/走访表 3\.5版\.pdf$/)]);
  const plain = at({ opens: true });
  expect(paperMeans(plain.desk)).toEqual({ pdf: false, print: true });
  await plain.deliver('print');
  expect(plain.opened).toEqual([expect.stringMatching(/走访表 3\.5版\.docx$/)]);
  for (const path of [...whole.opened, ...plain.opened])
    expect(statSync(path).mode & 0o777).toBe(0o400);
});

test('a PDF is cancelled by the job it is made under, and nothing of it stays on the shelf', async () => {
  const job = crypto.randomUUID();
  const targets: string[] = [];
  const waits: PdfProgram = {
    convert: (_file, target, signal) =>
      new Promise((_resolve, reject) => {
        targets.push(target);
        signal?.addEventListener('abort', () => reject(Refusal.of('job.cancelled')));
      }),
  };
  const { desk, deliver, made } = at({ pdf: waits });
  const delivered = deliver('pdf', job);
  await expect.poll(() => targets.length).toBe(1);
  desk.jobs.cancel(job);
  await expect(delivered).rejects.toMatchObject({ code: 'job.cancelled' });
  expect(() => desk.shelf.path(made[0] ?? '')).toThrow(Refusal);
});
