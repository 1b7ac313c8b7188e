/** What a step over many rows has written, kept on this machine so that it can be taken back. */

type Cells = Readonly<Record<string, string | number | null>>;

export type RowUndo = {
  readonly table: string;
  readonly id: string;
  /** Cells as they were, by key of their column; null for a row the step has made. */
  readonly before: Cells | null;
  /** The same cells as the step left them. */
  readonly after: Cells;
};

/** Such a step: 联系企业人员 assigned to many firms, work handed over, or visits planned. */
export const followKinds = ['liaison', 'hand-over', 'visit-plan'] as const;
export type FollowKind = (typeof followKinds)[number];

export type FollowRun = {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** Who did it. */
  readonly person: string;
  readonly kind: FollowKind;
  readonly title: string;
  readonly undoneAt: string | null;
};

export type UndoneRun = {
  /** Rows as they were before. */
  readonly restored: number;
  /** Rows somebody has changed since; they stay as they are. */
  readonly kept: number;
};
