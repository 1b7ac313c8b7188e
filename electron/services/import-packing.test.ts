import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlannedLine, PlannedRecord } from './import-lines.ts';
import { type PackedLines, packLines, unpackLines } from './import-packing.ts';

/** Few words, so that a value is often the name, the code or the id of its line. */
const word = fc.constantFrom(
  '甲厂',
  '91339921MA9000017X',
  'id-1',
  '',
  '造纸；印刷',
  '1e3',
  '__proto__',
);
const value = fc.oneof(word, fc.integer(), fc.double({ noNaN: true }));
const cell = fc.option(value);
const key = fc.constantFrom('name', 'uscc', 'scope', 'capitalAmount', 'deleted', 'constructor');

const record: fc.Arbitrary<PlannedRecord> = fc.record(
  {
    table: fc.constantFrom('enterprise', 'product'),
    id: word,
    kind: fc.constantFrom('new', 'revived', 'changed', 'same'),
    said: fc.dictionary(key, value, { noNullPrototype: true }),
    now: fc.dictionary(key, cell, { noNullPrototype: true }),
    last: fc.dictionary(key, cell, { noNullPrototype: true }),
    keep: fc.array(key),
    open: fc.array(key),
  },
  { requiredKeys: ['table', 'id', 'kind', 'said'] },
);

const question = fc.constant({
  kind: 'repeat' as const,
  key: 'repeat:3',
  text: '与第 2 行是同一家',
  options: [{ answer: 'first', role: 'suggested' as const, label: '以第 2 行为准' }],
});

const line: fc.Arbitrary<PlannedLine> = fc.record(
  {
    row: fc.nat(),
    verdict: fc.constantFrom('new', 'changed', 'same', 'question', 'skipped'),
    reason: fc.option(word),
    name: fc.option(word),
    uscc: fc.option(word),
    firm: fc.option(word),
    question,
    records: fc.array(record, { maxLength: 4 }),
  },
  { requiredKeys: ['row', 'verdict', 'reason', 'name', 'uscc', 'firm', 'records'] },
);

test('lines come out of a block as they were put in, in every cell and its order', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const kept = deserialize(serialize(packLines(lines))) as PackedLines;
      const found = unpackLines(kept);
      expect(found).toEqual(lines);
      expect(JSON.stringify(found.map(({ records }) => records.map(({ said }) => said)))).toBe(
        JSON.stringify(lines.map(({ records }) => records.map(({ said }) => said))),
      );
    }),
  );
});
