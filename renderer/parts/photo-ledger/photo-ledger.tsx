import { Button, Chip, Text, TextInput } from '@mantine/core';
import { IconPhoto, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatBytes } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { PeriodBar, usualPeriod } from '#renderer/parts/period-bar.tsx';
import { useSearchBox } from '#renderer/parts/use-search-box.ts';
import { WorkbookButton } from '#renderer/parts/workbook-button.tsx';
import { type Period, periodInput } from '#shared/issues.ts';
import {
  type PhotoLedger as Ledger,
  type PhotoLine,
  type PhotoQuery,
  type PhotoState,
  photoStateLabels,
  photoStates,
} from '#shared/photos.ts';
import { photoColumns } from './photo-columns.tsx';
import classes from './photo-ledger.module.css';

const everything = 'all';

type FiltersProps = {
  readonly ledger: Ledger;
  readonly state: PhotoState | null;
  readonly choose: (state: PhotoState | null) => void;
};

/** One chip a state that occurs; the chosen one stays where its last photograph has moved on. */
const Filters = ({ ledger: { counts }, state, choose }: FiltersProps) => {
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return (
    <Chip.Group
      value={state ?? everything}
      onChange={(value) => choose(photoStates.find((s) => s === value) ?? null)}
    >
      <div className={classes.filters}>
        <Chip value={everything} size="sm">
          全部 {all}
        </Chip>
        {photoStates
          .filter((s) => counts[s] > 0 || s === state)
          .map((s) => (
            <Chip key={s} value={s} size="sm">
              {photoStateLabels[s]} {counts[s]}
            </Chip>
          ))}
      </div>
    </Chip.Group>
  );
};

const AskFor = ({ ledger: { askFor } }: Pick<FiltersProps, 'ledger'>) =>
  askFor.length > 0 && (
    <Text size="sm">
      附件待补，请向对方索取：
      {askFor
        .slice(0, 5)
        .map(({ author, photos }) => `${author} ${photos} 张`)
        .join('，')}
      {askFor.length > 5 && ` 等 ${askFor.length} 处`}。对方再做一次数据包就会带上。
    </Text>
  );

const addressOf = ({ ownerTable, ownerId, visitId, enterpriseId }: PhotoLine): string => {
  if (visitId !== null) return `/visits/${visitId}`;
  if (ownerTable === 'issue') return `/issues/${ownerId}`;
  return enterpriseId === null ? '/enterprises' : `/enterprises/${enterpriseId}`;
};

const step = 500;
const wait = 200;

/** Every photograph and attachment and where it is; a row leads to its record. */
export const PhotoLedger = () => {
  const [, navigate] = useLocation();
  const [state, setState] = useState<PhotoState | null>(null);
  const [period, setPeriod] = useState<Period | null>(null);
  const { search, input } = useSearchBox('', wait);
  const [limit, setLimit] = useState(step);
  const isRead = period === null || periodInput.safeParse(period).success;
  const query: PhotoQuery = { state, search, period: isRead ? period : null };
  const photos = useAsk('exchange', 'photos', { ...query, limit }, api.exchange.photos.query, {
    keep: true,
  });
  if (photos.isError)
    return <FailureNote error={photos.error} onRetry={() => void photos.refetch()} />;
  if (!photos.data) return <Loading />;
  const { rows, total, counts, bytes } = photos.data;
  const isAsked = search !== '' || period !== null;
  if (!isAsked && Object.values(counts).every((n) => n === 0))
    return (
      <EmptyState icon={<IconPhoto size="2rem" stroke={1.4} />} title="还没有照片和附件" plain>
        走访时拍的照片、企业档案上的附件会列在这里：哪张还没离开本机，哪张县局、市局已经收到，哪张还要补。
      </EmptyState>
    );
  return (
    <>
      <div className={classes.bar}>
        <TextInput
          className={classes.search}
          size="xs"
          label="查找"
          placeholder="企业、记录、说明、文件名或摘要"
          leftSection={<IconSearch size="0.9rem" aria-hidden />}
          {...input}
        />
        {period === null ? (
          <Button variant="default" size="xs" onClick={() => setPeriod(usualPeriod())}>
            按拍摄时间
          </Button>
        ) : (
          <>
            <PeriodBar period={period} onChange={setPeriod} />
            <Button variant="subtle" size="xs" onClick={() => setPeriod(null)}>
              不限时间
            </Button>
          </>
        )}
        <span className={classes.sum}>
          {total} 张，{formatBytes(bytes)}
        </span>
        <WorkbookButton
          size="xs"
          make={(job) => api.exchange.photoBook.mutate({ ...query, job })}
        />
      </div>
      <Filters
        ledger={photos.data}
        state={state}
        choose={(chosen) => {
          setState(chosen);
          setLimit(step);
        }}
      />
      <AskFor ledger={photos.data} />
      {total === 0 ? (
        <EmptyState icon={<IconPhoto size="2rem" stroke={1.4} />} title="没有符合条件的照片" plain>
          换一个企业名称、时间或状态再找。
        </EmptyState>
      ) : (
        <DataTable
          label="照片"
          columns={photoColumns}
          rows={rows}
          rowKey={(photo) => photo.id}
          onOpen={(photo) => navigate(addressOf(photo))}
          onEnd={() => {
            if (rows.length < total) setLimit(rows.length + step);
          }}
          memory="photos"
        />
      )}
    </>
  );
};
