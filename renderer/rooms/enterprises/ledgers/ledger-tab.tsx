import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import type { FirmLedgers } from '#shared/ledgers.ts';
import { firmLedgers } from '#shared/registers/index.ts';
import type { FileTab, Source } from '#shared/registers/ledger.ts';
import { LedgerSection } from './ledger-section.tsx';
import { referring } from './references.ts';

/** Everything that hangs on a firm, asked for once for the whole page. */
export const useFirmLedgers = (enterpriseId: string) =>
  useAsk('ledgers', 'ofFirm', { enterpriseId }, api.ledgers.ofFirm.query);

/** Rows of a tab's ledgers together, for the number on it. */
export const countOf = (rows: FirmLedgers | undefined, tab: FileTab): number =>
  firmLedgers
    .filter((ledger) => ledger.tab === tab)
    .reduce((sum, { name }) => sum + (rows?.[name]?.length ?? 0), 0);

type LedgerTabProps = {
  readonly enterpriseId: string;
  readonly tabs: readonly FileTab[];
  /** Where what is typed now comes from. */
  readonly source: Source;
};

/** The ledgers of one tab of a firm's file, one below the other. */
export const LedgerTab = ({ enterpriseId, tabs, source }: LedgerTabProps) => {
  const rows = useFirmLedgers(enterpriseId);
  if (rows.isError) return <FailureNote error={rows.error} onRetry={() => void rows.refetch()} />;
  if (!rows.data) return <Loading />;
  const { data } = rows;
  return firmLedgers
    .filter(({ tab }) => tab !== null && tabs.includes(tab))
    .map((declared) => ({ name: declared.name, of: referring(declared, data) }))
    .map(({ name, of }) => (
      <LedgerSection
        key={name}
        ledger={of.ledger}
        stored={of.stored}
        enterpriseId={enterpriseId}
        source={source}
        rows={of.shown(data[name] ?? [])}
      />
    ));
};
