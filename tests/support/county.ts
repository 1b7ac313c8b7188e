import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trustCardFile, writeCardFile } from '#services/cards.ts';
import type { Desk } from '#services/desk.ts';
import { enterpriseId } from '#services/enterprises.ts';
import { importFile } from '#services/imports.ts';
import { keepFile } from '#services/keep-file.ts';
import type { Clock } from '#shared/clock.ts';
import type { SaveSheet } from '#shared/sheets.ts';
import type { SaveVisit } from '#shared/visits.ts';
import { uuid } from '#sync/seal.ts';
import { type Device, newDevice, testClock } from './device.ts';
import { bigJpeg } from './picture.ts';
import { demoCreditCode, rosterFixture } from './roster-fixtures.ts';

/** A county office and its officer, the officer's firms, and what officers write about them. */

export const countyName = '澜溪县市场监督管理局';

/** Both read the other's card, as after comparing fingerprints on the telephone. */
export const introduce = (a: Device, b: Device): void => {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    const card = `${from.dir}.qcard`;
    writeCardFile(from.desk(), card);
    trustCardFile(to.desk(), card, null);
  }
};

/** Both with a new store under `dir`, in trust of each other. */
export const makeCounty = async (
  dir: string,
  clock: () => Clock = testClock,
): Promise<{ readonly officer: Device; readonly county: Device }> => {
  const county = await newDevice(
    join(dir, 'county'),
    { role: 'county', officeName: countyName, person: '' },
    clock(),
  );
  const officer = await newDevice(
    join(dir, 'officer'),
    { role: 'officer', officeName: '石桥市场监管所', person: '王科员' },
    clock(),
  );
  introduce(officer, county);
  return { officer, county };
};

/** Imports a dirty roster of so many different firms. */
export const importFirms = ({ dir, desk }: Device, firms: number): void => {
  const { bytes, fileName } = rosterFixture('csv-utf8', firms);
  const path = `${dir}-${fileName}`;
  writeFileSync(path, bytes);
  importFile(desk(), { path, fileName, dryRun: false });
};

/** The id of the n-th firm of `importFirms`, from 1. */
export const firmId = (n: number): string => enterpriseId(demoCreditCode(n));

export const visitForm = (firm: string, said: string): SaveVisit => ({
  id: uuid(),
  enterpriseId: firm,
  visitedOn: '2026-03-02',
  startAt: '09:10',
  endAt: '10:40',
  place: '二号车间',
  serviceTypes: ['质量', '计量'],
  purpose: null,
  content: said,
  findings: null,
  advice: `建议：${said}`,
  firmPeople: '陈厂长',
  participants: ['王科员', '李科员'],
  issues: [
    { id: uuid(), type: '质量', content: `问题一：${said}` },
    { id: uuid(), type: '计量', content: '天平未检定' },
  ],
  photos: [],
});

export const sheetForm = (firm: string, said: string): SaveSheet => ({
  id: uuid(),
  enterpriseId: firm,
  year: 2026,
  grade: 'B',
  situation: said,
  gap: '未建立首席质量官制度',
  goal: null,
  measures: ['一', '二'].map((n) => ({
    id: uuid(),
    person: `王科员${n}`,
    duty: '联系企业',
    goal: `目标${n}：${said}`,
    task: '上门辅导',
    dueOn: '2026-09-30',
    state: '推进中',
  })),
});

/** Stores a picture as the screen does. @param tone makes another picture */
export const storePhoto = (desk: Desk, tone: number, kilobytes = 4) => {
  const { path } = desk.shelf.reserve(`照片${tone}.jpg`);
  writeFileSync(path, bigJpeg(tone, kilobytes));
  const { sha256 } = keepFile(desk.store, path, 'photo');
  return { id: uuid(), sha256, caption: '现场', takenAt: null };
};
