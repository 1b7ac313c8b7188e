import { useMemo, useState } from 'react';
import { useParams, useSearchParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { FirmChooser } from '#renderer/parts/firm-chooser.tsx';
import { today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { useNotesKnown } from '#renderer/parts/record-notes.tsx';
import { newDraftKey } from '#renderer/parts/unfinished-drafts.tsx';
import { useStoredDraft } from '#renderer/parts/use-draft.ts';
import { VisitEditor } from './visit-editor.tsx';
import { blankVisit, formOfVisit, visitForm } from './visit-form.ts';
import { visitsCrumb } from './visits-crumb.ts';

/** What to ask there. Asked again at every change: what is open with a firm stands in all rooms. */
const useBrief = (enterpriseId: string, visitId: string | null) =>
  useAsk('today', 'visitBrief', { enterpriseId, visitId }, api.visits.brief.query, {
    enabled: enterpriseId !== '',
    keep: true,
  });

type NewVisitProps = { readonly enterpriseId: string; readonly person: string };

/** A visit that does not exist yet. Its id is chosen here and survives in the draft. */
const NewVisit = ({ enterpriseId, person }: NewVisitProps) => {
  const draftKey = newDraftKey(enterpriseId);
  const stored = useStoredDraft('visit', draftKey, visitForm);
  const firm = useAsk('enterprises', 'get', { id: enterpriseId }, api.enterprises.get.query);
  const brief = useBrief(enterpriseId, null);
  const [fresh] = useState(() => ({
    id: crypto.randomUUID(),
    base: blankVisit(today(), person),
  }));
  const failed = [firm, brief, stored].find((query) => query.isLoadingError);
  if (failed)
    return (
      <Page title="记录走访" breadcrumbs={[visitsCrumb]}>
        <FailureNote error={failed.error} onRetry={() => void failed.refetch()} />
      </Page>
    );
  if (!firm.data || !brief.data || !stored.ready) return <Loading />;
  return (
    <VisitEditor
      id={stored.data?.id ?? fresh.id}
      firm={firm.data}
      brief={brief.data}
      base={fresh.base}
      visit={null}
      draftKey={draftKey}
      stored={stored.data ?? null}
    />
  );
};

const SavedVisit = ({ id }: { readonly id: string }) => {
  const stored = useStoredDraft('visit', id, visitForm);
  const visit = useAsk('visits', 'get', { id }, api.visits.get.query);
  const firmId = visit.data?.enterpriseId ?? '';
  const firm = useAsk('enterprises', 'get', { id: firmId }, api.enterprises.get.query, {
    enabled: firmId !== '',
  });
  const brief = useBrief(firmId, id);
  const notesKnown = useNotesKnown('visit', id, firmId);
  const base = useMemo(() => (visit.data ? formOfVisit(visit.data) : null), [visit.data]);
  const failed = [visit, firm, brief, stored].find((query) => query.isLoadingError);
  if (failed)
    return (
      <Page title="走访" breadcrumbs={[visitsCrumb]}>
        <FailureNote error={failed.error} onRetry={() => void failed.refetch()} />
      </Page>
    );
  if (!visit.data || !base || !firm.data || !brief.data || !stored.ready || !notesKnown)
    return <Loading />;
  return (
    <VisitEditor
      id={id}
      firm={firm.data}
      brief={brief.data}
      base={base}
      visit={visit.data}
      draftKey={id}
      stored={stored.data ?? null}
    />
  );
};

/** `#/visits/:id` and `#/visits/new?enterprise=…`. */
export const VisitPage = () => {
  const { id = '' } = useParams<{ id: string }>();
  const [search] = useSearchParams();
  const session = useAsk('session', 'state', undefined, () => api.session.state.query());
  const person = session.data?.phase === 'open' ? session.data.self.person : null;
  const enterprise = search.get('enterprise');
  if (id !== 'new') return <SavedVisit key={id} id={id} />;
  if (enterprise === null)
    return (
      <Page title="记录走访" subtitle="先选企业" breadcrumbs={[visitsCrumb]}>
        <FirmChooser address={(firmId) => `/visits/new?enterprise=${firmId}`} />
      </Page>
    );
  if (person === null) return <Loading />;
  return <NewVisit key={enterprise} enterpriseId={enterprise} person={person} />;
};
