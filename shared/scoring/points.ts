import { digitsOf } from '#shared/registers/values.ts';

/**
 * Points are whole hundredths (0.01 分), figures whole ten-thousandths of their unit: sums are exact,
 * and a scheme counted twice says the same.
 */

/** Points as hundredths: 1,250 is 12.5 分. */
export type Points = number;

/** Digits behind the point a figure keeps; `figure / 10^4` is in the indicator's unit. */
export const figureScale = 4;
export const oneFigure = 10_000;

export const showPoints = (points: Points): string => digitsOf(points, 2);

/** 1234567.8 as 1,234,567.8. */
export const showFigure = (figure: number): string =>
  digitsOf(figure, figureScale).replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');

/** What lies between a floor and a cap; null for no bound. */
export const clamped = (points: Points, floor: Points | null, cap: Points | null): Points => {
  const above = floor === null ? points : Math.max(points, floor);
  return cap === null ? above : Math.min(above, cap);
};
