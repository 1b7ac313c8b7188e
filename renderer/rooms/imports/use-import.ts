import { useState } from 'react';
import { useLocation } from 'wouter';
import { api, putFile } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import type { ImportMapping } from '#shared/import-columns.ts';
import type { ImportAnswers, ImportPreview, TableView } from '#shared/imports.ts';

type Choice = {
  readonly sheet?: string;
  readonly header?: { readonly top: number; readonly bottom: number };
};
type Read = { readonly ticket: string; readonly table: TableView; readonly choice: Choice };
type Step = 'file' | 'sheet' | 'columns' | 'preview';

/** One walk through the wizard: file → sheet and header → columns → preview → report. */
export const useImport = () => {
  const [, navigate] = useLocation();
  const [step, setStep] = useState<Step>('file');
  const [read, setRead] = useState<Read | null>(null);
  const [mapping, setMapping] = useState<ImportMapping | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [answers, setAnswers] = useState<ImportAnswers>({});
  const [job, setJob] = useState<string | null>(null);

  /** Under a name by which it can be cancelled; the dialog is open as long as it has one. */
  const asJob = async <T>(work: (job: string) => Promise<T>): Promise<T> => {
    const name = crypto.randomUUID();
    setJob(name);
    try {
      return await work(name);
    } finally {
      setJob(null);
    }
  };

  const readTable = useTell(
    async (input: { file?: File; ticket?: string; choice: Choice; target?: string }) => {
      const ticket = input.ticket ?? (input.file ? await putFile(input.file) : '');
      const { choice, target } = input;
      const table = await asJob((name) =>
        api.imports.read.mutate({ ticket, job: name, choice, target }),
      );
      return { ticket, table, choice };
    },
    {
      quiet: true,
      onDone: (answer) => {
        setRead(answer);
        setMapping(answer.table.mapping);
        setPreview(null);
        setAnswers({});
        setStep((before) => (before === 'file' ? 'sheet' : before));
      },
    },
  );
  const planning = useTell(
    (input: { answers: ImportAnswers }) =>
      asJob((name) =>
        api.imports.preview.mutate({
          ticket: read?.ticket ?? '',
          job: name,
          plan: {
            mapping: mapping as ImportMapping,
            choice: read?.choice ?? {},
            answers: input.answers,
          },
        }),
      ),
    {
      quiet: true,
      onDone: (made, input) => {
        setAnswers(input.answers);
        setPreview(made);
        setStep('preview');
      },
    },
  );
  const committing = useTell(
    (id: string) => asJob((name) => api.imports.commit.mutate({ id, job: name })),
    {
      quiet: true,
      changes: ['enterprises', 'imports', 'ledgers'],
      onDone: (report) => navigate(`/imports/${report.id}`, { replace: true }),
    },
  );
  const cancelling = useTell(api.exchange.cancel.mutate);

  return {
    step,
    read,
    mapping,
    preview,
    answers,
    job,
    reading: readTable,
    planning,
    committing,
    cancelling: cancelling.isPending,
    setMapping,
    choose: (file: File) => readTable.mutate({ file, choice: {} }),
    readAgain: (choice: Choice, target?: string) =>
      read &&
      readTable.mutate({
        ticket: read.ticket,
        choice,
        ...(target === undefined ? {} : { target }),
      }),
    toColumns: () => setStep('columns'),
    look: () => {
      committing.reset();
      planning.mutate({ answers });
    },
    answer: (more: ImportAnswers) => planning.mutate({ answers: { ...answers, ...more } }),
    commit: () => preview && committing.mutate(preview.id),
    cancel: () => job && cancelling.mutate({ job }),
    backToFile: () => {
      readTable.reset();
      setRead(null);
      setStep('file');
    },
    backToSheet: () => {
      planning.reset();
      setStep('sheet');
    },
    backToColumns: () => {
      planning.reset();
      committing.reset();
      setStep('columns');
    },
  };
};

export type ImportWalk = ReturnType<typeof useImport>;
