import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { UndoButtons } from '#renderer/parts/undo-buttons.tsx';
import { useStoredDraft } from '#renderer/parts/use-draft.ts';
import type { Field, Ledger, LedgerValues } from '#shared/registers/ledger.ts';
import { defaultStaleMonths } from '#shared/registers/validity.ts';
import type { GridActions } from './grid-actions.ts';
import { draftShape } from './grid-draft.ts';
import classes from './ledger-grid.module.css';
import { LedgerGrid } from './ledger-grid.tsx';
import { gridDraftKey, useLedgerGrid } from './use-ledger-grid.ts';

/** A line of a sheet whose lines are given. */
export type BareRow = {
  readonly id: string;
  readonly title: string;
  readonly values: LedgerValues;
};

type BareSheetProps = {
  /** What the sheet is called, also read out: 专家01评分表. */
  readonly label: string;
  /** Names the sheet among the drafts. */
  readonly name: string;
  readonly owner: string;
  /** Over the titles of the lines. */
  readonly head: string;
  readonly fields: readonly Field[];
  readonly rows: readonly BareRow[];
  readonly wanted?: (row: BareRow, field: Field) => boolean;
  /** Writes cells; resolves once the page has what was written. */
  readonly save: (
    rows: readonly { readonly id: string; readonly values: LedgerValues }[],
  ) => Promise<void>;
  readonly saving: boolean;
  /** Stands in the head, before the buttons. */
  readonly said?: string;
};

const nowhere = new Map();

const Sheet = (
  props: BareSheetProps & { readonly left: Parameters<typeof useLedgerGrid>[0]['left'] },
) => {
  const { label, name, owner, head, fields, rows, wanted, save, saving, said, left } = props;
  const ledger: Ledger = {
    ...{ name, label, counter: '家', parent: null, tab: null, fields, list: [], order: [] },
    ...{ sameBy: [], titleBy: [], counters: [] },
  };
  const byId = new Map(rows.map((row) => [row.id, row]));
  const actions: GridActions = {
    save: async (written) => {
      await save(written.flatMap(({ id, values }) => (id === null ? [] : [{ id, values }])));
      return { ids: written.map(({ id }) => id ?? '') };
    },
    answered: () => Promise.resolve(),
    saving,
    confirm: () => undefined,
    remove: null,
  };
  const grid = useLedgerGrid({
    ...{ ledger, enterpriseId: null, fixed: { owner }, left, actions },
    rows: rows.map(({ id, values }) => ({
      ...{ id, parentId: null, firm: null, values, problems: [], attachments: 0 },
      state: 'here',
    })),
    byCell: true,
    bare: true,
  });
  return (
    <section className={classes.section} aria-label={label}>
      <div className={classes.head}>
        {said && <span role="status">{said}</span>}
        <span className={classes.spring} />
        {Object.keys(grid.typed).length > 0 && <span role="status">有未保存的内容，已存草稿</span>}
        <UndoButtons kept={grid} />
      </div>
      <LedgerGrid
        ledger={ledger}
        grid={grid}
        origins={nowhere}
        staleMonths={defaultStaleMonths}
        titles={{ head, of: ({ key }) => byId.get(key)?.title ?? '' }}
        wanted={({ key }, field) => {
          const row = byId.get(key);
          return row !== undefined && wanted?.(row, field) === true;
        }}
      />
    </section>
  );
};

/** Cells of given lines, edited where they stand; what an earlier sitting left unsaved is there again. */
export const BareSheet = (props: BareSheetProps) => {
  const key = gridDraftKey(null, props, { owner: props.owner });
  const draft = useStoredDraft('ledger', key, draftShape);
  if (draft.isError)
    return <FailureNote error={draft.error} onRetry={() => void draft.refetch()} />;
  if (!draft.ready || draft.data === undefined) return <Loading />;
  const left = draft.data && { typed: draft.data.form.typed, savedAt: draft.data.savedAt };
  return <Sheet key={key} {...props} left={left} />;
};
