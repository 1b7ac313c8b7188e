import { Text } from '@mantine/core';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { LedgerSection } from '#renderer/rooms/enterprises/ledgers/ledger-section.tsx';
import { areaHonour } from '#shared/registers/area-honour.ts';
import type { Ledger } from '#shared/registers/ledger.ts';
import { structureGoal } from '#shared/registers/structure-goal.ts';
import tables from './cultivation-tables.module.css';
import { useRows } from './use-rows.ts';

type SheetProps = { readonly ledger: Ledger; readonly hint: string };

const Sheet = ({ ledger, hint }: SheetProps) => {
  const rows = useRows(ledger.name, null);
  if (rows.isError) return <FailureNote error={rows.error} onRetry={() => void rows.refetch()} />;
  if (!rows.data) return <Loading />;
  return (
    <div className={tables.sheet}>
      <LedgerSection ledger={ledger} enterpriseId={null} rows={rows.data.rows} source="部门共享" />
      <Text size="xs" c="dimmed">
        {hint}
      </Text>
    </div>
  );
};

/** What the overview counts and no firm's file holds: the plan's goals by year, and honours of the area. */
export const GoalsPage = () => (
  <Page title="培育目标与区域荣誉" breadcrumbs={[{ label: '总览', href: '/cultivation/overview' }]}>
    <div className={tables.pad}>
      <Sheet
        ledger={structureGoal}
        hint="总览用截至日当年起最近的一个目标年：比例类填目标比例，“还差”按最少要增加的产品数算；名牌产品数填目标数。可以粘贴 Excel 区域。"
      />
      <Sheet
        ledger={areaHonour}
        hint="不属于哪一家企业的荣誉，如协会持有的地理标志、示范区。名称与奖项目录一致的，和企业的荣誉一起计入存量；有效期到期前会提醒。"
      />
    </div>
  </Page>
);
