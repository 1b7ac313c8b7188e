import type { KeyboardEvent } from 'react';
import type { Layer } from '#shared/pyramid.ts';
import type { LayerView } from '#shared/pyramid-views.ts';
import classes from './overview.module.css';

const fills: Readonly<Record<Layer, string>> = {
  brand: '#123562',
  credit: '#24569b',
  system: '#6991ca',
  rest: '#b6cae5',
};
const inks: Readonly<Record<Layer, string>> = {
  brand: '#ffffff',
  credit: '#ffffff',
  system: '#123562',
  rest: '#123562',
};

/** Units of the drawing; the page scales it. */
const [width, height] = [640, 384];
const rise = height / 4;
const [middle, half] = [210, 200];

/** A trapezium between two heights of a triangle with its top a little cut off. */
const trapezium = (at: number): string => {
  const [top, bottom] = [at * rise, (at + 1) * rise - 4];
  const reach = (y: number): number => 46 + ((half - 46) * y) / height;
  return [
    [middle - reach(top), top],
    [middle + reach(top), top],
    [middle + reach(bottom), bottom],
    [middle - reach(bottom), bottom],
  ]
    .map((point) => point.join(','))
    .join(' ');
};

type PyramidFigureProps = {
  readonly layers: readonly LayerView[];
  readonly onOpen: (layer: Layer, kind: 'layer' | 'candidates') => void;
};

/** Four layers, each firm in one; a layer, and those who may come up from it, open their rows. */
export const PyramidFigure = ({ layers, onOpen }: PyramidFigureProps) => {
  const press =
    (open: () => void) =>
    (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      open();
    };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing with parts that open.
    <svg
      className={classes.pyramid}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label="企业品牌金字塔"
    >
      {layers.map(({ layer, label, rule, firms, candidates }, at) => {
        const open = (): void => onOpen(layer, 'layer');
        const openNext = (): void => onOpen(layer, 'candidates');
        const y = at * rise;
        return (
          <g key={layer}>
            {/* biome-ignore lint/a11y/useSemanticElements: there are no buttons inside a drawing. */}
            <g
              className={classes.layer}
              role="button"
              tabIndex={0}
              aria-label={`${label} ${firms} 家`}
              onClick={open}
              onKeyDown={press(open)}
            >
              <polygon points={trapezium(at)} fill={fills[layer]} />
              <text
                x={middle}
                y={y + rise / 2 + 8}
                fill={inks[layer]}
                fontSize="27"
                fontWeight="600"
                textAnchor="middle"
              >
                {firms}
                <tspan fontSize="15" fontWeight="400">
                  {' 家'}
                </tspan>
              </text>
            </g>
            <text x="428" y={y + 28} fill="#1d222a" fontSize="16" fontWeight="600">
              {label}
            </text>
            <text x="428" y={y + 50} fill="#545d6a" fontSize="13">
              {rule}
            </text>
            {candidates > 0 && (
              // biome-ignore lint/a11y/useSemanticElements: there are no buttons inside a drawing.
              <text
                x="428"
                y={y + 74}
                fill="#24569b"
                fontSize="13"
                className={classes.layer}
                role="button"
                tabIndex={0}
                aria-label={`${label}中可升级 ${candidates} 家`}
                onClick={openNext}
                onKeyDown={press(openNext)}
              >
                ↑ 有望升一层 {candidates} 家
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
};
