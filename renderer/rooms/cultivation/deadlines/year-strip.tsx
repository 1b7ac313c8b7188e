import type { WindowLine } from '#shared/pyramid-views.ts';
import classes from './deadlines-panel.module.css';

/** Units of the drawing; the page scales it. */
const [labelWidth, monthWidth, rowHeight, headHeight] = [190, 66, 22, 22];
const width = labelWidth + 12 * monthWidth;

/** Place of a day in its year, 0 to 12 months. */
const monthsInto = (iso: string, year: number): number => {
  const [y = year, m = 1, d = 1] = iso.split('-').map(Number);
  if (y !== year) return y < year ? 0 : 12;
  return m - 1 + (d - 1) / new Date(Date.UTC(y, m, 0)).getUTCDate();
};

type YearStripProps = { readonly on: string; readonly windows: readonly WindowLine[] };

/** The year as a strip of twelve months, a bar a window, a line for the day it is told for. */
export const YearStrip = ({ on, windows }: YearStripProps) => {
  const year = Number(on.slice(0, 4));
  const own = windows
    .filter((line) => line.year === year)
    .toSorted((a, b) => ((a.opensOn ?? '') < (b.opensOn ?? '') ? -1 : 1));
  const height = headHeight + own.length * rowHeight + 4;
  const x = (iso: string): number => labelWidth + monthsInto(iso, year) * monthWidth;
  if (own.length === 0) return null;
  return (
    <svg
      className={classes.strip}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${year} 年窗口日历，日期见下表`}
    >
      {Array.from({ length: 12 }, (_, month) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: months keep their place.
        <g key={month}>
          <text
            x={labelWidth + (month + 0.5) * monthWidth}
            y="14"
            fontSize="12"
            fill="#545d6a"
            textAnchor="middle"
          >
            {month + 1}月
          </text>
          <line
            x1={labelWidth + month * monthWidth}
            x2={labelWidth + month * monthWidth}
            y1={headHeight}
            y2={height}
            stroke="#e3e6eb"
          />
        </g>
      ))}
      {own.map((line, at) => {
        const y = headHeight + at * rowHeight;
        const [from, to] = [
          x(line.opensOn ?? `${year}-01-01`),
          x(line.closesOn ?? `${year}-12-31`),
        ];
        return (
          <g key={line.id}>
            <text x="0" y={y + 15} fontSize="12.5" fill="#1d222a">
              {line.award} · {line.phase}
            </text>
            <rect
              x={from}
              y={y + 4}
              width={Math.max(4, to - from)}
              height={rowHeight - 8}
              rx="2"
              fill={
                line.state === 'over' ? '#d2d7de' : line.phase === '评审' ? '#6991ca' : '#24569b'
              }
            />
          </g>
        );
      })}
      <line
        x1={x(on)}
        x2={x(on)}
        y1={headHeight - 4}
        y2={height}
        stroke="#84510b"
        strokeWidth="1.5"
      />
      <text x={x(on) + 4} y={headHeight + 8} fontSize="11" fill="#84510b">
        截至日
      </text>
    </svg>
  );
};
