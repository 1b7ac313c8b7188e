/** What stands where on a paper as LibreOffice prints it. Lengths in millimetres from the paper's upper left corner. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Converts documents to PDF beside them, in one start of LibreOffice, which takes longer than the work. */
export const toPdf = (dir: string, files: readonly string[]): string[] => {
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=file://${join(dir, 'libreoffice')}`,
      ...['--headless', '--convert-to', 'pdf', '--outdir', dir, ...files],
    ],
    { stdio: 'pipe' },
  );
  return files.map((file) => join(dir, basename(file).replace(/\.\w+$/, '.pdf')));
};

export type PaperLine = {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};
export type PaperPage = {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly PaperLine[];
};

const mm = (points: string | undefined): number => (Number(points) * 25.4) / 72;
const plain = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos|#39);/g, (_all, name: string) => {
    const letters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
    return letters[name] ?? "'";
  });

const box = /xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"/;

/** Lines of each page, words joined without spaces. */
export const pagesOf = (pdf: string): PaperPage[] => {
  const xml = execFileSync('pdftotext', ['-bbox-layout', pdf, '-'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return xml
    .split('<page ')
    .slice(1)
    .map((page) => {
      const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(page) ?? [];
      const lines = [...page.matchAll(/<line ([^>]*)>([\s\S]*?)<\/line>/g)].map(
        ([, at = '', words = '']) => {
          const [, left, top, right, bottom] = box.exec(at) ?? [];
          const text = [...words.matchAll(/<word [^>]*>([^<]*)<\/word>/g)]
            .map(([, word = '']) => plain(word))
            .join('');
          return { text, left: mm(left), right: mm(right), top: mm(top), bottom: mm(bottom) };
        },
      );
      return { width: mm(width), height: mm(height), lines };
    });
};

/** The text of a PDF, spaces and line breaks left out; pages apart. */
export const pageTexts = (pdf: string): string[] =>
  execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8', maxBuffer: 2 ** 28 })
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/\s+/g, ''));

export type Raster = {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of the pixel at a place in millimetres, 0 to 255. */
  readonly at: (x: number, y: number) => readonly [number, number, number];
  /** Millimetres of a pixel. */
  readonly step: number;
};

/** A page as pixels. */
export const rasterOf = (pdf: string, page: number, dpi = 200): Raster => {
  const stem = pdf.replace(/\.pdf$/, `-raster-${page}`);
  execFileSync('pdftoppm', [
    ...['-r', String(dpi), '-f', String(page), '-l', String(page), '-singlefile', pdf, stem],
  ]);
  const bytes = readFileSync(`${stem}.ppm`);
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1'));
  if (!header) throw new Error(`No picture of ${pdf}`);
  const [width, height] = [Number(header[1]), Number(header[2])];
  const step = 25.4 / dpi;
  return {
    width,
    height,
    step,
    at: (x, y) => {
      const i = header[0].length + 3 * (Math.round(y / step) * width + Math.round(x / step));
      return [bytes[i] ?? 255, bytes[i + 1] ?? 255, bytes[i + 2] ?? 255];
    },
  };
};

/** Stretches of a column (x) between two heights that are inked, top and bottom. */
export const inkDown = (
  raster: Raster,
  x: number,
  [from, to]: readonly [number, number],
  isInk: (rgb: readonly [number, number, number]) => boolean = ([r, g, b]) => r + g + b < 380,
): [number, number][] => {
  const found: [number, number][] = [];
  let start: number | null = null;
  for (let y = from; y <= to; y += raster.step) {
    const ink = isInk(raster.at(x, y));
    if (ink && start === null) start = y;
    if (!ink && start !== null) {
      found.push([start, y]);
      start = null;
    }
  }
  return found;
};

/** The same along a row (y). */
export const inkAcross = (
  raster: Raster,
  y: number,
  isInk: (rgb: readonly [number, number, number]) => boolean = ([r, g, b]) => r + g + b < 380,
): [number, number] | null => {
  let [left, right]: [number | null, number] = [null, 0];
  for (let x = 0; x < raster.width * raster.step; x += raster.step)
    if (isInk(raster.at(x, y))) {
      left ??= x;
      right = x;
    }
  return left === null ? null : [left, right];
};

export const isRed = ([r, g, b]: readonly [number, number, number]): boolean =>
  r > 150 && g < 110 && b < 110;

/** Every word of a .docx's body as it is stored, in order, without what its layout adds. */
export const docxText = (file: string): string =>
  [
    ...execFileSync('unzip', ['-p', file, 'word/document.xml'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    }).matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g),
  ]
    .map(([, words = '']) => plain(words))
    .join('')
    .replace(/\s+/g, '');
