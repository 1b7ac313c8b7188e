import { Badge, Button, Group, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { showDone, useTell } from '#renderer/app/query.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { LedgerSection } from '#renderer/rooms/enterprises/ledgers/ledger-section.tsx';
import type { LedgerRow } from '#shared/ledgers.ts';
import { award, awardReward, awardWindow } from '#shared/registers/award.ts';
import { awardCondition, awardDossierItem } from '#shared/registers/award-demands.ts';
import type { Ledger } from '#shared/registers/ledger.ts';
import { columnLabel, showCell } from '#shared/registers/rows.ts';
import classes from './cultivation-tables.module.css';
import { FixedRows } from './fixed-rows.tsx';
import { IntactNote } from './intact-note.tsx';
import { useRows } from './use-rows.ts';

const crumbs = [{ label: '培育', href: '/cultivation/awards' }] as const;
const changes = ['cultivation', 'ledgers'] as const;

const Facts = ({ row }: { readonly row: LedgerRow }) => (
  <dl className={classes.facts}>
    {[...award.fields.map(({ key }) => key), 'note']
      .filter((key) => !['name', 'predecessorId', 'successorId'].includes(key))
      .map((key) => ({ key, text: showCell(award, key, row.values) }))
      .filter(({ text }) => text !== '')
      .map(({ key, text }) => (
        <div key={key}>
          <dt>{columnLabel(award, key)}</dt>
          <dd>{text}</dd>
        </div>
      ))}
  </dl>
);

type PartProps = { readonly ledger: Ledger; readonly parent: string; readonly open: boolean };

/** A ledger that hangs on an edition or on the award: a sheet to fill while it is open. */
const Part = ({ ledger, parent, open }: PartProps) => {
  const rows = useRows(ledger.name, parent);
  if (rows.isError) return <FailureNote error={rows.error} onRetry={() => void rows.refetch()} />;
  if (!rows.data) return <Loading />;
  if (open)
    return (
      <LedgerSection
        ledger={ledger}
        enterpriseId={parent}
        rows={rows.data.rows}
        source="部门共享"
      />
    );
  return (
    <section aria-label={ledger.label}>
      <Text fw={600} mb="xs">
        {ledger.label} {rows.data.total} {ledger.counter}
      </Text>
      <FixedRows ledger={ledger} rows={rows.data.rows} />
    </section>
  );
};

type EditionProps = {
  readonly edition: LedgerRow;
  /** A draft was made of it. */
  readonly onDraft: (id: string) => void;
};

const Edition = ({ edition, onDraft }: EditionProps) => {
  const [title, setTitle] = useState('');
  const input = { ledger: 'award_edition', id: edition.id } as const;
  const state = String(edition.values.state ?? '草稿');
  const isDraft = state === '草稿';
  const publish = useTell(api.awards.publish.mutate, {
    changes,
    onDone: () => showDone('已启用：条件和材料从此不再改动'),
  });
  const retire = useTell(api.awards.retire.mutate, { changes });
  const draft = useTell(api.awards.draft.mutate, {
    changes,
    onDone: ({ id }) => {
      onDraft(id);
      showDone('已另立新版本，先改好再启用');
    },
  });
  return (
    <div className={classes.sheet}>
      <Group justify="space-between" mb="sm">
        <Group gap="xs">
          <Text fw={600}>{String(edition.values.edition)}</Text>
          <Badge variant="light" color={isDraft ? 'amber' : 'ink'}>
            {state}
          </Badge>
          <IntactNote {...input} />
        </Group>
        <Group gap="xs">
          <TextInput
            aria-label="新版本名称"
            placeholder="新版本名称，如 2027 年版"
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Button
            variant="default"
            disabled={title.trim() === ''}
            loading={draft.isPending}
            onClick={() => draft.mutate({ ...input, title: title.trim() })}
          >
            另立新版本
          </Button>
          {isDraft ? (
            <Button loading={publish.isPending} onClick={() => publish.mutate(input)}>
              启用
            </Button>
          ) : (
            state === '启用' && (
              <Button
                variant="default"
                loading={retire.isPending}
                onClick={() => retire.mutate(input)}
              >
                停用
              </Button>
            )
          )}
        </Group>
      </Group>
      <Part ledger={awardCondition} parent={edition.id} open={isDraft} />
      <Part ledger={awardDossierItem} parent={edition.id} open={isDraft} />
    </div>
  );
};

/** An award: what it is, its editions with conditions and papers, its windows and rewards. */
export const AwardPage = () => {
  const { id = '' } = useParams();
  const [chosen, setChosen] = useState<string | null>(null);
  const awards = useRows(award.name, null);
  const editions = useRows('award_edition', id);
  const row = awards.data?.rows.find((one) => one.id === id);
  const list = editions.data?.rows ?? [];
  const edition = list.find((one) => one.id === chosen) ?? list[0];
  const failed = [awards, editions].find((answer) => answer.isError);
  if (failed) return <FailureNote error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!awards.data || !editions.data)
    return (
      <Page title="奖项" breadcrumbs={crumbs}>
        <Loading />
      </Page>
    );
  if (!row)
    return (
      <Page title="奖项" breadcrumbs={crumbs}>
        <EmptyState title="没有找到这个奖项">它可能已被删除。</EmptyState>
      </Page>
    );
  return (
    <Page
      title={String(row.values.name)}
      subtitle={[row.values.level, row.values.track, row.values.object].filter(Boolean).join(' · ')}
      breadcrumbs={crumbs}
      actions={
        <>
          {list.length > 1 && (
            <Select
              aria-label="版本"
              data={list.map((one) => ({ value: one.id, label: String(one.values.edition) }))}
              value={edition?.id ?? null}
              onChange={setChosen}
              allowDeselect={false}
            />
          )}
          <Button component={Link} href="/cultivation/ladder" variant="default">
            看培育阶梯
          </Button>
        </>
      }
    >
      <div className={classes.pad}>
        <div className={classes.sheet}>
          <Facts row={row} />
        </div>
        {edition ? (
          <Edition key={edition.id} edition={edition} onDraft={setChosen} />
        ) : (
          <Text size="sm" c="dimmed">
            目录里还没有这个奖项的申报条件，可以从目录包装入。
          </Text>
        )}
        <div className={classes.sheet}>
          <Part ledger={awardWindow} parent={id} open />
          <Part ledger={awardReward} parent={id} open />
        </div>
      </div>
    </Page>
  );
};
