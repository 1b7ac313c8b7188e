import { Chip, Text } from '@mantine/core';
import { IconFileTypePdf, IconPhoto, IconPhotoOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api, mediaUrl } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatBytes } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import {
  type PhotoLedger,
  type PhotoLine,
  type PhotoState,
  photoStateLabels,
  photoStates,
} from '#shared/photos.ts';
import classes from './photos-panel.module.css';

const Thumb = ({ photo }: { readonly photo: PhotoLine }) =>
  photo.present && photo.mime === 'application/pdf' ? (
    <span className={classes.absent}>
      <IconFileTypePdf size="1.1rem" stroke={1.4} aria-hidden />
    </span>
  ) : photo.present ? (
    <img className={classes.thumb} src={mediaUrl(photo.sha256)} alt="" loading="lazy" />
  ) : (
    <span className={classes.absent}>
      <IconPhotoOff size="1.1rem" stroke={1.4} aria-hidden />
    </span>
  );

const columns: readonly Column<PhotoLine>[] = [
  { key: 'thumb', title: '照片', width: '4rem', cell: (photo) => <Thumb photo={photo} /> },
  {
    key: 'where',
    title: '在哪条记录上',
    width: 'minmax(10rem, 1fr)',
    cell: (photo) => <span title={photo.where}>{photo.where}</span>,
  },
  {
    key: 'firm',
    title: '企业',
    width: 'minmax(12rem, 1.2fr)',
    cell: (photo) => <span title={photo.enterpriseName}>{photo.enterpriseName}</span>,
  },
  {
    key: 'caption',
    title: '说明',
    width: 'minmax(8rem, 1fr)',
    cell: (photo) => {
      const words = [photo.name, photo.caption].filter(Boolean).join('　');
      return <span title={words}>{words || '—'}</span>;
    },
  },
  {
    key: 'taken',
    title: '拍摄时间',
    width: '10rem',
    cell: (photo) => photo.takenAt?.slice(0, 16).replace('T', ' ') ?? '—',
  },
  {
    key: 'author',
    title: '谁的',
    width: 'minmax(9rem, 0.8fr)',
    cell: (photo) => <span title={photo.author}>{photo.author}</span>,
  },
  {
    key: 'bytes',
    title: '大小',
    width: '6rem',
    align: 'right',
    cell: (photo) => formatBytes(photo.bytes),
  },
  { key: 'state', title: '状态', width: '9rem', cell: (photo) => photoStateLabels[photo.state] },
];

const everything = 'all';

type FiltersProps = {
  readonly ledger: PhotoLedger;
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

const addressOf = ({ ownerTable, ownerId, enterpriseId }: PhotoLine): string =>
  ownerTable === 'visit'
    ? `/visits/${ownerId}`
    : enterpriseId === null
      ? '/enterprises'
      : `/enterprises/${enterpriseId}`;

const step = 500;

/** Every photograph and attachment and where it is; a row leads to its record. */
export const PhotosPanel = () => {
  const [, navigate] = useLocation();
  const [state, setState] = useState<PhotoState | null>(null);
  const [limit, setLimit] = useState(step);
  const photos = useAsk('exchange', 'photos', { state, limit }, api.exchange.photos.query, {
    keep: true,
  });
  if (photos.isError)
    return <FailureNote error={photos.error} onRetry={() => void photos.refetch()} />;
  if (!photos.data) return <Loading />;
  const { rows, total, counts } = photos.data;
  if (Object.values(counts).every((n) => n === 0))
    return (
      <EmptyState icon={<IconPhoto size="2rem" stroke={1.4} />} title="还没有照片和附件" plain>
        走访时拍的照片、企业档案上的附件会列在这里：哪张还没离开本机，哪张县局、市局已经收到，哪张还要补。
      </EmptyState>
    );
  return (
    <>
      <Filters
        ledger={photos.data}
        state={state}
        choose={(chosen) => {
          setState(chosen);
          setLimit(step);
        }}
      />
      <AskFor ledger={photos.data} />
      <DataTable
        label="照片"
        columns={columns}
        rows={rows}
        rowKey={(photo) => photo.id}
        onOpen={(photo) => navigate(addressOf(photo))}
        onEnd={() => {
          if (rows.length < total) setLimit(rows.length + step);
        }}
        memory="photos"
      />
    </>
  );
};
