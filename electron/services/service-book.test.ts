import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWorkbook } from '#documents/read-workbook.ts';
import { serviceCounters } from '#shared/service-counters.ts';
import { demoCounty } from '#tests/support/demo-county.ts';
import type { Desk } from './desk.ts';
import { serviceBook } from './service-book.ts';

test('the workbook says who, when, over which days, and each figure under its unit; its last sheet what they mean', async () => {
  const county = await demoCounty(2009);
  const bytes = await serviceBook(county.desk as unknown as Desk, {
    from: '2009-01-01',
    to: '2009-03-31',
  });
  county.close();
  if (process.env.QICE_PICTURES)
    writeFileSync(join(process.env.QICE_PICTURES, 'services.xlsx'), bytes);
  const book = openWorkbook(bytes);
  expect(book.sheets.map(({ name }) => name)).toEqual([
    ...['按月份', '按乡镇街道', '按人员', '按类型', '口径说明'],
  ]);
  const text = (name: string): string[] =>
    Array.from(book.grid(name).rows, (row) => (row ?? []).join('|'));
  const months = text('按月份');
  expect(months[1]).toMatch(/填报单位：澜溪县市场监督管理局　　填报日期：2009年5月5日/);
  expect(months[1]).toMatch(/统计期间：2009年1月1日至2009年3月31日　　上年同期：2008年1月1日至/);
  for (const { label, unit } of serviceCounters)
    expect(months[2]?.replace(/\n/g, '')).toContain(`${label}（${unit}）`);
  expect(months[2]?.replace(/\n/g, '')).toContain('走访（次）|增减|');
  // Nothing is on record of the year before: each figure is as much more as it is.
  expect(months[4]).toMatch(/^2009年2月\|92\|92\|92\|92\|233\|233\|/);
  expect(months[6]).toMatch(/^合计\|378\|378\|298\|298\|958\|958\|141\|141\|/);
  expect(months[7]).toMatch(/^上年同期\|0\|\|0\|/);
  expect(months.at(-1)).toMatch(/填报人.*审核人/);
  expect(
    text('口径说明')
      .filter((row) => row.startsWith('解决问题|件|'))
      .join(),
  ).toMatch(/企业认可并销号.*销号日期.*答复了没有销号的/);
});
