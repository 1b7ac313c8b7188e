import { useState } from 'react';
import { useLocation } from 'wouter';
import { api, putFile } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import type { ImportPreview, TableView } from '#shared/imports.ts';
import { type RosterMapping, rosterFields } from '#shared/roster-columns.ts';

type Read = { readonly ticket: string; readonly table: TableView };

/** A mapping as the screen holds it: every field named, null where no column fills it. */
const wholeMapping = (mapping: TableView['mapping']): RosterMapping =>
  Object.fromEntries(rosterFields.map((field) => [field, mapping[field] ?? null])) as RosterMapping;

/** One walk through the wizard: file → table → preview → report. */
export const useImport = () => {
  const [, navigate] = useLocation();
  const [read, setRead] = useState<Read | null>(null);
  const [mapping, setMapping] = useState<RosterMapping | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);

  const reading = useTell(
    async (file: File): Promise<Read> => {
      const ticket = await putFile(file);
      return { ticket, table: await api.imports.read.mutate({ ticket }) };
    },
    {
      quiet: true,
      onDone: (answer) => {
        setRead(answer);
        setMapping(wholeMapping(answer.table.mapping));
        setPreview(null);
      },
    },
  );
  const previewing = useTell(api.imports.preview.mutate, { quiet: true, onDone: setPreview });
  const committing = useTell(api.imports.commit.mutate, {
    quiet: true,
    changes: ['enterprises', 'imports'],
    onDone: (report) => {
      navigate(`/imports/${report.id}`, { replace: true });
    },
  });

  return {
    read,
    mapping,
    preview,
    reading,
    previewing,
    committing,
    setMapping,
    choose: (file: File) => reading.mutate(file),
    look: () => {
      committing.reset();
      if (read && mapping) previewing.mutate({ ticket: read.ticket, mapping });
    },
    commit: () => {
      if (read && mapping && preview)
        committing.mutate({ ticket: read.ticket, mapping, stamp: preview.stamp });
    },
    backToFile: () => {
      reading.reset();
      setRead(null);
    },
    backToMapping: () => {
      previewing.reset();
      committing.reset();
      setPreview(null);
    },
  };
};

export type ImportWalk = ReturnType<typeof useImport>;
