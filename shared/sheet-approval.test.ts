import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ApprovalRule,
  gatedSteps,
  lackingWords,
  ruleOn,
  type StepOpinion,
  stepsLacking,
  stepsNeeded,
} from './sheet-approval.ts';

const grade = fc.constantFrom('A', 'B', 'C');
const day = fc.integer({ min: 10, max: 28 }).map((n) => `2026-03-${n}`);
const rule: fc.Arbitrary<ApprovalRule> = fc.record({
  id: fc.uuid(),
  division: fc.constantFrom('339921', '339922'),
  fromOn: day,
  saidAt: day,
  grades: fc.record({
    科室负责人: fc.uniqueArray(grade),
    分管领导: fc.uniqueArray(grade),
  }),
});
const opinion: fc.Arbitrary<StepOpinion> = fc.record({
  step: fc.constantFrom('经办人', ...gatedSteps),
  verdict: fc.constantFrom('同意', '退回修改'),
  outdated: fc.boolean(),
  role: fc.constantFrom('county', 'officer', null),
});

test('the rule of a day is the last of that county that had begun, in whatever order they came', () => {
  fc.assert(
    fc.property(fc.array(rule), day, fc.integer(), (rules, on, turn) => {
      const found = ruleOn(rules, '339921', on);
      const begun = rules.filter((r) => r.division === '339921' && r.fromOn <= on);
      if (found === null) expect(begun).toEqual([]);
      for (const other of begun) {
        expect(other.fromOn <= (found?.fromOn ?? '')).toBe(true);
        if (other.fromOn === found?.fromOn) expect(other.saidAt <= found.saidAt).toBe(true);
      }
      const at = rules.length === 0 ? 0 : Math.abs(turn) % rules.length;
      const turned = [...rules.slice(at), ...rules.slice(0, at)].reverse();
      expect(ruleOn(turned, '339921', on)?.id).toBe(found?.id);
    }),
  );
});

test('a step is lacking unless its last word at a county desk is agreement to what the sheet says now', () => {
  fc.assert(
    fc.property(fc.array(opinion), fc.subarray([...gatedSteps]), (opinions, needed) => {
      const lacking = stepsLacking(needed, opinions);
      for (const step of gatedSteps) {
        const words = opinions.filter((o) => o.step === step && o.role === 'county');
        const agreed = words.length > 0 && words.at(-1)?.verdict === '同意';
        const isNeeded = needed.includes(step);
        expect(lacking.includes(step)).toBe(isNeeded && !(agreed && !words.at(-1)?.outdated));
      }
    }),
  );
});

test('without a rule nobody is needed; a sheet of no class needs whatever some class does', () => {
  const only = (rest: Partial<ApprovalRule['grades']>): ApprovalRule => ({
    ...{ id: 'r', division: '339921', fromOn: '2026-03-10', saidAt: '' },
    grades: { 科室负责人: [], 分管领导: [], ...rest },
  });
  expect(stepsNeeded(null, null)).toEqual([]);
  expect(stepsNeeded(only({}), null)).toEqual([]);
  const leaders = only({ 分管领导: ['A'] });
  expect(stepsNeeded(leaders, 'A')).toEqual(['分管领导']);
  expect(stepsNeeded(leaders, 'B')).toEqual([]);
  expect(stepsNeeded(leaders, null)).toEqual(['分管领导']);
  // A firm without a division is of the only county there is; where there are two, of neither.
  expect(ruleOn([leaders], null, '2026-03-10')).toBe(leaders);
  expect(ruleOn([leaders, { ...leaders, division: '339922' }], null, '2026-03-10')).toBeNull();
  expect(ruleOn([leaders], '339921', '2026-03-09')).toBeNull();
  expect(ruleOn([leaders], '339921', null)).toBe(leaders);
  expect(lackingWords(['科室负责人', '分管领导'])).toBe('还差：科室负责人审核、分管领导审批');
  expect(lackingWords([])).toBe('');
});
