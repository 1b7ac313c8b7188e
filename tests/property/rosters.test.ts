import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { readTable } from '#documents/read-table.ts';
import { formatCapital, parseCapital } from '#shared/capital.ts';
import { checkCreditCode, creditCodeCheckDigit } from '#shared/credit-code.ts';
import { formatDate, parseLooseDate } from '#shared/dates.ts';
import { Refusal } from '#shared/errors.ts';
import { foldFirmName, foldText, pinyinInitials } from '#shared/fold.ts';
import { guessImport } from '#shared/import-columns.ts';
import { rowReader } from '#shared/import-rows.ts';
import { passwordProtectedXls, passwordProtectedXlsx } from '#tests/support/locked-files.ts';
import { csvText, type RosterFormat, rosterFixture } from '#tests/support/roster-fixtures.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const codes = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 6, maxLength: 6 }),
    fc.string({ unit: fc.constantFrom(...alphabet), minLength: 9, maxLength: 9 }),
  )
  .map(([division, org]) => {
    const first17 = `91${division}${org}`;
    return first17 + creditCodeCheckDigit(first17);
  });

describe('credit codes', () => {
  test('valid ones are accepted however they are typed', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const fullWidth = code.replace(/./g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
        for (const typed of [code, code.toLowerCase(), ` ${code}\u3000`, fullWidth]) {
          expect(checkCreditCode(typed)).toMatchObject({ ok: true, code });
        }
      }),
    );
  });

  test('every single wrong character is caught', () => {
    fc.assert(
      fc.property(codes, fc.nat(17), fc.constantFrom(...alphabet), (code, at, symbol) => {
        fc.pre(code.charAt(at) !== symbol);
        expect(checkCreditCode(code.slice(0, at) + symbol + code.slice(at + 1)).ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('every swap of neighbours is caught', () => {
    fc.assert(
      fc.property(codes, fc.nat(16), (code, at) => {
        const [a, b] = [code.charAt(at), code.charAt(at + 1)];
        fc.pre(a !== b);
        expect(checkCreditCode(code.slice(0, at) + b + a + code.slice(at + 2)).ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('any text gets an answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 24 }), (text) => {
        const check = checkCreditCode(text);
        expect(check.ok || check.reason.length > 0).toBe(true);
      }),
    );
  });
});

describe('capital and dates', () => {
  test('what is written is read back exactly', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: Number.MAX_SAFE_INTEGER }),
        fc.constantFrom('CNY', 'USD', 'HKD', 'EUR', 'JPY', 'TWD', 'CHF'),
        (amount, currency) => {
          expect(parseCapital(formatCapital(amount, currency))).toMatchObject({ amount, currency });
        },
      ),
    );
  });

  test('days are read back from every writing', () => {
    const days = fc.date({
      min: new Date('1900-01-01'),
      max: new Date('2150-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [y, m, d] = iso.split('-').map(Number);
        const writings = [iso, `${y}.${m}.${d}`, `${y}/${m}/${d}`, iso.replaceAll('-', '')];
        for (const text of [...writings, formatDate(iso)]) {
          expect(parseLooseDate(text)).toEqual({ iso, precision: 'day' });
        }
      }),
    );
  });

  test('any text gets an answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        expect(['amount', 'none', 'unclear']).toContain(parseCapital(text).kind);
        expect(parseLooseDate(text)?.iso ?? '2000-01').toMatch(/^\d{4}-\d{2}(-\d{2})?$/);
      }),
    );
  });
});

describe('folding', () => {
  const han = fc.integer({ min: 0x3400, max: 0x9fff }).map((n) => String.fromCodePoint(n));
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: han, maxLength: 30 }),
  );

  test('a key folded again is the same key', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const key = foldText(text);
        expect(foldText(key)).toBe(key);
        const firm = foldFirmName(text);
        expect(foldFirmName(firm)).toBe(firm);
      }),
      { numRuns: 2000 },
    );
  });

  test('blanks, brackets and width never matter', () => {
    const ascii = fc.string({ unit: fc.constantFrom(...'abcXYZ019'), minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(ascii, fc.string({ unit: han, maxLength: 9 }), (word, name) => {
        const wide = word.replace(/./g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
        expect(foldText(`（${wide}） ${name}`)).toBe(foldText(`${word}${name}`));
        expect(pinyinInitials(word)).toBe(word.toLowerCase());
      }),
    );
  });
});

describe('tables', () => {
  const cell = fc
    .string({
      unit: fc.oneof(
        fc.constantFrom(...'",;\t\n\r ，甲乙𠮷\'1='),
        fc.string({ minLength: 1, maxLength: 1 }),
      ),
      maxLength: 8,
    })
    // Trimming and the ="…" and '1 customs of Excel are meant to change a cell.
    .map((text) => text.trim().replace(/^['=\s]+/, ''))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters mean a binary file.
    .filter((text) => !/[\0-\x08\x0B\x0E-\x1F\uFEFF]/.test(text) && text === text.trim());
  const tables = fc.array(fc.tuple(cell, cell, cell), { maxLength: 12 });

  test.each(['utf-8', 'gb18030', 'utf-16le'])('csv written in %s is read back', (encoding) => {
    fc.assert(
      fc.property(tables, (rows) => {
        const header = ['企业名称', '地址', '备注'];
        const text = csvText([header, ...rows]);
        const bytes = new Uint8Array(
          iconv.encode(text, encoding, { addBOM: encoding === 'utf-16le' }),
        );
        const table = readTable(bytes, 'a.csv');
        expect(table.columns.map(({ title }) => title)).toEqual(header);
        expect(table.rows.map(({ cells }) => cells)).toEqual(
          rows.filter((row) => row.some((text) => text !== '')),
        );
      }),
      { numRuns: 300 },
    );
  });

  const survives = (bytes: Uint8Array): void => {
    try {
      const table = readTable(bytes, 'a.xls');
      expect(table.columns.length).toBeGreaterThan(0);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  };

  const magics = [
    [],
    [0x50, 0x4b, 3, 4],
    [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    [9, 8],
    [0xff, 0xfe],
    [0x3c, 0x3f, 0x78, 0x6d, 0x6c],
  ];

  test('random bytes are refused or read, never a crash', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...magics),
        fc.uint8Array({ maxLength: 3000 }),
        (magic, noise) => {
          survives(Uint8Array.from([...magic, ...noise]));
        },
      ),
      { numRuns: 1500 },
    );
  });

  const originals: readonly Uint8Array[] = [
    rosterFixture('xlsx', 12).bytes,
    rosterFixture('xls', 12).bytes,
    rosterFixture('csv-gb18030', 12).bytes,
    passwordProtectedXls(),
    passwordProtectedXlsx(),
  ];

  test('a file with flipped bytes or a lost end is refused or read, never a crash', () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(...originals), edits, fc.nat(), (original, changes, cut) => {
        const bytes = original.slice(0, cut % 3 === 0 ? cut % original.length : undefined);
        for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
        survives(bytes);
      }),
      { numRuns: 600 },
    );
  });

  test('a roster of any size and seed reaches its verdicts', () => {
    const formats = fc.constantFrom<RosterFormat>('csv-utf8', 'csv-gb18030', 'xlsx', 'xls');
    fc.assert(
      fc.property(formats, fc.integer({ min: 12, max: 80 }), fc.nat(), (format, size, seed) => {
        const { bytes, fileName, expected } = rosterFixture(format, size, seed);
        const table = readTable(bytes, fileName);
        const read = rowReader(guessImport(table.columns, { above: table.above, names: [] }));
        const kinds = table.rows.map(({ cells }) => read(cells).kind);
        expect(kinds.filter((kind) => kind === 'row')).toHaveLength(
          expected.firms + expected.rejected,
        );
        expect(kinds.filter((kind) => kind === 'skip')).toHaveLength(expected.skipped);
      }),
      { numRuns: 40 },
    );
  });
});
