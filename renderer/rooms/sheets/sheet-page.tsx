import { Alert, Anchor } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link, useParams, useSearchParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { FirmChooser } from '#renderer/parts/firm-chooser.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { useNotesKnown } from '#renderer/parts/record-notes.tsx';
import { newDraftKey } from '#renderer/parts/unfinished-drafts.tsx';
import { useStoredDraft } from '#renderer/parts/use-draft.ts';
import { LastYearNote } from './last-year-note.tsx';
import { SheetEditor, sheetsCrumb } from './sheet-editor.tsx';
import { blankSheet, formOfSheet, sheetForm } from './sheet-form.ts';

/** A sheet that does not exist yet. Its id is chosen here and survives in the draft. */
const NewSheet = ({ enterpriseId }: { readonly enterpriseId: string }) => {
  const draftKey = newDraftKey(enterpriseId);
  const stored = useStoredDraft('sheet', draftKey, sheetForm);
  const firm = useAsk('enterprises', 'get', { id: enterpriseId }, api.enterprises.get.query);
  const [fresh] = useState(() => ({
    id: crypto.randomUUID(),
    base: blankSheet(new Date().getFullYear(), crypto.randomUUID()),
  }));
  const failed = [firm, stored].find((query) => query.isLoadingError);
  if (failed)
    return (
      <Page title="新建工作表" breadcrumbs={[sheetsCrumb]}>
        <FailureNote error={failed.error} onRetry={() => void failed.refetch()} />
      </Page>
    );
  if (!firm.data || !stored.ready) return <Loading />;
  const existing = firm.data.sheets.find((sheet) => sheet.year === Number(fresh.base.year));
  return (
    <SheetEditor
      id={stored.data?.id ?? fresh.id}
      firm={firm.data}
      base={fresh.base}
      sheet={null}
      draftKey={draftKey}
      stored={stored.data ?? null}
      note={(kept) => (
        <>
          {existing && (
            <Alert color="ink" variant="light" mb="sm">
              这家企业已有 {existing.year} 年的工作表。
              <Anchor component={Link} href={`/sheets/${existing.id}`} size="sm">
                打开那一张
              </Anchor>
            </Alert>
          )}
          <LastYearNote firmId={enterpriseId} kept={kept} />
        </>
      )}
    />
  );
};

const SavedSheet = ({ id }: { readonly id: string }) => {
  const stored = useStoredDraft('sheet', id, sheetForm);
  const sheet = useAsk('sheets', 'get', { id }, api.sheets.get.query);
  const firmId = sheet.data?.enterpriseId ?? '';
  const firm = useAsk('enterprises', 'get', { id: firmId }, api.enterprises.get.query, {
    enabled: firmId !== '',
  });
  const notesKnown = useNotesKnown('sheet', id, firmId);
  const base = useMemo(() => (sheet.data ? formOfSheet(sheet.data) : null), [sheet.data]);
  const failed = [sheet, firm, stored].find((query) => query.isLoadingError);
  if (failed)
    return (
      <Page title="工作表" breadcrumbs={[sheetsCrumb]}>
        <FailureNote error={failed.error} onRetry={() => void failed.refetch()} />
      </Page>
    );
  if (!sheet.data || !base || !firm.data || !stored.ready || !notesKnown) return <Loading />;
  return (
    <SheetEditor
      id={id}
      firm={firm.data}
      base={base}
      sheet={sheet.data}
      draftKey={id}
      stored={stored.data ?? null}
    />
  );
};

/** `#/sheets/:id` and `#/sheets/new?enterprise=…`. */
export const SheetPage = () => {
  const { id = '' } = useParams<{ id: string }>();
  const [search] = useSearchParams();
  const enterprise = search.get('enterprise');
  if (id !== 'new') return <SavedSheet key={id} id={id} />;
  if (enterprise) return <NewSheet key={enterprise} enterpriseId={enterprise} />;
  return (
    <Page title="新建工作表" subtitle="先选企业" breadcrumbs={[sheetsCrumb]}>
      <FirmChooser address={(firmId) => `/sheets/new?enterprise=${firmId}`} />
    </Page>
  );
};
