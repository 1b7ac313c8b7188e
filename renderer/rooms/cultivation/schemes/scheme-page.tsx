import { Button } from '@mantine/core';
import { Link, useParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { useStoredDraft } from '#renderer/parts/use-draft.ts';
import { SchemeTable } from '#renderer/rooms/cultivation/scheme-table.tsx';
import { schemeForm } from '#shared/scoring/scheme-form.ts';
import { SchemeEditor } from './scheme-editor.tsx';

export const schemeCrumbs = [{ label: '评分排队', href: '/cultivation/scoring' }] as const;

/** A version of a scheme: a draft to edit, or one that stands to read. */
export const SchemePage = () => {
  const { id = '' } = useParams();
  const draft = useAsk('cultivation', 'schemeForm', { id }, api.schemes.open.query);
  const stored = useStoredDraft('ledger', `${id} scheme`, schemeForm);
  const failed = draft.isError ? draft : stored.isError ? stored : undefined;
  if (failed) return <FailureNote error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!draft.data || !stored.ready)
    return (
      <Page title="评分方案" breadcrumbs={schemeCrumbs}>
        <Loading />
      </Page>
    );
  if (draft.data.state === '草稿')
    return <SchemeEditor key={id} draft={draft.data} stored={stored.data ?? null} />;
  return (
    <Page
      title={`${draft.data.schemeName}（${draft.data.form.version}）`}
      subtitle={`${draft.data.state}，不再改动`}
      breadcrumbs={schemeCrumbs}
      actions={
        <Button component={Link} href="/cultivation/scoring" variant="default">
          回到评分排队
        </Button>
      }
    >
      <SchemeTable versionId={id} />
    </Page>
  );
};
