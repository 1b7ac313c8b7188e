import { expect, test } from 'vitest';
import {
  followIssue,
  holderOf,
  type IssueStep,
  issueCourse,
  nextMoves,
  nextNotes,
  phaseOf,
  registered,
} from './issue-course.ts';

const step = (id: string, afterId: string | null, action: string, opinion?: string): IssueStep => ({
  id,
  afterId,
  action,
  opinion: opinion ?? null,
  onDate: '2026-03-10',
});

/** `认可` and `不认可` stand for an evaluation that says so. */
const chain = (...words: string[]): IssueStep[] =>
  words.map((word, at) =>
    word.endsWith('认可')
      ? step(`${at}`, at === 0 ? null : `${at - 1}`, '企业评价', word)
      : step(`${at}`, at === 0 ? null : `${at - 1}`, word),
  );
const stateOf = (...words: string[]) => issueCourse(chain(...words)).place.state;

test('from registration to 销号, on the long way and on the short', () => {
  const long = ['受理', '交办', '办理中', '协调', '上报', '答复', '认可', '销号'];
  expect(issueCourse(chain(...long)).path).toHaveLength(8);
  expect(stateOf(...long)).toBe('销号');
  expect(stateOf('受理', '答复', '认可', '销号')).toBe('销号');
  expect(nextMoves(registered)).toEqual(['受理', '退回', '不予受理', '转办']);
  expect(phaseOf('销号')).toBe('solved');
  expect(phaseOf('答复')).toBe('open');
});

test('without the confirmation of the firm nothing is closed: neither after an answer nor after a refusal', () => {
  expect(issueCourse(chain('受理', '答复', '销号'))).toMatchObject({ place: { state: '答复' } });
  expect(issueCourse(chain('受理', '答复', '不认可', '销号'))).toMatchObject({
    place: { state: '办理中', denied: 1 },
    aside: [{ action: '销号' }],
  });
  expect(followIssue({ state: '答复', from: null, denied: 0 }, step('a', null, '企业评价'))).toBe(
    undefined,
  );
});

test('what the firm does not accept is in hand again and may be answered anew', () => {
  expect(
    issueCourse(chain('受理', '交办', '答复', '不认可', '答复', '不认可', '协调', '答复', '认可')),
  ).toMatchObject({ place: { state: '企业评价', denied: 2 }, aside: [] });
});

test('sent back: to the firm before it is in hand, to the office afterwards, to the handler for a poor answer', () => {
  const back = (...words: string[]) => issueCourse(chain(...words, '退回')).place;
  expect(holderOf(back())).toBe('firm');
  expect(nextMoves(back())).toEqual(['受理', '不予受理', '转办']);
  expect(holderOf(back('受理', '交办'))).toBe('office');
  expect(nextMoves(back('受理', '交办'))).toEqual(['交办', '办理中', '转办']);
  expect(nextMoves(back('受理', '答复'))).toEqual(['办理中', '答复', '交办']);
  expect(nextMoves(back('受理', '转办'))).toEqual(['交办', '办理中', '转办']);
});

test('notes leave the state as it is, and none is made of what has ended', () => {
  expect(stateOf('联系企业', '受理', '催办', '移交', '延期')).toBe('受理');
  expect(nextNotes({ state: '销号', from: null, denied: 0 })).toEqual([]);
  expect(nextNotes({ state: '转办', from: null, denied: 0 })).not.toContain('移交');
  expect(stateOf('不予受理', '联系企业')).toBe('不予受理');
});

test('two devices: who knows less is no question, who contradicts is one, and the end waits for it', () => {
  const base = chain('受理', '交办', '办理中');
  const noted = issueCourse([...base, step('a', '2', '联系企业'), step('b', '2', '答复')]);
  expect(noted).toMatchObject({ place: { state: '答复' }, contested: [] });
  const less = issueCourse([...base, step('a', '2', '协调'), step('b', '2', '答复')]);
  expect(less).toMatchObject({ place: { state: '答复' }, contested: [] });
  const away = issueCourse([...base, step('a', '2', '转办'), step('b', '2', '协调')]);
  expect(away).toMatchObject({ place: { state: '协调' }, contested: [{ id: 'a' }] });
  // One has the firm's yes and closes, the other wrote down its no.
  const answered = chain('受理', '答复');
  const both = issueCourse([
    ...answered,
    step('yes', '1', '企业评价', '认可'),
    step('end', 'yes', '销号'),
    step('no', '1', '企业评价', '不认可'),
  ]);
  expect(both).toMatchObject({ place: { state: '办理中' }, contested: [{ id: 'end' }] });
  const refused = issueCourse([step('a', null, '不予受理'), step('b', null, '受理')]);
  expect(refused).toMatchObject({ place: { state: '受理' }, contested: [{ id: 'a' }] });
});

test('a look back counts only what had happened by that day', () => {
  const [first, second] = chain('受理', '答复');
  const all = [first, { ...second, onDate: '2026-03-20' }] as IssueStep[];
  expect(issueCourse(all, '2026-03-19').place.state).toBe('受理');
  expect(issueCourse(all, '2026-03-01').place).toEqual(registered);
});
