import fc from 'fast-check';
import type { Field, LedgerValue } from '#shared/registers/ledger.ts';

/** What a person could have typed into a field of a ledger. */

const words = fc.string({
  unit: fc.constantFrom(...'澜溪纸业茶竹甲乙AZ09'),
  minLength: 1,
  maxLength: 8,
});
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Values as stored. Text holds no mark that parts several things in one cell, which an import parts. */
export const typedInto = (field: Field): fc.Arbitrary<LedgerValue> => {
  if (field.key === 'division') return fc.constantFrom('339921', '3399', '330825', '339921101');
  switch (field.kind) {
    case 'integer':
      return fc.integer({ min: field.min ?? 0, max: Math.min(field.max ?? 9_999, 9_999) });
    case 'decimal':
    case 'money': {
      const most = Math.min(field.max ?? 1_000_000, 1_000_000) * 10 ** field.scale;
      return fc.integer({ min: 0, max: most });
    }
    case 'year':
      return fc.integer({ min: 1990, max: 2030 });
    case 'day':
      return day;
    case 'month':
      return day.map((iso) => iso.slice(0, 7));
    case 'flag':
      return fc.constantFrom(0, 1);
    case 'choice':
      return fc.constantFrom(...field.vocabulary);
    case 'choices':
      return fc.constantFrom(...field.vocabulary).map((word) => JSON.stringify([word]));
    default:
      return words;
  }
};
