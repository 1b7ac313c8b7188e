import type { Feature, Image } from 'write-excel-file/node';
import {
  getCellAddress,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  sanitizeTextContent,
} from 'write-excel-file/utility';

import type { Orientation } from './page-breaks.ts';

/** How a sheet is printed: A4, as wide as the paper, its header on every page, numbered pages. */

/** What of a sheet the print set-up needs. Rows count from 1. */
export type PrintPlan = {
  readonly name: string;
  readonly columns: number;
  /** Last row of the header, which is repeated on every page. */
  readonly header: number;
  /** Last row of the list. */
  readonly lastRow: number;
  /** Whether its columns can be filtered. */
  readonly filter: boolean;
  /** Rows a new page begins behind. */
  readonly breaks: readonly number[];
  readonly orientation: Orientation;
};

const sheetFile = 'xl/worksheets/sheet{id}.xml';
const absolute = (row: number, column: number): string =>
  getCellAddress(row - 1, column - 1).replace(/([A-Z]+)(\d+)/, '$$$1$$$2');

const filterOf = ({ header, columns, lastRow }: PrintPlan): string =>
  `${absolute(header, 1)}:${absolute(lastRow, columns)}`;

/** Puts an element where the format wants it among its siblings. */
const into = (
  xml: string,
  file: Parameters<typeof getOrderOfSiblings>[0],
  parent: string,
  markup: string,
) =>
  insertElementMarkupAccordingToOrderOfSiblings(
    xml,
    markup,
    getOrderOfSiblings(file, parent) ?? [],
    parent,
  );

const footer =
  '<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>';

/** Behind these rows; to the last column there is. */
const breaksOf = (rows: readonly number[]): string =>
  `<rowBreaks count="${rows.length}" manualBreakCount="${rows.length}">${rows.map((row) => `<brk id="${row}" max="16383" man="1"/>`).join('')}</rowBreaks>`;

/** [ECMA-376] 18.3.1.74 rowBreaks, 18.3.1.63 pageSetup, 18.3.1.46 headerFooter, 18.2.5 definedName (Print_Titles). */
export const printFeature = (plans: readonly PrintPlan[]): Feature<Image['content']> => ({
  files: {
    transform: {
      [sheetFile]: {
        transformElementAttributes: (tag, attributes) =>
          tag === 'pageSetup'
            ? { ...attributes, paperSize: 9, fitToWidth: 1, fitToHeight: 0 }
            : tag === 'pageMargins'
              ? { left: 0.5, right: 0.5, top: 0.6, bottom: 0.7, header: 0.3, footer: 0.35 }
              : attributes,
        transform: (content, _options, { sheetIndex }) => {
          const plan = plans[sheetIndex];
          let xml = into(
            content,
            sheetFile,
            'worksheet',
            '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
          );
          if (plan?.filter)
            xml = into(
              xml,
              sheetFile,
              'worksheet',
              `<autoFilter ref="${filterOf(plan).replaceAll('$', '')}"/>`,
            );
          xml = into(xml, sheetFile, 'worksheet', '<printOptions horizontalCentered="1"/>');
          xml = into(xml, sheetFile, 'worksheet', footer);
          return plan && plan.breaks.length > 0
            ? into(xml, sheetFile, 'worksheet', breaksOf(plan.breaks))
            : xml;
        },
      },
      'xl/workbook.xml': {
        transform: (xml) => {
          const names = plans.flatMap((plan, i) => {
            const sheet = `'${plan.name.replaceAll("'", "''")}'!`;
            const named = (name: string, ref: string, more = '') =>
              `<definedName name="_xlnm.${name}" localSheetId="${i}"${more}>${sanitizeTextContent(`${sheet}${ref}`)}</definedName>`;
            return [
              ...(plan.filter ? [named('_FilterDatabase', filterOf(plan), ' hidden="1"')] : []),
              named('Print_Titles', `$1:$${plan.header}`),
            ];
          });
          return xml.replace(
            /<definedNames\s*\/>|<definedNames>\s*<\/definedNames>/,
            `<definedNames>${names.join('').replaceAll('$', '$$$$')}</definedNames>`,
          );
        },
      },
    },
  },
});
