import { useParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { FirmFile } from './firm-file.tsx';
import { NewFirm } from './new-firm.tsx';

const room = [{ label: '企业', href: '/enterprises' }] as const;

const StoredFirm = ({ id }: { readonly id: string }) => {
  const file = useAsk('enterprises', 'get', { id }, api.enterprises.get.query);
  if (file.data) return <FirmFile key={id} file={file.data} />;
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

/** A firm's file, or the form of a new one at `/enterprises/new`. */
export const EnterprisePage = () => {
  const { id = '' } = useParams();
  return id === 'new' ? <NewFirm /> : <StoredFirm id={id} />;
};
