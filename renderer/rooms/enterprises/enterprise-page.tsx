import { Button } from '@mantine/core';
import { Link, useParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { useNotesKnown } from '#renderer/parts/record-notes.tsx';
import { recordId } from '#shared/words.ts';
import { FirmFile } from './firm-file.tsx';
import { useFirmLedgers } from './ledgers/ledger-tab.tsx';
import { NewFirm } from './new-firm.tsx';

const room = [{ label: '企业', href: '/enterprises' }] as const;

const StoredFirm = ({ id }: { readonly id: string }) => {
  const file = useAsk('enterprises', 'get', { id }, api.enterprises.get.query);
  const notesKnown = useNotesKnown('enterprise', id, id);
  // The band tells of them above the tabs: drawn without, it would grow under a hand on its way there.
  const ledgers = useFirmLedgers(id);
  if (file.data && notesKnown && !ledgers.isPending) return <FirmFile key={id} file={file.data} />;
  return (
    <Page title="企业档案" breadcrumbs={room}>
      {file.isError ? (
        <FailureNote error={file.error} onRetry={() => void file.refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  );
};

const NoSuchFirm = () => (
  <Page title="企业档案" breadcrumbs={room}>
    <EmptyState
      title="没有这家企业"
      actions={
        <Button component={Link} href="/enterprises">
          回到企业名单
        </Button>
      }
    >
      地址可能没有复制完整，或来自另一台电脑。
    </EmptyState>
  </Page>
);

/** A firm's file, or the form of a new one at `/enterprises/new`. */
export const EnterprisePage = () => {
  const { id = '' } = useParams();
  if (id === 'new') return <NewFirm />;
  return recordId.safeParse(id).success ? <StoredFirm id={id} /> : <NoSuchFirm />;
};
