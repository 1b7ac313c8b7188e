import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { api, saveOffered } from '#renderer/app/api.ts';
import { showDone, useTell } from '#renderer/app/query.ts';

type PaperButtonProps = {
  /** Of `papers` in shared/papers. */
  readonly kind: string;
  /** The record the paper is about. */
  readonly id: string;
  /** What the button says. */
  readonly label: string;
};

/** Makes a paper of a record and hands it over to be saved and printed. */
export const PaperButton = ({ kind, id, label }: PaperButtonProps) => {
  const make = useTell(api.papers.make.mutate, {
    onDone: ({ ticket, fileName }) =>
      void saveOffered(ticket).then((saved) => saved && showDone(`已生成：${fileName}`)),
  });
  return (
    <Button
      variant="default"
      leftSection={<IconFileText size="1.1rem" aria-hidden />}
      loading={make.isPending}
      onClick={() => make.mutate({ kind, id })}
    >
      {label}
    </Button>
  );
};
