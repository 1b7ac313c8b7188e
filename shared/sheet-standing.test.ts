import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type EditionFact,
  editionsOf,
  type Fixed,
  fixings,
  fixingsLacking,
  issueProblems,
  statusOf,
} from './sheet-standing.ts';

const whole: Fixed = {
  person: '王科员',
  duty: '牵头',
  goal: '通过认证',
  task: '辅导',
  dueOn: '2026-06-30',
};

test('a sheet is issued only where every fixing of every measure is there', () => {
  const cell = fc.constantFrom(null, '', '  ', '有');
  const day = fc.constantFrom(null, '', '年底', '2026-02-30', '2026-06-30');
  const measure = fc.record({ person: cell, duty: cell, goal: cell, task: cell, dueOn: day });
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constant(whole), measure), { maxLength: 6 }), (measures) => {
      const isWhole =
        measures.length > 0 &&
        measures.every(
          (m) =>
            fixings.every(({ key }) => (m[key] ?? '').trim() !== '') && m.dueOn === '2026-06-30',
        );
      expect(statusOf('issued', measures)).toBe(isWhole ? 'issued' : 'lacking');
      expect(statusOf('draft', measures)).toBe('draft');
      expect(issueProblems(measures).length === 0).toBe(isWhole);
    }),
  );
});

test('what is missing is named by the place of the measure', () => {
  expect(issueProblems([])).toEqual(['还没有一条措施']);
  expect(issueProblems([whole, { ...whole, duty: ' ', dueOn: '年底' }])).toEqual([
    '第 2 条措施缺少定责',
    '第 2 条措施缺少定完成时间',
  ]);
  expect(fixingsLacking({ ...whole, dueOn: '2026-02-30' })).toEqual(['dueOn']);
});

const sheet = (id: string, previousId: string | null, status: EditionFact['status']) => ({
  id,
  previousId,
  status,
});

test('a draft of a new edition leaves the issued one in force until it is issued and whole', () => {
  const standing = (status: EditionFact['status']) =>
    editionsOf([sheet('a', null, 'issued'), sheet('b', 'a', status)]);
  for (const status of ['draft', 'lacking'] as const) {
    expect(standing(status).get('a')).toEqual({ edition: 1, replacedBy: null, inForce: true });
    expect(standing(status).get('b')).toEqual({ edition: 2, replacedBy: null, inForce: false });
  }
  expect(standing('issued').get('a')).toEqual({ edition: 1, replacedBy: 'b', inForce: false });
  expect(standing('issued').get('b')).toEqual({ edition: 2, replacedBy: null, inForce: true });
});

test('of any editions: numbers go back to what is there, order of rows tells nothing, one chain has one in force', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const facts = fc.array(
    fc.record({
      id: fc.constantFrom(...ids),
      previousId: fc.option(fc.constantFrom(...ids, 'gone')),
      status: fc.constantFrom('draft', 'issued', 'lacking' as const),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(facts, fc.nat(), (rows, turn) => {
      const sheets = [...new Map(rows.map((row) => [row.id, row])).values()];
      const standing = editionsOf(sheets);
      const at = sheets.length === 0 ? 0 : turn % sheets.length;
      const turned = editionsOf([...sheets.slice(at), ...sheets.slice(0, at)].toReversed());
      for (const { id } of sheets) expect(turned.get(id)).toEqual(standing.get(id));
      if (sheets.some(({ status }) => status === 'issued'))
        expect([...standing.values()].some(({ inForce }) => inForce)).toBe(true);
      for (const { id, status } of sheets) {
        const own = standing.get(id);
        expect(own?.edition).toBeGreaterThanOrEqual(1);
        if (own?.replacedBy != null)
          expect(sheets.find((s) => s.id === own.replacedBy)?.status).toBe('issued');
        if (status === 'draft' && (own?.edition ?? 1) > 1) expect(own?.inForce).toBe(false);
      }
    }),
  );
});
