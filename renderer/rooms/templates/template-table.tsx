import { ActionIcon, Menu } from '@mantine/core';
import {
  IconDots,
  IconEye,
  IconFileDownload,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';
import { api, saveOffered } from '#renderer/app/api.ts';
import { showDone, useTell } from '#renderer/app/query.ts';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { TemplateLine } from '#shared/papers/templates.ts';
import classes from './templates.module.css';

/** How a template stands, in one word. */
const standing = ({ stopped, superseded, present, usable }: TemplateLine): string => {
  if (superseded) return '已被替换';
  if (stopped) return '已停用';
  if (!present) return '附件待补';
  return usable ? '使用中' : '下级单位的';
};

const sizeText = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1024))} KB`;

const Actions = ({ line }: { readonly line: TemplateLine }) => {
  const offered = {
    onDone: ({ ticket, fileName }: { readonly ticket: string; readonly fileName: string }) =>
      void saveOffered(ticket).then((saved) => saved && showDone(`已保存：${fileName}`)),
  };
  const changes = ['ledgers'] as const;
  const preview = useTell(api.papers.preview.mutate, offered);
  const download = useTell(api.papers.offerTemplate.mutate, offered);
  const stop = useTell(api.papers.stopTemplate.mutate, { changes });
  const restore = useTell(api.papers.restoreTemplate.mutate, { changes });
  const remove = useTell(api.papers.removeTemplate.mutate, {
    changes,
    onDone: () => showUndo(`已移除模板「${line.name}」`, () => restore.mutate({ id: line.id })),
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`模板「${line.name}」的操作`}>
          <IconDots size="1.1rem" aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconEye size="1rem" aria-hidden />}
          disabled={!line.present}
          onClick={() => preview.mutate({ paper: line.paper, ticket: null, id: line.id })}
        >
          用最近一条记录预览
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileDownload size="1rem" aria-hidden />}
          disabled={!line.present}
          onClick={() => download.mutate({ id: line.id })}
        >
          下载模板文件
        </Menu.Item>
        <Menu.Item
          leftSection={
            line.stopped ? (
              <IconPlayerPlay size="1rem" aria-hidden />
            ) : (
              <IconPlayerPause size="1rem" aria-hidden />
            )
          }
          onClick={() => stop.mutate({ id: line.id, stopped: !line.stopped })}
        >
          {line.stopped ? '重新启用' : '停用'}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconTrash size="1rem" aria-hidden />}
          onClick={() => remove.mutate({ id: line.id })}
        >
          移除
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

/** The templates of one paper, those in use first. */
export const TemplateTable = ({ lines }: { readonly lines: readonly TemplateLine[] }) => {
  const inUse = (line: TemplateLine): boolean => standing(line) === '使用中';
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>名称</th>
          <th>格式</th>
          <th>制作单位</th>
          <th>状态</th>
          <th>数据状态</th>
          <th aria-label="操作" />
        </tr>
      </thead>
      <tbody>
        {lines
          .toSorted((a, b) => Number(inUse(b)) - Number(inUse(a)))
          .map((line) => (
            <tr key={line.id} data-quiet={!inUse(line)}>
              <td title={line.fileName}>{line.name}</td>
              <td>
                .{line.format} <span className={classes.note}>{sizeText(line.bytes)}</span>
              </td>
              <td>{line.office}</td>
              <td>{standing(line)}</td>
              <td>
                <StateBadge state={line.state} />
              </td>
              <td data-right>
                <Actions line={line} />
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
};
