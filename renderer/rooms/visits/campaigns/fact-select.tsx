import { NativeSelect } from '@mantine/core';
import { today } from '#renderer/parts/formats.ts';
import {
  boundQuestion,
  factLabel,
  factText,
  firmFacts,
  readFactText,
  yearFigures,
} from '#shared/campaigns/file-facts.ts';
import { prefillFacts, type Question } from '#shared/campaigns/question-sheet.ts';
import type { Field } from '#shared/registers/ledger.ts';

const withUnit = (field: Field): string =>
  'unit' in field && field.unit !== undefined ? `${field.label}（${field.unit}）` : field.label;

/** Facts a question may name, as a select lists them: of the file, then figures of some years. */
const factGroups = (years: readonly number[]) => [
  {
    group: '企业档案',
    items: firmFacts.map((field) => ({
      value: `fact ${factText({ key: field.key, year: null })}`,
      label: field.label,
    })),
  },
  ...years.map((year) => ({
    group: `${year} 年经济数据`,
    items: yearFigures.map((field) => ({
      value: `fact ${factText({ key: field.key, year })}`,
      label: `${year} 年${withUnit(field)}`,
    })),
  })),
];

/** The whole year behind, and this one. */
const usualYears = (): number[] => {
  const year = Number(today().slice(0, 4));
  return [year - 1, year];
};

/** The question with the fact a select named; words of its own stay. */
export const withFact = (question: Question, value: string): Question => {
  const [how, ...rest] = value.split(' ');
  const name = rest.join(' ');
  if (how !== 'fact') return { ...question, fact: null, prefill: how === 'prefill' ? name : null };
  const fact = readFactText(name);
  const wasFact = question.fact !== null && question.label === factLabel(question.fact);
  return boundQuestion({
    ...{ ...question, fact },
    label: question.label === '' || wasFact ? factLabel(fact) : question.label,
  });
};

type FactSelectProps = {
  readonly question: Question;
  readonly onChange: (question: Question) => void;
};

/** What of the firm's file a question asks for: brought out and written back, or only brought out. */
export const FactSelect = ({ question, onChange }: FactSelectProps) => {
  const { kind, fact, prefill } = question;
  const years = new Set([...usualYears(), ...(fact?.year ? [fact.year] : [])]);
  // What can be written back is chosen above; here stays what has no cell of its own, and what an older sheet says.
  const brought = prefillFacts.filter(
    ({ key, kinds }) =>
      key === prefill ||
      ((kinds as readonly string[]).includes(kind) && !firmFacts.some((one) => one.key === key)),
  );
  const chosen = fact ? `fact ${factText(fact)}` : prefill === null ? '' : `prefill ${prefill}`;
  const groups = [
    ...factGroups([...years].sort()),
    ...(brought.length === 0
      ? []
      : [
          {
            group: '只带出，不写回',
            items: brought.map(({ key, label }) => ({ value: `prefill ${key}`, label })),
          },
        ]),
  ];
  const isKnown = groups.some(({ items }) => items.some(({ value }) => value === chosen));
  return (
    <NativeSelect
      size="xs"
      label="对应企业档案"
      w="16rem"
      value={chosen}
      data={[
        { value: '', label: '不对应' },
        ...(chosen === '' || isKnown ? [] : [{ value: chosen, label: '（本程序不认识）' }]),
        ...groups,
      ]}
      onChange={(event) => onChange(withFact(question, event.currentTarget.value))}
    />
  );
};

type AddFactProps = { readonly onAdd: (value: string) => void };

/** Adds a question that asks for a fact of the file. */
export const AddFact = ({ onAdd }: AddFactProps) => (
  <NativeSelect
    size="xs"
    aria-label="加一题：企业档案里的内容"
    w="11rem"
    value=""
    data={[{ value: '', label: '＋ 档案里的内容' }, ...factGroups(usualYears())]}
    onChange={(event) => onAdd(event.currentTarget.value)}
  />
);
