import { Autocomplete, Button, Group, Modal, NumberInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { api, putFile } from '#renderer/app/api.ts';
import { showDone, showFailure } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { FilePick } from '#renderer/parts/file-pick.tsx';
import { JobDialog } from '#renderer/parts/job-dialog.tsx';
import { useJob } from '#renderer/parts/use-job.ts';
import panel from '#renderer/rooms/cultivation/panel.module.css';
import { useRows } from '#renderer/rooms/cultivation/use-rows.ts';
import type { CatalogueLine, CatalogueRead } from '#shared/catalogue-views.ts';
import { catalogueEntry } from '#shared/registers/catalogue-entry.ts';
import { showCell } from '#shared/registers/rows.ts';

const kinds: Readonly<Record<CatalogueLine['kind'], string>> = {
  new: '新增',
  changed: '更新',
  same: '不变',
  odd: '不读入',
};

/** Lines shown before they are written; the counts are of all. */
const shown = 200;

const keys = ['category', 'name', 'synonyms', 'leastSales', 'deadline'] as const;

const Preview = ({ read }: { readonly read: CatalogueRead }) => (
  <section aria-label="试读结果">
    <p className={panel.said}>
      {Object.entries(kinds)
        .map(([kind, word]) => `${word} ${read.counts[kind as CatalogueLine['kind']]} 条`)
        .join('，')}
      {read.unused.length > 0 && `；没有用到的列：${read.unused.join('、')}`}
    </p>
    {read.notes.map((note) => (
      <p key={note} className={panel.said}>
        {note}
      </p>
    ))}
    <table className={panel.table}>
      <thead>
        <tr>
          <th>行</th>
          <th>处理</th>
          <th>奖项、年度</th>
          <th>类别</th>
          <th>产品名称</th>
          <th>别名</th>
          <th className={panel.number}>销售额下限（万元）</th>
          <th>截止</th>
        </tr>
      </thead>
      <tbody>
        {read.lines.slice(0, shown).map(({ row, kind, values, problem }) => (
          <tr key={row}>
            <td>{row}</td>
            <td className={problem === null ? undefined : panel.soon}>
              {kinds[kind]}
              {problem !== null && `：${problem}`}
            </td>
            <td>{[values.award, values.year].filter(Boolean).join(' ')}</td>
            {keys.map((key) => (
              <td key={key} className={key === 'leastSales' ? panel.number : undefined}>
                {showCell(catalogueEntry, key, values)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

/** 读入目录: a table, looked at before anything is written; what is written is what was looked at. */
export const ReadCatalogueDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const [award, setAward] = useState('');
  const [year, setYear] = useState<number | null>(null);
  const [ticket, setTicket] = useState<string | null>(null);
  const [read, setRead] = useState<CatalogueRead | null>(null);
  const { job, cancelling, error, run, cancel } = useJob();
  const awards = useRows('award', null);
  const look = async (asked: {
    readonly ticket: string;
    readonly dryRun: boolean;
  }): Promise<void> => {
    const found = await run((name) =>
      api.standing.readCatalogue.mutate({ ...asked, award: award || null, year, job: name }),
    );
    if (!found) return;
    if (asked.dryRun) return setRead(found);
    showDone(
      `已读入 ${found.fileName}：新增 ${found.counts.new} 条，更新 ${found.counts.changed} 条`,
    );
    onClose();
  };
  const pick = async ([file]: readonly File[]): Promise<void> => {
    if (!file) return;
    try {
      const got = await putFile(file);
      setTicket(got);
      setRead(null);
      await look({ ticket: got, dryRun: true });
    } catch (error) {
      showFailure(error);
    }
  };
  const takes = (read?.counts.new ?? 0) + (read?.counts.changed ?? 0);
  return (
    <Modal
      opened
      onClose={onClose}
      title="读入评价目录"
      size="70rem"
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      <Stack gap="sm">
        <Group align="flex-end">
          <Autocomplete
            label="奖项"
            description="表里没有奖项一列时，以这里的为准"
            w="18rem"
            value={award}
            onChange={(next) => {
              setAward(next);
              setRead(null);
            }}
            data={[...new Set((awards.data?.rows ?? []).map(({ values }) => String(values.name)))]}
          />
          <NumberInput
            label="目录年度"
            description="不填则从标题、文件名读"
            w="12rem"
            min={1990}
            max={2199}
            value={year ?? ''}
            onChange={(next) => {
              setYear(typeof next === 'number' ? next : null);
              setRead(null);
            }}
          />
          {ticket !== null && (
            <Button
              variant="default"
              loading={job !== null}
              onClick={() => void look({ ticket, dryRun: true })}
            >
              重新试读
            </Button>
          )}
        </Group>
        <FilePick
          label="选择目录表格"
          hint=".xlsx .xls .et .csv，表头里要有“产品名称”"
          accept=".xlsx,.xls,.et,.csv,.txt"
          busy={job !== null}
          onPick={(files) => void pick(files)}
        />
        {read && <Preview read={read} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button
            disabled={takes === 0}
            loading={job !== null}
            onClick={() => ticket && void look({ ticket, dryRun: false })}
          >
            读入 {takes} 条
          </Button>
        </Group>
      </Stack>
      {error !== null && <FailureNote error={error} title="没有读入" />}
      <JobDialog job={job} title="正在读目录" onCancel={cancel} cancelling={cancelling} />
    </Modal>
  );
};
