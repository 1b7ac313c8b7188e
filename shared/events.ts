/** What the local process tells the screen without being asked. */
export type AppEvent =
  /** After a commit: ask again for what you show of these rooms. */
  | { readonly type: 'changed'; readonly rooms: readonly string[] }
  /** Long work: `done` of `total` units (bytes, rows), `label` in Chinese. */
  | {
      readonly type: 'progress';
      readonly job: string;
      readonly label: string;
      readonly done: number;
      readonly total: number;
    }
  | { readonly type: 'session' };
