/** Lists as LibreOffice lays them out: no line alone on its page, nothing broken that is read as one. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeContactAnnex } from '#documents/contact-list-paper.ts';
import { writeHandOverLetter } from '#documents/hand-over-paper.ts';
import { tempDir } from '#tests/support/device.ts';
import { toPdf } from '#tests/support/paper-measures.ts';

const temp = tempDir();
afterAll(() => temp.remove());

// About a page holds seventeen: among these are lists whose last line would begin a page alone.
const lengths = [17, 18, 19, 20];
const phone = '0570-7012311';
const texts = new Map<string, string[]>();

const contact = (n: number) => ({
  ...{
    no: String(n),
    firm: `澜溪县恒辰特种纸业第${n}有限公司`,
    township: '东屏街道',
    block: '机械五金',
  },
  ...{ goal: '省名牌产品', contact: '王科员', phone, deputy: '李科员', leader: '吴副局长' },
});

beforeAll(async () => {
  const files: string[] = [];
  const put = (name: string, bytes: Uint8Array): void => {
    files.push(join(temp.path, `${name}.docx`));
    writeFileSync(files.at(-1) ?? '', bytes);
  };
  for (const n of lengths)
    put(
      `contacts-${n}`,
      await writeContactAnnex({
        ...{ year: '2026', office: '澜溪县市场监督管理局', asOf: '2026年3月2日', firms: String(n) },
        rows: Array.from({ length: n }, (_none, i) => contact(i + 1)),
      }),
    );
  put(
    'hand-over',
    await writeHandOverLetter({
      ...{ office: '澜溪县市场监督管理局', from: '李科员', to: '张三', on: '2026年3月2日' },
      ...{ witness: '欧阳科长', note: '', sums: '联系企业 1 家', rows: [] },
    }),
  );
  for (const pdf of toPdf(temp.path, files)) {
    const said = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
    const name = pdf.replace(/^.*[\\/]|\.pdf$/g, '');
    texts.set(name, said.split('\f').slice(0, -1));
  }
});

test('three lines at least stand on the last page, with the head above them', () => {
  const pages = lengths.map((n) => texts.get(`contacts-${n}`) ?? []);
  expect(pages.some((some) => some.length === 2)).toBe(true);
  for (const some of pages) {
    const last = some.at(-1) ?? '';
    expect(last.split(phone).length - 1).toBeGreaterThanOrEqual(3);
    expect(last).toContain('联系电话');
  }
});

test('a number, a township and a title of a column are never broken', () => {
  for (const n of lengths) {
    const said = (texts.get(`contacts-${n}`) ?? []).join('');
    for (const words of [phone, '东屏街道', '机械五金', '吴副局长'])
      expect([words, said.split(words).length - 1]).toEqual([words, n]);
    expect(said).toMatch(/乡镇街道 +块状产业 +培育目标 +联系人 +联系电话 +副联系人 +分管领导/);
  }
});

test('where both sides sign there is one line each for who and when', () => {
  const [page = ''] = texts.get('hand-over') ?? [];
  expect(page).toMatch(/监交人（签字）：欧阳科长.*日期：.*年.*月.*日/);
});
