import { win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fileNameOf, prefixedName, safeFileName } from './file-name.ts';

describe('safeFileName', () => {
  it.each([
    ['龙游纸业（二期）名单.xlsx', '龙游纸业（二期）名单.xlsx'],
    ['..\\..\\windows\\名单.xls', '名单.xls'],
    ['/etc/passwd', 'passwd'],
    ['a\u0000b\u202egpj.exe', 'abgpj.exe'],
    ['..', '文件'],
    ['', '文件'],
    ['CON.txt', '_CON.txt'],
    ['nul', '_nul'],
    ['AUX .qice', '_AUX .qice'],
    ['com\u00b9.csv', '_com\u00b9.csv'],
    ['conin$', '_conin$'],
    ['console.txt', 'console.txt'],
    ['a:b*c?.csv', 'a_b_c_.csv'],
    [' 末尾有点. ', '末尾有点'],
    ['零宽\u200b字.xlsx', '零宽字.xlsx'],
    ['half \ud800 a letter', 'half \ufffd a letter'],
  ])('%j becomes %j', (given, expected) => {
    expect(safeFileName(given)).toBe(expected);
  });

  it('cuts a long name between letters and keeps its extension', () => {
    expect(safeFileName(`${'企'.repeat(300)}.qice`)).toBe(`${'企'.repeat(65)}.qice`);
    const family = '👨‍👩‍👧';
    const name = safeFileName(`${family.repeat(30)}.jpg`);
    expect(name).toBe(`${family.repeat(name.split(family).length - 1)}.jpg`);
  });
});

/** What people and old tables bring: everything Windows minds, beside plain letters. */
const unit = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'企策澜溪县局张三abcXYZ0123456789') },
  { weight: 3, arbitrary: fc.constantFrom(...'<>:"/\\|?*. \t\n\u0000\u001f\u007f\u3000') },
  { weight: 1, arbitrary: fc.constantFrom('\u202e', '\u200b', '\ufeff', '\ud800', '👨‍👩‍👧', 'é') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
);
const device = fc.constantFrom('con', 'PRN', 'aux', 'Nul', 'com1', 'LPT9', 'COM\u00b2', 'CONOUT$');
const given = fc.oneof(
  fc.array(unit, { maxLength: 400 }).map((units) => units.join('')),
  fc.tuple(device, fc.array(unit, { maxLength: 5 })).map(([d, rest]) => d + rest.join('')),
);

/** As the documentation of Windows names a device: the part before the first dot, spaces not counted. */
const opensDevice = (name: string): boolean =>
  /^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9¹²³]|LPT[0-9¹²³])$/.test(
    (name.split('.')[0] ?? '').trimEnd().toUpperCase(),
  );

const assertGood = (name: string): void => {
  expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]/u);
  expect(name).not.toMatch(/^[\s.]|[\s.]$/);
  expect(opensDevice(name)).toBe(false);
  expect(name).not.toBe('');
  expect(name.isWellFormed()).toBe(true);
  expect(name.length).toBeLessThanOrEqual(120);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
  // Where Windows puts it is where we said, and the name is all of the last step of the path.
  const folder = 'C:\\Users\\市场监管所办公电脑\\Documents\\企策往来文件';
  const path = win32.join(folder, name);
  expect(win32.dirname(path)).toBe(folder);
  expect(win32.basename(path)).toBe(name);
  expect(win32.relative(folder, path)).toBe(name);
  // Whole while it is written, and as the twelfth volume of a bundle.
  expect(`${path}-12.part-0123456789ab`.length).toBeLessThan(260);
};

test('whatever a name was, Windows takes what becomes of it, and it stays what it is', () => {
  fc.assert(
    fc.property(given, (text) => {
      const name = safeFileName(text);
      assertGood(name);
      expect(safeFileName(name)).toBe(name);
    }),
    { numRuns: 3_000 },
  );
});

test('a name of words is good for Windows too and never loses number or extension', () => {
  fc.assert(
    fc.property(given, given, fc.integer({ min: 1, max: 99_999 }), (office, person, number) => {
      const name = fileNameOf(['企策', office, person, `第${number}号`], '.qice');
      assertGood(name);
      expect(name.startsWith('企策-')).toBe(true);
      expect(name.endsWith(`-第${number}号.qice`)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('a receipt names the bundle it answers, however long', () => {
  expect(prefixedName('回执', '企策-县局-第3号.qice')).toBe('回执-企策-县局-第3号.qice');
  const long = fileNameOf(['企策', '局'.repeat(90), '第3号'], '.qice');
  expect(prefixedName('回执', long)).toMatch(/^回执-企策-局+-第3号\.qice$/);
});

test('words that say nothing are left out', () => {
  expect(fileNameOf(['企策', '澜溪县局', '', '第3号'], '.qice')).toBe('企策-澜溪县局-第3号.qice');
  expect(fileNameOf(['企策', '澜溪 县局', '张三/李四', '第3号'], '.qice')).toBe(
    '企策-澜溪县局-张三_李四-第3号.qice',
  );
  expect(fileNameOf(['', ' . '], '.qcard')).toBe('文件.qcard');
});
