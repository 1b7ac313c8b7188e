import { expect, test } from 'vitest';
import { readHolidays } from './holiday-text.ts';
import { publishedHolidays } from './holidays.ts';

/** The sentences of the notice for 2026, as the State Council's office words them. */
const notice2026 = `
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
`;

test('the notice of 2026, pasted, is the table chinese-days holds of that year', () => {
  const published = publishedHolidays.filter(({ day }) => day.startsWith('2026'));
  const { holidays, unread } = readHolidays(notice2026, 2026);
  expect(unread).toEqual([]);
  const said = (list: readonly { readonly day: string; readonly kind: string }[]) =>
    list.map(({ day, kind }) => `${day} ${kind}`);
  expect(said(holidays)).toEqual(said(published));
  expect(holidays.find(({ day }) => day === '2026-10-10')?.name).toBe('国庆节');
});

test('a term over the turn of months and years; a year said in the text stands above the one asked for', () => {
  const { holidays } = readHolidays(
    '元旦：2026年12月31日至2027年1月2日放假，2027年1月3日（星期日）上班\n劳动节：4月30日至5月2日放假',
    2027,
  );
  expect(holidays.map(({ day, kind }) => `${day} ${kind}`)).toEqual([
    '2026-12-31 放假',
    '2027-01-01 放假',
    '2027-01-02 放假',
    '2027-01-03 上班',
    '2027-04-30 放假',
    '2027-05-01 放假',
    '2027-05-02 放假',
  ]);
});

test('rows of a table, in Excel and in hand-made writings', () => {
  const { holidays, unread } = readHolidays(
    '日期\t安排\t名称\n2027-10-01\t放假\t国庆节\n2027.10.9 上班\n2027/1/1,周五,元旦\n2027-02-30 放假',
    2027,
  );
  expect(holidays).toEqual([
    { day: '2027-01-01', kind: '放假', name: '元旦' },
    { day: '2027-10-01', kind: '放假', name: '国庆节' },
    { day: '2027-10-09', kind: '上班', name: null },
  ]);
  expect(unread).toEqual(['日期\t安排\t名称', '2027-02-30 放假']);
});
