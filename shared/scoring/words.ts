import { indicatorNamed } from './indicators/index.ts';
import type { Indicator } from './indicators/indicator.ts';
import type { Raw } from './item-points.ts';
import { showFigure, showPoints } from './points.ts';
import type { VetoRule } from './rules.ts';
import { type ExpertMean, inputsOf, type SchemeItem } from './scheme.ts';
import type { Line } from './score.ts';

/** A scheme and a score in words a person reads without training. */

const unitOf = (key: string | null | undefined): string => (key && indicatorNamed(key)?.unit) || '';

export const indicatorLabel = (key: string): string => indicatorNamed(key)?.label ?? key;

const bounds = ({ cap, floor }: SchemeItem): string => {
  const parts = [
    ...(cap === null ? [] : [`最高 ${showPoints(cap)} 分`]),
    ...(floor === null ? [] : [`最低 ${showPoints(floor)} 分`]),
  ];
  return parts.length === 0 ? '' : `；${parts.join('，')}`;
};

/** What is asked of a figure, e.g. `≥ 20,000 万元`; 是 and 否 stand for themselves. */
export const demandInWords = (
  comparison: VetoRule['comparison'],
  value: number,
  unit: string,
): string =>
  comparison === '是' || comparison === '否'
    ? comparison
    : `${comparison} ${showFigure(value)} ${unit}`.trimEnd();

/** What an indicator says, e.g. `12,300 万元`, or 是. */
export const figureInWords = (figure: number, indicator: Indicator | undefined): string => {
  if (indicator?.gives === 'flag') return figure === 0 ? '否' : '是';
  return `${showFigure(figure)} ${indicator?.unit ?? ''}`.trimEnd();
};

/** How several experts' scores become one. */
export const meanInWords = ({ how, trim }: ExpertMean): string =>
  `${how === 'trimmed' ? `去掉 ${trim} 个最高分和 ${trim} 个最低分后` : ''}取平均`;

/** How an item gives points, as a line of the scheme's table. */
export const ruleInWords = (item: SchemeItem, mean: ExpertMean): string => {
  const { rule } = item;
  const unit = unitOf(item.indicator);
  switch (rule.kind) {
    case '分组':
      return `各项之和${bounds(item)}`;
    case '否决': {
      const what = demandInWords(rule.comparison, rule.value, unit);
      const must = what === rule.comparison ? `须为“${what}”` : `须 ${what}`;
      return `${must}，不符即否决${rule.unknown === 'open' ? '；没有数据的由人核对' : ''}`;
    }
    case '分档': {
      const steps = rule.steps
        .toSorted((a, b) => a.from - b.from)
        .map(({ from, points }) => `${showFigure(from)} ${unit}起 ${showPoints(points)} 分`);
      const below = rule.below === 0 ? '' : `，不到的 ${showPoints(rule.below)} 分`;
      return `${steps.join('，')}${below}${bounds(item)}`;
    }
    case '按比例': {
      const start = rule.start === 0 ? '' : `超过 ${showFigure(rule.start)} ${unit}的部分，`;
      const whole = rule.wholeUnits ? '（不足一份的不计）' : '';
      return `${start}每 ${showFigure(rule.per)} ${unit}得 ${showPoints(rule.points)} 分${whole}${bounds(item)}`;
    }
    case '名次': {
      const lists = rule.lists.map(
        ({ indicator, places }) =>
          `${indicatorLabel(indicator)}：${places
            .toSorted((a, b) => a.upTo - b.upTo)
            .map(({ upTo, points }) => `前 ${upTo} 名 ${showPoints(points)} 分`)
            .join('，')}`,
      );
      return `${lists.join('；')}${lists.length > 1 ? '；取最高一项' : ''}${bounds(item)}`;
    }
    case '计数': {
      const parts = rule.parts.map(
        ({ indicator, each }) =>
          `每 1 ${unitOf(indicator)}${indicatorLabel(indicator)} ${showPoints(each)} 分`,
      );
      return `${parts.join('，')}${bounds(item)}`;
    }
    case '选项': {
      const options = rule.options.map(({ word, points }) => `${word} ${showPoints(points)} 分`);
      return `${options.join('，')}${rule.several === 'sum' ? '；可累加' : ''}${bounds(item)}`;
    }
    case '专家评分':
      return `专家评分，${meanInWords(mean)}${bounds(item)}`;
  }
};

/** What was known, e.g. `12,300 万元`; 没有数据 where nothing was. */
export const rawInWords = (item: SchemeItem, raw: Raw): string => {
  if (raw.scores?.length)
    return `${raw.scores.map(showPoints).join('、')}（${raw.scores.length} 位专家）`;
  if (raw.words?.length) return raw.words.join('、');
  const keys = inputsOf(item);
  const figures = (raw.figures ?? []).flatMap((figure, i) => {
    if (figure === null) return [];
    const text = figureInWords(figure, indicatorNamed(keys[i] ?? ''));
    return [keys.length > 1 ? `${indicatorLabel(keys[i] ?? '')} ${text}` : text];
  });
  return figures.length === 0 ? '没有数据' : figures.join('，');
};

/** How the points of a line came about, one step a sentence. */
export const lineInWords = (item: SchemeItem, line: Line): string[] => {
  if (line.verdict !== null)
    return [
      { passed: '符合要求', failed: '不符合，否决', open: '没有数据，由人核对' }[line.verdict],
    ];
  const sum = (line.ruled ?? 0) + line.adjusted;
  return [
    line.ruled === null
      ? '不得分'
      : `${item.kind === '分组' ? '各项之和' : '按规则得'} ${showPoints(line.ruled)} 分`,
    ...(line.adjusted === 0
      ? []
      : [`调整 ${line.adjusted > 0 ? '+' : ''}${showPoints(line.adjusted)} 分`]),
    ...(line.points < sum ? [`封顶 ${showPoints(line.points)} 分`] : []),
    ...(line.points > sum ? [`保底 ${showPoints(line.points)} 分`] : []),
  ];
};
