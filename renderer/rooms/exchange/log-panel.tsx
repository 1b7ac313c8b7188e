import { Text } from '@mantine/core';
import { IconHistory, IconPackageExport, IconPackageImport } from '@tabler/icons-react';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { formatBytes, formatMoment } from '#renderer/parts/formats.ts';
import { type BundleLine, bundleKindLabels, type ExchangeOverview } from '#shared/exchange.ts';
import classes from './log-panel.module.css';
import { ParkedNote } from './parked-note.tsx';
import { QuarantineNote } from './quarantine-note.tsx';

const Direction = ({ line }: { readonly line: BundleLine }) => {
  const Icon = line.direction === 'out' ? IconPackageExport : IconPackageImport;
  return (
    <span className={classes.direction}>
      <Icon size="1rem" stroke={1.6} aria-hidden />
      {line.direction === 'out' ? '给出' : '读入'}
    </span>
  );
};

/** A receipt carries nothing; a zero would look like a loss. */
const carried = (key: 'changes' | 'media') => (line: BundleLine) =>
  line.kind === 'receipt' ? '—' : line[key];

const columns: readonly Column<BundleLine>[] = [
  { key: 'at', title: '时间', width: '10.5rem', cell: (line) => formatMoment(line.at) },
  {
    key: 'direction',
    title: '方向',
    width: '4.5rem',
    cell: (line) => <Direction line={line} />,
  },
  {
    key: 'kind',
    title: '类型',
    width: '4.5rem',
    cell: (line) => bundleKindLabels[line.kind],
  },
  { key: 'number', title: '编号', width: '5rem', cell: (line) => `第 ${line.number} 号` },
  { key: 'peer', title: '对方', width: 'minmax(12rem, 1fr)', cell: (line) => line.peerName },
  {
    key: 'file',
    title: '文件',
    width: 'minmax(12rem, 1.2fr)',
    cell: (line) => <span title={line.fileName}>{line.fileName}</span>,
  },
  { key: 'changes', title: '改动', width: '4rem', align: 'right', cell: carried('changes') },
  { key: 'media', title: '照片', width: '4rem', align: 'right', cell: carried('media') },
  {
    key: 'bytes',
    title: '大小',
    width: '5.5rem',
    align: 'right',
    cell: (line) => formatBytes(line.bytes),
  },
  { key: 'state', title: '状态', width: '9rem', cell: (line) => line.stateLabel },
];

/** Every bundle and receipt in and out, and what a person has to know about them. */
export const LogPanel = ({ view }: { readonly view: ExchangeOverview }) => (
  <>
    {view.parked.length > 0 && <ParkedNote parked={view.parked} />}
    <Text size="sm">
      两边都改过、两个值都保留着的：{view.conflicts} 处。本程序不认识、已隔离保存的：
      {view.quarantined} 条。
    </Text>
    {view.quarantined > 0 && <QuarantineNote />}
    {view.bundles.length === 0 ? (
      <EmptyState icon={<IconHistory size="2rem" stroke={1.4} />} title="还没有数据包进出">
        做过和读入过的每一个数据包、每一张回执都会记在这里。
      </EmptyState>
    ) : (
      <DataTable
        label="数据包记录"
        columns={columns}
        rows={view.bundles}
        rowKey={(line) => line.id}
      />
    )}
  </>
);
