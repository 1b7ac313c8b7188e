import { Button, Text } from '@mantine/core';
import { refusalOf } from '#renderer/app/api.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import type { ImportPreview, TableView } from '#shared/imports.ts';
import { ImportLines } from './import-lines.tsx';
import classes from './import-wizard.module.css';
import type { ImportWalk } from './use-import.ts';

type PreviewStepProps = {
  readonly walk: ImportWalk;
  readonly table: TableView;
  readonly preview: ImportPreview;
};

/** Step 3: what would become of every row; the button says what it will write. */
export const PreviewStep = ({ walk, table, preview }: PreviewStepProps) => {
  const { counts } = preview;
  const writes = counts.new + counts.changed;
  const stale = refusalOf(walk.committing.error)?.code === 'import.stale';
  return (
    <>
      <Text size="sm">
        {table.fileName}：新增 {counts.new} 家，更新 {counts.changed} 家；{counts.same} 家无变化，
        {counts.rejected} 行不能导入，{counts.skipped} 行跳过。
      </Text>
      <ImportLines counts={counts} lines={preview.lines} />
      {walk.committing.isError && (
        <FailureNote
          error={walk.committing.error}
          title="没有导入"
          {...(stale ? { onRetry: walk.look } : {})}
        />
      )}
      <div className={classes.foot}>
        <Button variant="default" onClick={walk.backToMapping} disabled={walk.committing.isPending}>
          上一步
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {writes === 0 ? '没有要写入的内容' : '还没有写入任何内容'}
        </Text>
        <Button onClick={walk.commit} loading={walk.committing.isPending} disabled={writes === 0}>
          确认导入 {writes} 家
        </Button>
      </div>
    </>
  );
};
