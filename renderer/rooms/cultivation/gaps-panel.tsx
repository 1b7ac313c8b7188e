import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { FirmChooser } from '#renderer/parts/firm-chooser.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { LedgerSection } from '#renderer/rooms/enterprises/ledgers/ledger-section.tsx';
import { benchmark, benchmarkValue } from '#shared/registers/benchmark.ts';
import tables from './cultivation-tables.module.css';
import { useRows } from './use-rows.ts';

/** The figures of one benchmark, and the codes indicators are named by. */
const Values = ({ benchmarkId }: { readonly benchmarkId: string }) => {
  const rows = useRows(benchmarkValue.name, benchmarkId);
  const known = useAsk('cultivation', 'indicators', undefined, () =>
    api.assessments.indicators.query(),
  );
  if (rows.isError) return <FailureNote error={rows.error} onRetry={() => void rows.refetch()} />;
  if (!rows.data) return <Loading />;
  return (
    <>
      <LedgerSection
        key={benchmarkId}
        ledger={benchmarkValue}
        enterpriseId={benchmarkId}
        rows={rows.data.rows}
        source="导入"
      />
      <Text size="xs" c="dimmed">
        指标代码：
        {(known.data ?? [])
          .map(({ key, label, unit }) => `${key}＝${label}${unit === '' ? '' : `（${unit}）`}`)
          .join('，')}
      </Text>
    </>
  );
};

/** 对标自评: choose a firm; below, the benchmarks firms are measured against. */
export const GapsPanel = () => {
  const [chosen, setChosen] = useState<string | null>(null);
  const benchmarks = useRows(benchmark.name, null);
  if (benchmarks.isError)
    return <FailureNote error={benchmarks.error} onRetry={() => void benchmarks.refetch()} />;
  if (!benchmarks.data) return <Loading />;
  const { rows } = benchmarks.data;
  const shown = chosen ?? rows[0]?.id ?? null;
  return (
    <div className={tables.pad}>
      <div className={tables.sheet}>
        <LedgerSection ledger={benchmark} enterpriseId={null} rows={rows} source="导入" />
        {shown !== null && (
          <>
            <Select
              label="标杆数据"
              w="18rem"
              my="sm"
              data={rows.map(({ id, values }) => ({ value: id, label: String(values.name) }))}
              value={shown}
              onChange={setChosen}
              allowDeselect={false}
            />
            <Values benchmarkId={shown} />
          </>
        )}
      </div>
      <FirmChooser address={(id) => `/cultivation/firms/${id}/gaps`} />
    </div>
  );
};
