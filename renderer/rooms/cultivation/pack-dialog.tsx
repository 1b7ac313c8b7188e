import { Badge, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { api, putFile } from '#renderer/app/api.ts';
import { showDone, showFailure, useAsk, useTell } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { FilePick } from '#renderer/parts/file-pick.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import type { PackChange, PackPreview } from '#shared/award-pack.ts';
import classes from './cultivation-tables.module.css';
import { Cut, shownRows } from './shown-rows.tsx';

const words: Readonly<Record<PackChange['does'], string>> = {
  add: '新增',
  change: '修改',
  fixed: '已启用，不改',
};

/** What differs, one line a row; a new one says what it is by its title alone. */
const Changes = ({ changes }: { readonly changes: readonly PackChange[] }) => (
  <div className={classes.scroll}>
    <table className={classes.table} aria-label="目录包的改动">
      <thead>
        <tr>
          <th>处理</th>
          <th>种类</th>
          <th>名称</th>
          <th>改动</th>
        </tr>
      </thead>
      <tbody>
        {changes.slice(0, shownRows).map((change) => (
          <tr key={`${change.ledger} ${change.what} ${change.title} ${change.cells.length}`}>
            <td>{words[change.does]}</td>
            <td>{change.what}</td>
            <td>{change.title}</td>
            <td>
              {change.does !== 'add' &&
                change.cells.map(({ label, before, after }) => (
                  <div key={label}>
                    {label}：{before || '（空）'} → {after || '（空）'}
                  </div>
                ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    <Cut rows={changes.length} counter="条" />
  </div>
);

const Preview = ({ preview }: { readonly preview: PackPreview }) => {
  const count = (does: PackChange['does']): number =>
    preview.changes.filter((change) => change.does === does).length;
  return (
    <>
      <Group gap="xs">
        <Text fw={600}>{preview.name}</Text>
        <Badge variant="light">{preview.version}</Badge>
        <Text size="sm" c="dimmed">
          奖项 {preview.awards} 项、评分方案 {preview.schemes} 个、阶梯 {preview.steps} 级
        </Text>
      </Group>
      {preview.note && (
        <Text size="sm" c="dimmed">
          {preview.note}
        </Text>
      )}
      {preview.problems.length > 0 && (
        <FailureNote error={new Error(`不能装入：${preview.problems.slice(0, 5).join('；')}`)} />
      )}
      <Text size="sm">
        新增 {count('add')} 条，修改 {count('change')} 条，已启用不改 {count('fixed')} 条，相同{' '}
        {preview.same} 条。
      </Text>
      {preview.changes.length > 0 && <Changes changes={preview.changes} />}
    </>
  );
};

/** 装入目录包: the one that comes with the program or a file; looked at before anything is written. */
export const PackDialog = ({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) => {
  const [ticket, setTicket] = useState<string | null>(null);
  const preview = useAsk('cultivation', 'previewPack', { ticket }, api.awards.previewPack.query, {
    enabled: opened,
  });
  const load = useTell(api.awards.loadPack.mutate, {
    changes: ['cultivation', 'ledgers'],
    onDone: ({ added, changed }) => {
      showDone(`目录包已装入：新增 ${added} 条，修改 ${changed} 条`);
      onClose();
    },
  });
  const pick = ([file]: readonly File[]): void => {
    if (file) void putFile(file).then(setTicket, showFailure);
  };
  const nothing =
    !preview.data || preview.data.problems.length > 0
      ? true
      : preview.data.changes.every(({ does }) => does === 'fixed');
  return (
    <Modal opened={opened} onClose={onClose} title="装入奖项目录包" size="min(56rem, 92vw)">
      <Stack gap="sm">
        <FilePick
          label="选择目录包文件"
          hint={ticket === null ? '下面是随程序附带的目录' : '下面是所选的文件'}
          accept=".json"
          onPick={pick}
        />
        {preview.isError && (
          <FailureNote error={preview.error} onRetry={() => void preview.refetch()} />
        )}
        {preview.isPending && <Loading />}
        {preview.data && <Preview preview={preview.data} />}
        <Group justify="flex-end">
          {ticket !== null && (
            <Button variant="default" onClick={() => setTicket(null)}>
              改用随附目录
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button
            disabled={nothing}
            loading={load.isPending}
            onClick={() => load.mutate({ ticket })}
          >
            装入
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
