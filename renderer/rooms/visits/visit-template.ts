import type { LedgerRow } from '#shared/ledgers.ts';
import { splitWords, typesOf, type VisitForm, withTypes } from './visit-form.ts';

/** A whole visit prepared once (走访模板): what it fills, and what a form gives one. */

export const templateTexts = [
  'place',
  'purpose',
  'content',
  'findings',
  'advice',
  'materials',
  'followUp',
] as const;

export type VisitTemplate = {
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  readonly serviceTypes: readonly string[];
} & Readonly<Record<(typeof templateTexts)[number], string>>;

const said = (value: string | number | null | undefined): string => String(value ?? '');

export const templateOfRow = ({ id, values }: LedgerRow): VisitTemplate => ({
  id,
  owner: said(values.owner),
  name: said(values.name),
  serviceTypes: splitWords(said(values.serviceTypes)),
  ...(Object.fromEntries(templateTexts.map((key) => [key, said(values[key])])) as Record<
    (typeof templateTexts)[number],
    string
  >),
});

/** The form with the template in what is still empty: nothing that was typed or chosen is replaced. */
export const withTemplate = (form: VisitForm, template: VisitTemplate): VisitForm => {
  const filled = Object.fromEntries(
    templateTexts
      .filter((key) => form[key].trim() === '' && template[key] !== '')
      .map((key) => [key, template[key]]),
  );
  const typed = { ...form, ...filled };
  return typesOf(form).length > 0 ? typed : withTypes(typed, template.serviceTypes);
};

/** Whether a template finds anything empty that it can fill. */
export const fillsAny = (form: VisitForm, template: VisitTemplate): boolean =>
  templateTexts.some((key) => form[key].trim() === '' && template[key] !== '') ||
  (typesOf(form).length === 0 && template.serviceTypes.length > 0);

/** What a form gives a template: words and types; days, people, issues and photographs are of one visit. */
export const templateValues = (form: VisitForm): Record<string, string> => ({
  serviceTypes: typesOf(form).join('、'),
  ...Object.fromEntries(templateTexts.map((key) => [key, form[key].trim()])),
});
