/** What a workbook cell says, as the text a careful person would retype. */
import { type CellObject, SSF } from '@e965/xlsx';

type DateParts = {
  readonly y: number;
  readonly m: number;
  readonly d: number;
  readonly H: number;
  readonly M: number;
};

/** Digits a spreadsheet number keeps; what stands behind them is lost in the file already. */
const keptDigits = 15;

/** True for a number whose last digits cannot be the ones that were typed. */
export const isRounded = (cell: CellObject): boolean =>
  cell.t === 'n' &&
  typeof cell.v === 'number' &&
  Number.isFinite(cell.v) &&
  Math.abs(cell.v) >= 10 ** keptDigits;

/** `2009-03-05`, `2009-03` where the format shows no day, with ` HH:mm` where there is a time. */
const dateText = (serial: number, format: string, date1904: boolean): string | null => {
  const parts = SSF.parse_date_code(serial, { date1904 }) as DateParts | null;
  if (!parts || parts.y < 1 || parts.m < 1 || serial < 1) return null;
  const two = (n: number): string => String(n).padStart(2, '0');
  const month = `${String(parts.y).padStart(4, '0')}-${two(parts.m)}`;
  const literalFree = format.replace(/"[^"]*"|\\./g, '');
  if (!/d/i.test(literalFree)) return month;
  const time = parts.H || parts.M ? ` ${two(parts.H)}:${two(parts.M)}` : '';
  return `${month}-${two(parts.d)}${time}`;
};

const numberText = (value: number): string => {
  if (!Number.isFinite(value)) return '';
  if (Math.abs(value) >= 10 ** keptDigits) return BigInt(Math.round(value)).toString();
  // 15 significant digits are what Excel shows: 0.1 + 0.2 is 0.3.
  return String(Number(value.toPrecision(keptDigits)));
};

/** The text of a cell: ISO dates, numbers without float noise, empty for formula errors. */
export const cellText = (cell: CellObject, date1904: boolean): string => {
  switch (cell.t) {
    case 'n': {
      const value = Number(cell.v);
      const format = typeof cell.z === 'string' ? cell.z : '';
      const asDate =
        format !== '' && SSF.is_date(format) ? dateText(value, format, date1904) : null;
      return asDate ?? numberText(value);
    }
    case 's':
      return String(cell.v ?? '').trim();
    case 'b':
      return cell.v ? '是' : '否';
    default:
      return '';
  }
};
