import { useMemo } from 'react';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { useStoredDraft } from '#renderer/parts/use-draft.ts';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import { FirmEditor } from './firm-editor.tsx';
import { fileToForm, firmFormShape } from './firm-form.ts';

type EditFirmProps = { readonly file: EnterpriseFile; readonly onClose: () => void };

/** The form in the place of the facts. */
export const EditFirm = ({ file, onClose }: EditFirmProps) => {
  const draft = useStoredDraft('enterprise', file.id, firmFormShape);
  const base = useMemo(() => fileToForm(file), [file]);
  if (draft.isError)
    return <FailureNote error={draft.error} onRetry={() => void draft.refetch()} />;
  if (!draft.ready || draft.data === undefined) return <Loading />;
  return (
    <FirmEditor
      id={file.id}
      draftKey={file.id}
      base={base}
      stored={draft.data}
      onSaved={onClose}
      onClose={onClose}
    />
  );
};
