import { z } from 'zod';
import type { Role } from './exchange.ts';
import { recordId, requiredText } from './words.ts';

/**
 * Returned records (退回). A return is a question; a reply says that something was done about it; the
 * one who returned closes it, or returns again, which closes the old question and asks a new one.
 */

/** Records an office can return. */
export const returnable = ['visit', 'sheet', 'enterprise', 'campaign_return'] as const;
export type Returnable = (typeof returnable)[number];

export const remarkKinds = ['return', 'reply', 'close'] as const;
export type RemarkKind = (typeof remarkKinds)[number];

/** One thing said about a record. */
export type Remark = {
  readonly id: string;
  readonly kind: string;
  /** The return it answers. */
  readonly answers: string | null;
  readonly body: string;
  /** ISO 8601 by the speaker's clock. */
  readonly saidAt: string;
  readonly officeName: string;
  readonly role: string;
  readonly person: string;
};

export type ThreadState = 'open' | 'answered' | 'closed';

export const threadStateLabels: Record<ThreadState, string> = {
  open: '被退回',
  answered: '已改正，待确认',
  closed: '已办结',
};

const rank: Record<Role, number> = { officer: 0, county: 1, city: 2 };
const rankOf = (role: string): number => rank[role as Role] ?? 0;

/** Whether somebody of this role closes a return of that role, or returns again. */
export const mayDecide = (self: string, returnedBy: string): boolean =>
  rankOf(self) > rank.officer && rankOf(self) >= rankOf(returnedBy);

/** The role a remark is heard with: what its writer says, but never above what their device is known as. */
export const heardRole = (said: string, device: string | null): string =>
  device !== null && rankOf(device) < rankOf(said) ? device : said;

/**
 * Where a return stands. Told from which answers exist, not from their order or clocks: every store
 * with the same rows says the same. A close, or another return, by somebody who may not decide it
 * does not count.
 *
 * @param returnedBy role of the office that returned the record
 * @param answers with the roles of the devices that wrote them (`heardRole`)
 */
export const threadState = (
  returnedBy: string,
  answers: readonly Pick<Remark, 'kind' | 'role'>[],
): ThreadState => {
  const decides = (a: Pick<Remark, 'kind' | 'role'>): boolean =>
    (a.kind === 'close' || a.kind === 'return') && mayDecide(a.role, returnedBy);
  if (answers.some(decides)) return 'closed';
  return answers.some((a) => a.kind === 'reply') ? 'answered' : 'open';
};

/** What its returns make of a record; null where nothing waits. */
export const worstState = (states: readonly ThreadState[]): 'open' | 'answered' | null =>
  states.includes('open') ? 'open' : states.includes('answered') ? 'answered' : null;

/** Ready-made sentences for the most frequent reasons. */
export const returnReasons = [
  '内容不完整，请补充',
  '与企业实际不符，请核实',
  '照片不清楚，请补拍',
  '缺少附件，请补上',
] as const;

export type RemarkThread = {
  /** Id of the return. */
  readonly id: string;
  readonly table: Returnable;
  readonly row: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  /** What the record is called: 「走访 2026-03-02」. */
  readonly title: string;
  readonly state: ThreadState;
  readonly asked: Remark;
  /** By the speakers' clocks, oldest first. */
  readonly answers: readonly Remark[];
  /** This desk may close it or return again; else it may reply. */
  readonly mine: boolean;
  /** It is for this desk to act: to confirm what was answered, or to mend and answer. */
  readonly todo: boolean;
};

/** Under what key words are kept while they are typed: one draft a return, or a record to be returned. */
export const remarkDraftKeys = {
  reply: (id: string): string => `reply-${id}`,
  again: (id: string): string => `again-${id}`,
  giveBack: (table: Returnable, row: string): string => `return-${table}-${row}`,
} as const;

/** What a draft's key says; undefined for one that is none of these. */
export const readRemarkDraftKey = (
  key: string,
):
  | { readonly kind: 'reply' | 'again'; readonly id: string }
  | { readonly kind: 'return'; readonly table: Returnable; readonly row: string }
  | undefined => {
  const [, kind, id] = /^(reply|again)-(.+)$/.exec(key) ?? [];
  if (id !== undefined && (kind === 'reply' || kind === 'again')) return { kind, id };
  const [, name, row] = /^return-([a-z_]+)-(.+)$/.exec(key) ?? [];
  const table = returnable.find((t) => t === name);
  return table && row !== undefined ? { kind: 'return', table, row } : undefined;
};

const said = requiredText('意见', 2000);
export const aboutInput = z.object({ table: z.enum(returnable), row: recordId });
export const returnInput = aboutInput.extend({ body: said });
export const answerInput = z.object({ id: recordId, body: said });
export const closeInput = z.object({ id: recordId });
