import { Text } from '@mantine/core';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { FilePick } from '#renderer/parts/file-pick.tsx';
import classes from './import-wizard.module.css';
import type { ImportWalk } from './use-import.ts';

/** Step 1: the file as it is. */
export const ChooseStep = ({ walk }: { readonly walk: ImportWalk }) => (
  <div className={classes.choose}>
    <FilePick
      label="选择表格文件"
      hint="可以是 Excel、WPS 表格（.xlsx .xls .et）或 .csv .txt，编码不限"
      accept=".xlsx,.xls,.et,.csv,.tsv,.txt"
      busy={walk.reading.isPending}
      onPick={([file]) => file && walk.choose(file)}
    />
    {walk.reading.isError && <FailureNote error={walk.reading.error} title="没有读入" />}
    <Text size="sm" c="dimmed">
      表里至少要有「企业名称」和「统一社会信用代码」两列，表头不必在第一行。按统一社会信用代码认企业：代码没有的新增，已有的只更新文件里写了的内容，空格子不会冲掉原有内容。
    </Text>
    <Text size="sm" c="dimmed">
      选好文件后先核对各列、逐行预览，最后按「确认导入」才写入；导入后也可以整批撤销。
    </Text>
  </div>
);
