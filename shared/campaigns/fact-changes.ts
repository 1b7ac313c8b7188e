import { factInWords } from '#shared/fact-corrections.ts';
import type { LedgerValue } from '#shared/registers/ledger.ts';
import { type Answers, cellKey, readAnswer, shownQuestions } from './answers.ts';
import { factField, factLabel, factText, factValue } from './file-facts.ts';
import type { QuestionSheet } from './question-sheet.ts';

/** What the answers of a sheet would change in the firm's file. */

export type FactChange = {
  readonly questionId: string;
  /** As corrections name the fact. */
  readonly key: string;
  readonly label: string;
  /** What the file holds, as stored, and in words; empty for nothing. */
  readonly before: LedgerValue;
  readonly beforeText: string;
  readonly after: LedgerValue;
  readonly afterText: string;
  /** The file says so already: it may be confirmed. */
  readonly same: boolean;
};

/**
 * Facts that are asked, shown and answered, in the order of the sheet. An empty answer says nothing of the file; an
 * answer that cannot be read is told by `answerProblems` and left out here.
 *
 * @param held what the file holds, as stored, by question
 */
export const factChanges = (
  { questions }: QuestionSheet,
  answers: Answers,
  held: Readonly<Record<string, LedgerValue>>,
): FactChange[] => {
  const shown = shownQuestions({ questions }, answers);
  return questions.flatMap((question): FactChange[] => {
    const { id, fact } = question;
    const field = fact && factField(fact);
    // As it was typed, or as it is stored: a unit behind a figure is read as the form reads it.
    const typed = Object.hasOwn(answers, cellKey(id)) ? (answers[cellKey(id)] ?? '') : '';
    const said = readAnswer(question, typed);
    if (!fact || !field || !shown.has(id) || 'problem' in said || said.stored === '') return [];
    const read = factValue(question, said.stored);
    const before = held[id] ?? null;
    if (!read.ok || (read.value === null && before === null)) return [];
    return [
      {
        ...{
          questionId: id,
          key: factText(fact),
          label: factLabel(fact),
          before,
          after: read.value,
        },
        beforeText: before === null ? '' : factInWords(field, before),
        afterText: read.value === null ? '' : factInWords(field, read.value),
        same: read.value === before,
      },
    ];
  });
};
