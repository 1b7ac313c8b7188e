import { Menu } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { Chosen, PaperGroup } from './paper-group.tsx';

type PaperProps = {
  /** Of `papers` in shared/papers. */
  readonly kind: string;
  /** What the button says. */
  readonly label: string;
  readonly size?: 'xs' | 'sm' | 'compact-sm';
  /** Why no paper can be made now; shown on the button, which then does nothing. */
  readonly blocked?: string | null;
};

type PaperButtonProps = PaperProps & {
  /** The record the paper is about. */
  readonly id: string;
};

type RowPapersProps = PaperProps & {
  readonly rows: readonly { readonly id: string; readonly title: string }[];
};

/** For `blocked`: the paper would not say what was typed and is not saved. */
export const notSaved = '有还没有保存的内容，先保存再生成';

/**
 * A paper of one of several records, which is chosen in the menu; of the first until one is. Nothing where there is no
 * record.
 */
export const RowPapers = ({ kind, rows, ...button }: RowPapersProps) => {
  const [of, setOf] = useState<string | null>(null);
  const choice = useAsk('ledgers', 'templateChoice', { paper: kind }, api.papers.choice.query);
  const make = useTell(api.papers.make.mutate, { changes: ['ledgers'], quiet: true });
  const { templates = [], chosen = null } = choice.data ?? {};
  const row = rows.find(({ id }) => id === of) ?? rows[0];
  if (!row) return null;
  return (
    <PaperGroup
      {...button}
      formats={[{ id: null, name: '标准格式', format: '' }, ...templates]}
      chosen={chosen}
      make={(template, delivery) => make.mutateAsync({ kind, id: row.id, template, ...delivery })}
      before={
        rows.length > 1 && (
          <>
            <Menu.Label>哪一份</Menu.Label>
            {rows.map(({ id, title }) => (
              <Menu.Item
                key={id}
                closeMenuOnClick={false}
                leftSection={<Chosen yes={id === row.id} />}
                onClick={() => setOf(id)}
              >
                {title}
              </Menu.Item>
            ))}
          </>
        )
      }
      after={
        <Menu.Item component={Link} href={`/settings/templates?paper=${kind}`}>
          管理文书模板…
        </Menu.Item>
      }
    />
  );
};

/** A paper of a record: in the standard form, or in one of the office's templates, as was chosen last. */
export const PaperButton = ({ id, ...paper }: PaperButtonProps) => (
  <RowPapers {...paper} rows={[{ id, title: '' }]} />
);
