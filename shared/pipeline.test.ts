import { expect, test } from 'vitest';
import { courseOf, furthest, nextSteps, nowhere, type Step } from './pipeline.ts';

const chain = (...words: string[]): Step[] =>
  words.map((stage, at) => ({
    id: `${at}`,
    afterId: at === 0 ? null : `${at - 1}`,
    stage,
    onDate: `2026-03-${String(at + 1).padStart(2, '0')}`,
  }));
const after = (id: string, afterId: string, stage: string): Step => ({
  id,
  afterId,
  stage,
  onDate: '2026-04-01',
});

test('an application may begin where the office first hears of it, and leave out what is optional', () => {
  expect(nextSteps(nowhere)).toEqual(['摸底', '列入计划', '意向', '申报']);
  expect(nextSteps({ stage: '初审', from: null })).toEqual([
    '专家预审',
    '推荐上报',
    '退回补正',
    '未通过',
    '撤回',
    '不在目录',
  ]);
  expect(nextSteps({ stage: '推荐上报', from: null })).toEqual(['上级受理', '未通过', '撤回']);
  expect(nextSteps({ stage: '获评', from: null })).toEqual(['奖励', '跟踪复评']);
  expect(nextSteps({ stage: '未通过', from: null })).toEqual([]);
});

test('what is sent back comes again to where it was sent back from', () => {
  const { place, path } = courseOf(chain('申报', '初审', '推荐上报', '上级受理', '退回补正'));
  expect(place).toEqual({ stage: '退回补正', from: '上级受理' });
  expect(nextSteps(place)).toEqual(['上级受理', '初审', '未通过', '撤回']);
  expect(furthest(path)).toBe('上级受理');
  expect(courseOf(chain('申报', '初审', '退回补正', '初审')).place.stage).toBe('初审');
  expect(courseOf(chain('申报', '初审', '退回补正', '推荐上报')).aside).toHaveLength(1);
});

test('two offices that say the same are one; one that says less is no question; a contradiction is', () => {
  const base = chain('申报', '初审');
  expect(
    courseOf([...base, after('a', '1', '推荐上报'), after('b', '1', '推荐上报')]),
  ).toMatchObject({
    place: { stage: '推荐上报' },
    contested: [],
  });
  const less = courseOf([...base, after('a', '1', '推荐上报'), after('b', '1', '专家预审')]);
  expect(less.place.stage).toBe('推荐上报');
  expect(less.contested).toEqual([]);
  const odd = courseOf([...base, after('a', '1', '推荐上报'), after('b', '1', '未通过')]);
  expect(odd.place.stage).toBe('推荐上报');
  expect(odd.contested.map(({ id }) => id)).toEqual(['b']);
});

test('a step taken back while somebody wrote on: what still follows stays, what does not is set aside', () => {
  const all = chain('申报', '初审', '专家预审', '推荐上报');
  const without = (n: number) => all.map((s, at) => (at === n ? { ...s, deleted: true } : s));
  expect(courseOf(without(2)).place.stage).toBe('推荐上报');
  expect(courseOf(without(1)).place.stage).toBe('申报');
  expect(courseOf(without(1)).aside.map(({ stage }) => stage)).toEqual(['专家预审', '推荐上报']);
});

test('a look back counts only what had happened by that day', () => {
  const all = chain('申报', '初审', '推荐上报');
  expect(courseOf(all, '2026-03-02').place.stage).toBe('初审');
  expect(courseOf(all, '2026-02-28').place.stage).toBeNull();
});

test('steps that follow each other in a ring, or nothing that is there, do no harm', () => {
  expect(courseOf([after('a', 'b', '申报'), after('b', 'a', '初审')]).place.stage).toBeNull();
  expect(courseOf([after('a', 'gone', '申报')]).place.stage).toBe('申报');
});
