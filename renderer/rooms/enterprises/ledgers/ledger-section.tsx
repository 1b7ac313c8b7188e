import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { RowPapers } from '#renderer/parts/papers/paper-button.tsx';
import { UndoButtons } from '#renderer/parts/undo-buttons.tsx';
import { useStoredDraft } from '#renderer/parts/use-draft.ts';
import type { LedgerRow, SaveRows } from '#shared/ledgers.ts';
import type { Ledger, LedgerValues, Source } from '#shared/registers/ledger.ts';
import { rowTitle } from '#shared/registers/rows.ts';
import { useLedgerActions } from './grid-actions.ts';
import { draftShape } from './grid-draft.ts';
import classes from './ledger-grid.module.css';
import { LedgerGrid } from './ledger-grid.tsx';
import type { Referring } from './references.ts';
import { gridDraftKey, useLedgerGrid } from './use-ledger-grid.ts';
import { useStaleMonths } from './use-stale-months.ts';

type SectionProps = {
  readonly ledger: Ledger;
  /** Null for a ledger of the office. */
  readonly enterpriseId: string | null;
  readonly rows: readonly LedgerRow[];
  /** Cells every new row has, beside what is typed. */
  readonly fixed?: LedgerValues;
  /** Where what is typed now comes from. */
  readonly source: Source;
  /** Rows as the store keeps them, of rows as this sheet shows them. */
  readonly stored?: Referring['stored'];
};

const none: LedgerValues = {};

/** Papers made of one row, by the ledger's name: of shared/papers. */
const rowPapers: Readonly<Record<string, string>> = { agreement: 'agreement' };

type SheetProps = SectionProps & {
  readonly left: Parameters<typeof useLedgerGrid>[0]['left'];
};

const asShown: Referring['stored'] = (rows) => rows;

const Sheet = (props: SheetProps) => {
  const { ledger, enterpriseId, rows, source, left, fixed = none, stored = asShown } = props;
  const toStore = useLedgerActions(ledger, enterpriseId, source);
  const actions = { ...toStore, save: (typed: SaveRows['rows']) => toStore.save(stored(typed)) };
  const grid = useLedgerGrid({ ledger, enterpriseId, rows, left, fixed, actions });
  const staleMonths = useStaleMonths();
  const asked = useAsk(
    'ledgers',
    'origins',
    { table: ledger.name, ids: rows.map(({ id }) => id) },
    api.ledgers.origins.query,
    { keep: true, enabled: rows.length > 0 },
  );
  const paper = rowPapers[ledger.name];
  const origins = new Map((asked.data ?? []).map(({ id, cells }) => [id, cells]));
  return (
    <section className={classes.section} aria-label={ledger.label}>
      <div className={classes.head}>
        <h2>{ledger.label}</h2>
        <span>
          {rows.length} {ledger.counter}
        </span>
        <span className={classes.spring} />
        {Object.keys(grid.typed).length > 0 && <span role="status">有未保存的内容，已存草稿</span>}
        {paper !== undefined && (
          <RowPapers
            kind={paper}
            label="生成文书"
            size="compact-sm"
            rows={rows.map(({ id, values }) => ({ id, title: rowTitle(ledger, values) }))}
          />
        )}
        <UndoButtons kept={grid} />
      </div>
      <LedgerGrid ledger={ledger} grid={grid} origins={origins} staleMonths={staleMonths} />
    </section>
  );
};

/** One ledger of a firm or of the office, edited where it stands; what an earlier sitting left unsaved is there again. */
export const LedgerSection = (props: SectionProps) => {
  const key = gridDraftKey(props.enterpriseId, props.ledger, props.fixed ?? none);
  const draft = useStoredDraft('ledger', key, draftShape);
  if (draft.isError)
    return <FailureNote error={draft.error} onRetry={() => void draft.refetch()} />;
  if (!draft.ready || draft.data === undefined) return <Loading />;
  const left = draft.data && { typed: draft.data.form.typed, savedAt: draft.data.savedAt };
  return <Sheet {...props} left={left} />;
};
