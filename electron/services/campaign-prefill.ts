import { getKeptFirm } from '#db/queries/homes.ts';
import { readAnswer } from '#shared/campaigns/answers.ts';
import { factAnswer } from '#shared/campaigns/file-facts.ts';
import type { PrefillFact, QuestionSheet } from '#shared/campaigns/question-sheet.ts';
import type { FileFact } from '#shared/campaigns/views.ts';
import { localDate } from '#shared/clock.ts';
import { economics } from '#shared/registers/economics.ts';
import { fieldNamed } from '#shared/registers/ledger.ts';
import { writeValue } from '#shared/registers/values.ts';
import type { Desk } from './desk.ts';
import { rowsOf, textOf } from './own-rows.ts';

/** What a firm's file says to questions before they are asked (档案带出): nobody is asked twice. */

type Reads = Pick<Desk, 'store'>;

/** Figures of the whole year before this one, as a person would type them. */
const lastYear = (desk: Reads, firm: string, keys: readonly string[]): Record<string, string> => {
  const year = Number(localDate(desk.store.clock.now()).slice(0, 4)) - 1;
  const row = rowsOf(desk, 'economics', firm).find(
    ({ values }) => values.year === year && textOf(values, 'period') === null,
  );
  if (!row) return {};
  return Object.fromEntries(
    keys.map((key) => {
      const field = fieldNamed(economics, key);
      return [key, field ? writeValue(field, row.values[key] ?? null) : ''];
    }),
  );
};

const mostProducts = 5;

/** Every fact that can be brought out of the file of one firm; empty where the file says nothing. */
const factsOf = (desk: Reads, firm: string): Readonly<Record<PrefillFact, string>> => {
  const file = getKeptFirm(desk.store, firm);
  const figures = lastYear(desk, firm, ['staff', 'output', 'revenue']);
  const products = rowsOf(desk, 'product', firm)
    .map(({ values }) => textOf(values, 'name') ?? '')
    .filter((name) => name !== '');
  return {
    name: file?.name ?? '',
    uscc: file?.uscc ?? '',
    township: file?.township ?? '',
    address: file?.address ?? '',
    legalRep: file?.legalRep ?? '',
    contactName: file?.contactName ?? '',
    contactPhone: file?.contactPhone ?? '',
    industry: file?.industry ?? '',
    foundedOn: file?.foundedOn ?? '',
    employees: figures.staff ?? '',
    output: figures.output ?? '',
    sales: figures.revenue ?? '',
    products: [...new Set(products)].slice(0, mostProducts).join('、'),
  };
};

/**
 * What the file says to the questions of a sheet that ask for it, by question, as it would be stored.
 *
 * @param held of the facts questions name, as `fileFacts` tells it
 */
export const prefillOf = (
  desk: Reads,
  firm: string,
  sheet: QuestionSheet,
  held: Readonly<Record<string, FileFact>>,
): Readonly<Record<string, string>> => {
  const asked = sheet.questions.filter(({ prefill, fact }) => prefill !== null || fact !== null);
  if (asked.length === 0) return {};
  const facts: Readonly<Record<string, string>> = factsOf(desk, firm);
  return Object.fromEntries(
    asked.flatMap((question) => {
      const { id, prefill, fact } = question;
      const said = fact ? factAnswer(question, held[id]?.value ?? null) : facts[prefill ?? ''];
      const read = readAnswer(question, said ?? '');
      // A figure the question does not take is no answer to it.
      return 'stored' in read && read.stored !== '' ? [[question.id, read.stored]] : [];
    }),
  );
};
