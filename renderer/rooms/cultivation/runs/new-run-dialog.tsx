import { Button, Group, Modal, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { isDay } from '#renderer/parts/day-text.ts';
import { today } from '#renderer/parts/formats.ts';
import type { VersionChoice } from '#renderer/rooms/cultivation/use-versions.ts';
import { YearInput } from '#renderer/rooms/cultivation/year-input.tsx';
import { tiers } from '#shared/enterprises.ts';

type NewRunProps = {
  readonly opened: boolean;
  readonly versions: readonly VersionChoice[];
  readonly onClose: () => void;
  readonly onDone: (id: string) => void;
};

/** 新评分: which scheme, which firms, on what data. */
export const NewRunDialog = ({ opened, versions, onClose, onDone }: NewRunProps) => {
  const usable = versions.filter(({ state }) => state === '启用');
  const [version, setVersion] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [year, setYear] = useState<number>(Number(today().slice(0, 4)) - 1);
  const [day, setDay] = useState(today());
  const [chosenTiers, setTiers] = useState<string[]>([]);
  const [chosenBlocks, setBlocks] = useState<string[]>([]);
  const [panel, setPanel] = useState<string | null>(null);
  const blocks = useAsk('enterprises', 'blocks', undefined, () => api.surveys.blocks.query(), {
    enabled: opened,
  });
  const panels = useAsk('cultivation', 'panels', undefined, () => api.scoring.panels.query(), {
    enabled: opened,
  });
  const start = useTell(api.scoring.start.mutate, {
    changes: ['cultivation'],
    onDone: ({ id }) => onDone(id),
  });
  const versionId = version ?? usable[0]?.id ?? null;
  const closed = (panels.data ?? []).filter(
    (one) => one.closedOn !== null && one.versionId === versionId,
  );
  const panelId = closed.some(({ id }) => id === panel) ? panel : null;
  const name = usable.find(({ id }) => id === versionId)?.title ?? '';
  return (
    <Modal opened={opened} onClose={onClose} title="新评分" size="34rem">
      <Stack gap="sm">
        <Select
          label="评分方案"
          data={usable.map(({ id, title: label }) => ({ value: id, label }))}
          value={versionId}
          onChange={setVersion}
          allowDeselect={false}
        />
        <TextInput
          label="评分名称"
          placeholder={`${year} 年度 ${name}`}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Group grow>
          <YearInput label="数据年度" year={year} onChange={setYear} />
          <DayInput
            label="数据截止"
            description="证书、荣誉按这一天是否有效"
            value={day}
            onChange={setDay}
          />
        </Group>
        <Group grow>
          <MultiSelect
            label="培育层级"
            placeholder={chosenTiers.length === 0 ? '全部' : undefined}
            data={[...tiers]}
            value={chosenTiers}
            onChange={setTiers}
            clearable
          />
          <MultiSelect
            label="块状产业"
            placeholder={chosenBlocks.length === 0 ? '全部' : undefined}
            data={[...(blocks.data ?? [])]}
            value={chosenBlocks}
            onChange={setBlocks}
            clearable
          />
        </Group>
        <Select
          label="专家组"
          placeholder="不用专家分"
          data={closed.map(({ id, title: label }) => ({ value: id, label }))}
          value={panelId}
          onChange={setPanel}
          clearable
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button
            disabled={versionId === null || !isDay(day)}
            loading={start.isPending}
            onClick={() =>
              versionId !== null &&
              start.mutate({
                title: title.trim() || `${year} 年度 ${name}`,
                versionId,
                year,
                dataDate: day,
                scope: {
                  ...(chosenTiers.length > 0 ? { tiers: chosenTiers } : {}),
                  ...(chosenBlocks.length > 0 ? { blocks: chosenBlocks } : {}),
                },
                panelId,
              })
            }
          >
            开始评分
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
