import { useLocation } from 'wouter';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { useStoredDraft } from '#renderer/parts/use-draft.ts';
import { FirmEditor } from './firm-editor.tsx';
import classes from './firm-file.module.css';
import { emptyFirmForm, firmFormShape } from './firm-form.ts';

const draftKey = 'new';

/** A firm that is not in any table yet. */
export const NewFirm = () => {
  const [, navigate] = useLocation();
  const draft = useStoredDraft('enterprise', draftKey, firmFormShape);
  return (
    <Page title="新增企业" breadcrumbs={[{ label: '企业', href: '/enterprises' }]}>
      <div className={`${classes.tabs} ${classes.panel}`}>
        {draft.isError && <FailureNote error={draft.error} onRetry={() => void draft.refetch()} />}
        {!draft.isError && !draft.ready && <Loading />}
        {draft.ready && draft.data !== undefined && (
          <FirmEditor
            draftKey={draftKey}
            base={emptyFirmForm}
            stored={draft.data}
            onSaved={(id) => navigate(`/enterprises/${id}`, { replace: true })}
            onClose={() => navigate('/enterprises')}
          />
        )}
      </div>
    </Page>
  );
};
