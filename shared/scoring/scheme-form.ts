import { z } from 'zod';
import { comparisons } from '#shared/registers/award-demands.ts';
import { itemKinds } from '#shared/registers/scheme.ts';
import { recordId } from '#shared/words.ts';
import { showFigure, showPoints } from './points.ts';
import type { Rule } from './rules.ts';
import type { SchemeItem } from './scheme.ts';

/**
 * A version of a scheme as a person edits it (评分方案的草稿): every cell as it is typed, so that what
 * is not yet a figure stays where it was written. `scheme-reading.ts` reads it.
 */

const cell = z.string().max(2_000);
const rowId = z.string().min(1).max(100);

/** One line of a rule; which cells it uses is its item's kind's to say, see `lineCells`. */
const lineForm = z.object({
  id: rowId,
  indicator: cell,
  /** A figure to be reached, a place, or a word. */
  from: cell,
  points: cell,
});

export const itemForm = z.object({
  /** Id of the stored row, or a new one. */
  id: recordId,
  code: cell,
  /** The row of the group it belongs to; null for the top. */
  groupId: recordId.nullable(),
  title: cell,
  kind: z.enum(itemKinds),
  indicator: cell,
  cap: cell,
  floor: cell,
  explain: cell,
  evidence: cell,
  lines: z.array(lineForm).max(200),
  /** 分档: points below the first step. */
  below: cell,
  /** 选项: whether words add up. */
  several: z.enum(['best', 'sum']),
  /** 否决. */
  comparison: z.enum(comparisons),
  value: cell,
  unknown: z.enum(['open', 'fails']),
  /** 按比例: `points` for every `per` above `start`. */
  per: cell,
  points: cell,
  start: cell,
  wholeUnits: z.boolean(),
});

export const schemeForm = z.object({
  version: cell,
  full: cell,
  docNo: cell,
  validFrom: cell,
  validTo: cell,
  expertMean: z.enum(['mean', 'trimmed']),
  trim: cell,
  /** Compared in turn where totals are equal. */
  ties: z.array(z.object({ id: rowId, indicator: cell, order: z.enum(['more', 'less']) })).max(20),
  /** In the order people read them: a group, then what is in it. */
  items: z.array(itemForm).max(300),
});

export type LineForm = z.infer<typeof lineForm>;
export type ItemForm = z.infer<typeof itemForm>;
export type SchemeForm = z.infer<typeof schemeForm>;

/** Cells a line of a rule has, by kind; kinds without lines are not here. */
export const lineCells: Readonly<
  Partial<Record<ItemForm['kind'], readonly (keyof Omit<LineForm, 'id'>)[]>>
> = {
  分档: ['from', 'points'],
  名次: ['indicator', 'from', 'points'],
  计数: ['indicator', 'points'],
  选项: ['from', 'points'],
};

/** Kinds that read one indicator, named by the item itself. */
export const readsIndicator = (kind: ItemForm['kind']): boolean =>
  ['否决', '分档', '按比例', '选项'].includes(kind);

export const blankItem = (id: string, code: string): ItemForm => ({
  id,
  code,
  groupId: null,
  title: '',
  kind: '分档',
  indicator: '',
  cap: '',
  floor: '',
  explain: '',
  evidence: '',
  lines: [],
  below: '',
  several: 'best',
  comparison: '≥',
  value: '',
  unknown: 'open',
  per: '',
  points: '',
  start: '',
  wholeUnits: false,
});

type Made = Omit<LineForm, 'id'>;

const linesOf = (rule: Rule): Made[] => {
  switch (rule.kind) {
    case '分档':
      return rule.steps.map(({ from, points }) => ({
        indicator: '',
        from: showFigure(from),
        points: showPoints(points),
      }));
    case '名次':
      return rule.lists.flatMap(({ indicator, places }) =>
        places.map(({ upTo, points }) => ({
          indicator,
          from: String(upTo),
          points: showPoints(points),
        })),
      );
    case '计数':
      return rule.parts.map(({ indicator, each }) => ({
        indicator,
        from: '',
        points: showPoints(each),
      }));
    case '选项':
      return rule.options.map(({ word, points }) => ({
        indicator: '',
        from: word,
        points: showPoints(points),
      }));
    default:
      return [];
  }
};

const figure = (value: number): string => (value === 0 ? '' : showFigure(value));
const points = (value: number): string => (value === 0 ? '' : showPoints(value));

const singlesOf = (rule: Rule): Partial<ItemForm> => {
  switch (rule.kind) {
    case '否决':
      return {
        comparison: rule.comparison,
        // 0 is a limit like any other; 是 and 否 have none.
        value: ['是', '否'].includes(rule.comparison) ? figure(rule.value) : showFigure(rule.value),
        unknown: rule.unknown,
      };
    case '分档':
      return { below: points(rule.below) };
    case '按比例':
      return {
        per: showFigure(rule.per),
        points: showPoints(rule.points),
        start: figure(rule.start),
        wholeUnits: rule.wholeUnits,
      };
    case '选项':
      return { several: rule.several };
    default:
      return {};
  }
};

/** An item as a form. @param groupId the row of its group, where it has one */
export const formOfItem = (id: string, item: SchemeItem, groupId: string | null): ItemForm => ({
  ...blankItem(id, item.code),
  groupId,
  title: item.title,
  kind: item.kind,
  indicator: item.indicator ?? '',
  cap: item.cap === null ? '' : showPoints(item.cap),
  floor: item.floor === null ? '' : showPoints(item.floor),
  explain: item.explain ?? '',
  evidence: item.evidence ?? '',
  lines: linesOf(item.rule).map((line, at) => ({ id: `${id} ${at}`, ...line })),
  ...singlesOf(item.rule),
});
