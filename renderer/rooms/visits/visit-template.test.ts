import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insertAt } from './insert-text.ts';
import { blankVisit, typesOf, type VisitForm } from './visit-form.ts';
import {
  fillsAny,
  templateTexts,
  templateValues,
  type VisitTemplate,
  withTemplate,
} from './visit-template.ts';

const words = fc.constantFrom('', '看了车间', '按期送检\n保存记录');
const texts = fc.record(
  Object.fromEntries(templateTexts.map((key) => [key, words])) as Record<
    (typeof templateTexts)[number],
    typeof words
  >,
);
const types = fc.subarray(['质量', '计量', '其他']);
const form = fc.tuple(texts, types).map(
  ([said, serviceTypes]): VisitForm => ({
    ...blankVisit('2026-05-05', '张三'),
    ...said,
    serviceTypes,
  }),
);
const template = fc.tuple(texts, fc.subarray(['计量', '检验检测', '能效标识'])).map(
  ([said, serviceTypes]): VisitTemplate => ({
    ...{ id: 'a', owner: '张三', name: '计量走访', serviceTypes },
    ...said,
  }),
);

test('a template fills what is empty and replaces nothing; applied again it changes nothing', () => {
  fc.assert(
    fc.property(form, template, (typed, given) => {
      const filled = withTemplate(typed, given);
      for (const key of templateTexts) expect(filled[key]).toBe(typed[key] || given[key]);
      const before = typesOf(typed);
      expect(typesOf(filled)).toEqual(before.length > 0 ? before : given.serviceTypes);
      expect(filled.participants).toEqual(typed.participants);
      expect(withTemplate(filled, given)).toEqual(filled);
      // It says that it fills something exactly where the form is another one afterwards.
      expect(fillsAny(filled, given)).toBe(false);
      expect(fillsAny(typed, given)).toBe(JSON.stringify(filled) !== JSON.stringify(typed));
    }),
  );
});

test('what a form gives a template comes back into an empty form', () => {
  fc.assert(
    fc.property(form, (typed) => {
      const { serviceTypes, ...said } = templateValues(typed);
      const given = {
        ...{ id: 'a', owner: '张三', name: '走访' },
        ...(said as Record<(typeof templateTexts)[number], string>),
        serviceTypes: (serviceTypes ?? '').split('、').filter(Boolean),
      };
      const filled = withTemplate(blankVisit('2026-05-05', '张三'), given);
      for (const key of templateTexts) expect(filled[key]).toBe(typed[key].trim());
      expect(typesOf(filled)).toEqual(typesOf(typed));
    }),
  );
});

test('a phrase takes the place of what is selected, and nothing else moves', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  fc.assert(
    fc.property(text, text, fc.nat(25), fc.nat(25), (typed, phrase, a, b) => {
      const made = insertAt(typed, { from: a, to: b }, phrase);
      const from = Math.min(a, b, typed.length);
      const to = Math.min(Math.max(a, b), typed.length);
      expect(made.text.slice(0, from)).toBe(typed.slice(0, from));
      expect(made.text.slice(made.caret)).toBe(typed.slice(to));
      expect(made.text.slice(from, made.caret)).toBe(phrase);
    }),
  );
});
