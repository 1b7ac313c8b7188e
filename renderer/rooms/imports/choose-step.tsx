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
      企业名单、年度经济指标、荣誉、证书、执行标准、监督抽查、产品、商标、专利、联系人……只要有一列是企业名称或统一社会信用代码就能导入，表头不必在第一行，合并的、多行的都行。统计局的规上工业合计（每年一行，或每县一行）也从这里导入。
    </Text>
    <Text size="sm" c="dimmed">
      先认代码，再认名称；拿不准的逐条问您。空格子不会冲掉原有内容，您改过的内容也不会被悄悄盖掉。看过预览、按「确认导入」才写入；以后也可以整批撤销。
    </Text>
  </div>
);
