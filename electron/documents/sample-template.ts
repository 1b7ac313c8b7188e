import { utils, write } from '@e965/xlsx';
import {
  AlignmentType,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { PaperField, PaperKind } from '#shared/papers/paper.ts';
import type { TemplateFormat } from '#shared/registers/document-template.ts';

/** A template with every field of a paper in it, to begin one's own from. */

const list = (field: PaperField) => (field.kind === 'rows' ? [field] : []);
const placeholder = (name: string): string => `{{${name}}}`;

const font = { ascii: '仿宋_GB2312', hAnsi: '仿宋_GB2312', eastAsia: '仿宋_GB2312' };
const words = (text: string, size = 24): Paragraph =>
  new Paragraph({ children: [new TextRun({ text, size, font })] });
const cells = (texts: readonly string[]): TableRow =>
  new TableRow({ children: texts.map((text) => new TableCell({ children: [words(text)] })) });
const table = (rows: readonly TableRow[]): Table =>
  new Table({ rows: [...rows], width: { size: 100, type: WidthType.PERCENTAGE } });

const sampleDocx = async (paper: PaperKind): Promise<Uint8Array> => {
  const fields = Object.values(paper.fields);
  const document = new Document({
    creator: '企策',
    title: paper.label,
    sections: [
      {
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 200 },
            children: [new TextRun({ text: paper.label, size: 44, font })],
          }),
          table(
            fields
              .filter(({ kind }) => kind === 'text')
              .map(({ name }) => cells([name, placeholder(name)])),
          ),
          ...fields.flatMap(list).flatMap(({ name, columns }) => {
            const names = Object.values(columns).map((column) => column.name);
            return [
              words(''),
              words(name),
              table([
                cells(names),
                cells(
                  names.map((column, i) =>
                    [
                      i === 0 ? `{{#${name}}}` : '',
                      placeholder(column),
                      i === names.length - 1 ? `{{/${name}}}` : '',
                    ].join(''),
                  ),
                ),
              ]),
            ];
          }),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
};

const sampleXlsx = (paper: PaperKind): Uint8Array => {
  const fields = Object.values(paper.fields);
  const rows: string[][] = [
    [paper.label],
    ...fields.filter(({ kind }) => kind === 'text').map(({ name }) => [name, placeholder(name)]),
  ];
  for (const { name, columns } of fields.flatMap(list)) {
    const names = Object.values(columns).map((column) => column.name);
    const last = names.length - 1;
    rows.push([], [name], names);
    rows.push(
      names.map(
        (column, i) =>
          `${i === 0 ? `{{#${name}}}` : ''}${placeholder(column)}${i === last ? `{{/${name}}}` : ''}`,
      ),
    );
  }
  const sheet = utils.aoa_to_sheet(rows);
  sheet['!cols'] = [{ wch: 20 }, { wch: 40 }, { wch: 30 }, { wch: 20 }];
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, paper.label.slice(0, 31));
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx', compression: true }));
};

/** The sample template of a paper; its check finds nothing to mend and no field unused. */
export const sampleTemplate = async (
  paper: PaperKind,
  format: TemplateFormat,
): Promise<Uint8Array> => (format === 'docx' ? sampleDocx(paper) : sampleXlsx(paper));
