import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { api, saveOffered } from '#renderer/app/api.ts';
import { showDone, useTell } from '#renderer/app/query.ts';
import type { FirmChoice } from '#shared/firm-list.ts';

type VisitFormsButtonProps = {
  /** Null for the blank form. */
  readonly firms: FirmChoice | null;
  readonly label: string;
};

/** Forms to take along on paper: of the firms ticked, a page each, or the blank one. */
export const VisitFormsButton = ({ firms, label }: VisitFormsButtonProps) => {
  const make = useTell(api.papers.visitForms.mutate, {
    onDone: ({ ticket, fileName }) =>
      void saveOffered(ticket).then((saved) => saved && showDone(`已生成：${fileName}`)),
  });
  return (
    <Button
      variant="default"
      leftSection={<IconPrinter size="1.1rem" aria-hidden />}
      loading={make.isPending}
      onClick={() => make.mutate({ firms })}
    >
      {label}
    </Button>
  );
};
