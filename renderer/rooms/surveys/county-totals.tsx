import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { LedgerSection } from '#renderer/rooms/enterprises/ledgers/ledger-section.tsx';
import { countyTotal } from '#shared/registers/county-total.ts';
import type { Ledger } from '#shared/registers/ledger.ts';

/** Of one place at a time: which place is chosen above the sheet, not typed into every line. */
const ofOnePlace: Ledger = {
  ...countyTotal,
  fields: countyTotal.fields.filter(({ key }) => key !== 'division'),
  list: countyTotal.list.filter((key) => key !== 'division'),
};

/** Years a county has figures of are some dozens. */
const most = 1_000;

const Totals = ({ division }: { readonly division: string }) => {
  const input = { ledger: countyTotal.name, filter: { division: [division] }, limit: most };
  const page = useAsk('ledgers', 'countyTotals', input, api.ledgers.list.query, { keep: true });
  if (page.isError) return <FailureNote error={page.error} onRetry={() => void page.refetch()} />;
  if (!page.data) return <Loading />;
  return (
    <LedgerSection
      source="部门共享"
      key={division}
      ledger={ofOnePlace}
      enterpriseId={null}
      fixed={{ division, source: '部门共享' }}
      rows={page.data.rows}
    />
  );
};

/** What the statistics bureau says of all above-scale firms of a county, year by year. */
export const CountyTotals = () => {
  const divisions = useAsk('ledgers', 'totalDivisions', undefined, () =>
    api.surveys.totalDivisions.query(),
  );
  const [chosen, setChosen] = useState<string | null>(null);
  if (divisions.isError)
    return <FailureNote error={divisions.error} onRetry={() => void divisions.refetch()} />;
  const division = chosen ?? divisions.data?.[0]?.code;
  if (division === undefined) return <Loading />;
  return (
    <>
      {(divisions.data?.length ?? 0) > 1 && (
        <Select
          mt="sm"
          w="14rem"
          aria-label="地区"
          data-screen-only
          searchable
          allowDeselect={false}
          data={divisions.data?.map(({ code, name }) => ({ value: code, label: name })) ?? []}
          value={division}
          onChange={setChosen}
        />
      )}
      <Text size="sm" c="dimmed" mt="sm" data-screen-only>
        统计局公布的规上工业企业合计，“占规上比重”的分母。每年一行，全年数不填报告期；可以粘贴 Excel
        区域，也可以导入统计局的表。
      </Text>
      <Totals division={division} />
    </>
  );
};
