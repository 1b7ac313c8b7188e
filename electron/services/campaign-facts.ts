import type { AnswerRecord } from '#db/queries/campaigns.ts';
import type { EnterpriseRecord } from '#db/queries/enterprises.ts';
import { type Answers, cellKey } from '#shared/campaigns/answers.ts';
import { factChanges } from '#shared/campaigns/fact-changes.ts';
import { factField, factLabel, readFactText, typedIntoFile } from '#shared/campaigns/file-facts.ts';
import type { FactName, QuestionSheet } from '#shared/campaigns/question-sheet.ts';
import type { FileFact, SaveReturn } from '#shared/campaigns/views.ts';
import { localDate } from '#shared/clock.ts';
import type { FactCorrection } from '#shared/fact-corrections.ts';
import { refWords } from '#shared/registers/provenance.ts';
import { isStale, monthsSince } from '#shared/registers/validity.ts';
import type { Desk } from './desk.ts';
import { type Corrector, type FactPlace, standingFacts, wordsAt } from './fact-corrections.ts';
import { lastWords, rowOrigins } from './origins.ts';
import { staleMonths } from './stale.ts';

/** Facts of a firm's file a question sheet asks for: what the file holds, and what answers change in it. */

const placeOf = (fact: FactName): FactPlace => ({
  key: fact.key,
  of: fact.year === null ? null : { year: fact.year, period: null },
});

/** How the answers of a firm correct its file. */
export const returnCorrector: Corrector = {
  placeOf: (key) => {
    const fact = readFactText(key);
    return factField(fact) ? placeOf(fact) : undefined;
  },
  source: '专项调研',
};

/** When each question was last answered, ISO, by question: what somebody typed and has not saved is not there. */
const answeredAt = (
  desk: Pick<Desk, 'store'>,
  rows: readonly AnswerRecord[],
): ReadonlyMap<string, string> => {
  const said = lastWords(
    desk,
    'campaign_answer',
    rows.map(({ id }) => id),
  );
  return new Map(rows.map(({ id, questionId }) => [questionId, said.get(id) ?? '']));
};

/**
 * What the file of a firm holds of each fact a sheet asks for, by question, with where it came from and when.
 *
 * @param answers rows of the return
 */
export const fileFacts = (
  desk: Pick<Desk, 'store' | 'self'>,
  firm: EnterpriseRecord,
  { questions }: QuestionSheet,
  answers: readonly AnswerRecord[],
): Readonly<Record<string, FileFact>> => {
  const asked = questions.flatMap(({ id, fact }) =>
    fact && factField(fact) ? [{ id, fact, place: placeOf(fact) }] : [],
  );
  if (asked.length === 0) return {};
  const standing = standingFacts(
    desk,
    firm,
    asked.map(({ place }) => place),
  );
  const rows = new Set(asked.flatMap(({ place }) => standing.rowAt(place)?.id ?? []));
  const origins = new Map(
    [...rowOrigins(desk, 'enterprise', [firm.id]), ...rowOrigins(desk, 'economics', [...rows])].map(
      ({ id, cells }) => [id, cells],
    ),
  );
  const answered = answeredAt(
    desk,
    answers.filter(({ questionId }) => asked.some(({ id }) => id === questionId)),
  );
  const months = staleMonths(desk);
  const today = localDate(desk.store.clock.now());
  return Object.fromEntries(
    asked.map(({ id, fact, place }): [string, FileFact] => {
      const value = standing.at(place);
      const row = place.of === null ? firm.id : standing.rowAt(place)?.id;
      const said = value === null ? undefined : origins.get(row ?? '')?.[place.key];
      const ref = said?.sourceRef ? `：${refWords(said.sourceRef)}` : '';
      return [
        id,
        {
          ...{ label: factLabel(fact), value, text: wordsAt(place, value) },
          at: said?.at ?? null,
          newer: said !== undefined && said.at > (answered.get(id) ?? said.at),
          from: said?.source ? `${said.source}${ref}` : null,
          staleMonths:
            said !== undefined && isStale(said.at, today, months)
              ? monthsSince(said.at, today)
              : null,
        },
      ];
    }),
  );
};

/**
 * Corrections of the file out of the answers that were chosen for it. What is written is what the return says;
 * only what the file held when it was looked at is taken from the screen.
 */
export const correctionsOf = (
  sheet: QuestionSheet,
  answers: Answers,
  chosen: SaveReturn['facts'],
): FactCorrection[] => {
  const before = new Map(chosen.map((one) => [one.questionId, one.before]));
  const asked = new Map(sheet.questions.map((question) => [question.id, question]));
  return factChanges(sheet, answers, Object.fromEntries(before)).flatMap(({ questionId, key }) => {
    const question = asked.get(questionId);
    if (!question || !before.has(questionId)) return [];
    const text = typedIntoFile(question, answers[cellKey(questionId)] ?? '');
    return [{ key, before: before.get(questionId) ?? null, text, holds: false }];
  });
};
