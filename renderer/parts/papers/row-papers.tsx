import { Button, Menu } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { api, saveOffered } from '#renderer/app/api.ts';
import { showDone, useTell } from '#renderer/app/query.ts';

type RowPapersProps = {
  /** Of `papers` in shared/papers. */
  readonly kind: string;
  readonly rows: readonly { readonly id: string; readonly title: string }[];
};

/** A menu of the rows of a list, each made into a paper; nothing where there is no row. */
export const RowPapers = ({ kind, rows }: RowPapersProps) => {
  const make = useTell(api.papers.make.mutate, {
    onDone: ({ ticket, fileName }) =>
      void saveOffered(ticket).then((saved) => saved && showDone(`已生成：${fileName}`)),
  });
  if (rows.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconFileText size="1rem" aria-hidden />}
          loading={make.isPending}
        >
          生成文书
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {rows.map(({ id, title }) => (
          <Menu.Item key={id} onClick={() => make.mutate({ kind, id, template: null })}>
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
