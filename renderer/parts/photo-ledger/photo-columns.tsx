import { IconFileTypePdf, IconPhotoOff } from '@tabler/icons-react';
import { mediaUrl } from '#renderer/app/api.ts';
import type { Column } from '#renderer/parts/data-table.tsx';
import { formatBytes } from '#renderer/parts/formats.ts';
import { type PhotoLine, photoStateLabels } from '#shared/photos.ts';
import classes from './photo-ledger.module.css';

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

/** What the ledger tells of each photograph. */
export const photoColumns: readonly Column<PhotoLine>[] = [
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
  {
    key: 'hash',
    title: '摘要',
    width: '6.5rem',
    cell: (photo) => (
      <span className={classes.hash} title={`SHA-256 ${photo.sha256}`}>
        {photo.sha256.slice(0, 8)}
      </span>
    ),
  },
  { key: 'state', title: '状态', width: '9rem', cell: (photo) => photoStateLabels[photo.state] },
];
