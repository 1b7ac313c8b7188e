import { Group, Switch, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { BareSheet } from '#renderer/rooms/enterprises/ledgers/bare-sheet.tsx';
import {
  entryField,
  entryText,
  entryValue,
  itemsToEnter,
  type EntrySheet as Told,
} from '#shared/scoring/hand-work.ts';

/** A sheet of more lines is slow to type into; the others are found by their names. */
const most = 150;

const Sheet = ({ runId, told }: { readonly runId: string; readonly told: Told }) => {
  const client = useQueryClient();
  const [all, setAll] = useState(false);
  const [search, setSearch] = useState('');
  const enter = useTell(api.scoring.enter.mutate, {
    quiet: true,
    changes: ['cultivation', 'ledgers'],
  });
  // Cells that are filled do not take their column away under the caret.
  const [first] = useState(() => itemsToEnter(told));
  const items = all ? told.items : first;
  const found = told.firms.filter(({ name }) => name.includes(search.trim()));
  const shown = found.slice(0, most);
  const byId = new Map(shown.map((firm) => [firm.id, firm]));
  const lacking = (firm: Told['firms'][number], code: string): boolean =>
    firm.entered[code] === undefined && firm.missing.includes(code);
  const left = told.firms.reduce(
    (sum, firm) => sum + items.filter(({ code }) => lacking(firm, code)).length,
    0,
  );
  return (
    <>
      <Group gap="md">
        <TextInput
          aria-label="查找企业"
          size="xs"
          w="14rem"
          placeholder="查找企业"
          leftSection={<IconSearch size="0.9rem" aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Switch
          size="sm"
          label="台账里有数据的项目也列出"
          checked={all}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
        <Text size="xs" c="dimmed">
          填报的数先于台账计分；填在这里的只用于 {told.year} 年的评分。
        </Text>
      </Group>
      {items.length === 0 ? (
        <EmptyState title="没有要填报的项目" plain>
          每家的每个项目台账里都有数据。要改某个数，请改台账，或打开上面的开关在这里填报。
        </EmptyState>
      ) : (
        <BareSheet
          key={all ? 'all' : 'first'}
          label="评分填报表"
          name="score_entry"
          owner={runId}
          head="企业"
          fields={items.map(entryField)}
          rows={shown.map(({ id, name, entered }) => ({
            id,
            title: name,
            values: Object.fromEntries(
              items.map((item) => [item.code, entryValue(item, entered[item.code])]),
            ),
          }))}
          wanted={({ id }, { key }) => {
            const firm = byId.get(id);
            return firm !== undefined && lacking(firm, key);
          }}
          said={left === 0 ? '没有数据的都填了' : `没有数据的还有 ${left} 格（灰底）`}
          saving={enter.isPending}
          save={async (rows) => {
            await enter.mutateAsync({
              runId,
              entries: rows.flatMap(({ id, values }) =>
                items.flatMap((item) => {
                  const value = values[item.code];
                  return value === undefined
                    ? []
                    : [{ firmId: id, code: item.code, value: entryText(item, value) }];
                }),
              ),
            });
            await client.refetchQueries(
              { queryKey: ['cultivation', 'entries'] },
              { cancelRefetch: false },
            );
          }}
        />
      )}
      {found.length > shown.length && (
        <Text size="xs" c="dimmed">
          只列前 {most} 家，另有 {found.length - shown.length} 家，请按名称查找。
        </Text>
      )}
    </>
  );
};

/** Figures no ledger knows, entered for the firms of a run: firms by items. */
export const EntrySheet = ({ runId }: { readonly runId: string }) => {
  const told = useAsk('cultivation', 'entries', { id: runId }, api.scoring.entries.query, {
    keep: true,
  });
  if (told.isError) return <FailureNote error={told.error} onRetry={() => void told.refetch()} />;
  return told.data ? <Sheet runId={runId} told={told.data} /> : <Loading />;
};
