import type { ConflictLine, Decision } from '#shared/conflicts.ts';

/** What a person is about to decide: one of the sides, or a value of their own. */
export type Choice =
  | { readonly kind: 'side'; readonly place: number }
  | { readonly kind: 'typed'; readonly value: string };

export const keyOf = ({ table, row, column }: ConflictLine): string => `${table} ${row} ${column}`;

/** 「企业 注册地址」, 「走访 2026-03-02 走访内容」 */
export const titleOf = ({ tableLabel, rowTitle, fieldLabel }: ConflictLine): string =>
  [tableLabel, rowTitle, fieldLabel].filter(Boolean).join(' ');

/** The side a digit key stands for; undefined for other keys and sides there are not. */
export const choiceOfDigit = (line: ConflictLine, key: string): Choice | undefined => {
  const place = /^[1-9]$/.test(key) ? Number(key) - 1 : -1;
  return line.sides[place] ? { kind: 'side', place } : undefined;
};

/** A choice in the words of the local process. */
export const decisionOf = (line: ConflictLine, choice: Choice): Decision | undefined => {
  if (choice.kind === 'typed') return { kind: 'value', value: choice.value };
  const side = line.sides[choice.place];
  if (!side) return undefined;
  return side.decides
    ? { kind: side.decides }
    : { kind: 'sibling', origin: side.origin, seq: side.seq };
};
