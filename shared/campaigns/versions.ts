import type { Question, QuestionSheet, SheetItem } from './question-sheet.ts';

/**
 * Versions of a question sheet. Each names the one it followed; two that were published apart stand beside
 * each other, in an order every computer finds.
 */

export type SheetVersion = {
  readonly id: string;
  readonly previousId: string | null;
  readonly publishedOn: string | null;
  readonly publishedBy: string | null;
  readonly sheet: QuestionSheet;
};

/**
 * Versions by how many they follow, those of one number by day and id: the last is the one in force. What
 * follows a version that is not here, or itself, begins a chain of its own.
 */
export const versionsInOrder = <V extends Omit<SheetVersion, 'sheet'>>(
  versions: readonly V[],
): V[] => {
  const byId = new Map(versions.map((version) => [version.id, version]));
  const depthOf = (version: V): number => {
    const seen = new Set<string>();
    let depth = 0;
    for (let at: V | undefined = version; at && !seen.has(at.id); depth += 1) {
      seen.add(at.id);
      at = at.previousId === null ? undefined : byId.get(at.previousId);
    }
    return depth;
  };
  const depths = new Map(versions.map((version) => [version.id, depthOf(version)]));
  const order = ({ id, publishedOn }: V): string => `${publishedOn ?? ''} ${id}`;
  return versions.toSorted(
    (a, b) => (depths.get(a.id) ?? 0) - (depths.get(b.id) ?? 0) || (order(a) < order(b) ? -1 : 1),
  );
};

const joined = <T extends SheetItem>(older: readonly T[], newer: readonly T[]): T[] => {
  const known = new Set(newer.map(({ id }) => id));
  return [...newer, ...older.filter(({ id }) => !known.has(id))];
};

const joinedQuestion = (older: Question, newer: Question): Question => ({
  ...newer,
  options: joined(older.options, newer.options),
  rows: joined(older.rows, newer.rows),
  columns: joined(older.columns, newer.columns).map((column) => {
    const before = older.columns.find(({ id }) => id === column.id);
    return before ? { ...column, options: joined(before.options, column.options) } : column;
  }),
});

/**
 * Every question that was ever asked, as the newest version that has it words it, with options, rows and
 * columns of older ones behind: what results are laid out by. Questions that are no longer asked come last.
 *
 * @param sheets oldest first
 */
export const allQuestions = (sheets: readonly QuestionSheet[]): readonly Question[] =>
  sheets.reduce<readonly Question[]>((older, { questions }) => {
    const before = new Map(older.map((question) => [question.id, question]));
    const known = new Set(questions.map(({ id }) => id));
    return [
      ...questions.map((question) => {
        const was = before.get(question.id);
        return was ? joinedQuestion(was, question) : question;
      }),
      ...older.filter(({ id }) => !known.has(id)),
    ];
  }, []);
