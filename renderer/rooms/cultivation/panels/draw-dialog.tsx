import {
  Alert,
  Button,
  Group,
  Modal,
  NumberInput,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import type { DrawCheck } from '#shared/scoring/panels.ts';
import type { RunLine } from '#shared/scoring/run.ts';
import { LeftOutTable } from './left-out-table.tsx';

/** An odd number of people, so that trimming and majorities work out. */
const usualSeats = 5;

type Run = Pick<RunLine, 'id' | 'title'>;

const Lot = ({ check }: { readonly check: DrawCheck }) => (
  <>
    <Text size="sm">
      排上名次的企业 <b>{check.firms}</b> 家由专家评 <b>{check.items}</b> 项。专家库{' '}
      <b>{check.pool}</b> 人，回避和不参加 <b>{check.excluded.length}</b> 人，可以抽取{' '}
      <b>{check.free}</b> 人。
    </Text>
    {check.excluded.length > 0 && <LeftOutTable excluded={check.excluded} />}
    {check.items === 0 && (
      <Alert color="amber">这个评分方案里没有由专家评分的项目，不用抽取专家。</Alert>
    )}
    {check.items > 0 && check.free === 0 && (
      <Alert color="amber">没有可以抽取的专家，请先在「评分排队 · 专家库」里登记。</Alert>
    )}
  </>
);

type FormProps = {
  readonly run: Run;
  readonly onClose: () => void;
  readonly onDone: (id: string) => void;
};

const Form = ({ run, onClose, onDone }: FormProps) => {
  const [title, setTitle] = useState('');
  const [typed, setSeats] = useState<number | null>(null);
  const check = useAsk('cultivation', 'drawCheck', { runId: run.id }, api.scoring.drawCheck.query);
  const draw = useTell(api.scoring.draw.mutate, {
    changes: ['cultivation'],
    onDone: ({ id }) => onDone(id),
  });
  if (check.isError)
    return <FailureNote error={check.error} onRetry={() => void check.refetch()} />;
  if (!check.data) return <Loading />;
  const { free, items } = check.data;
  const seats = typed ?? Math.max(1, Math.min(usualSeats, free));
  const usual = `${run.title.slice(0, 90)} 专家组`;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        draw.mutate({ runId: run.id, title: title.trim() || usual, seats });
      }}
    >
      <Stack gap="sm">
        <Lot check={check.data} />
        <Group grow align="start">
          <TextInput
            label="专家组名称"
            maxLength={100}
            placeholder={usual}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <NumberInput
            label="抽取人数"
            min={1}
            max={99}
            allowDecimal={false}
            error={seats > free && free > 0 ? `最多可抽 ${free} 人` : undefined}
            value={seats}
            onChange={(value) => setSeats(typeof value === 'number' ? value : null)}
          />
        </Group>
        <Text size="xs" c="dimmed">
          抽取由计算机随机产生一个种子，连同专家库名单、回避名单一起记下，谁都可以按种子重抽核对。
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button
            type="submit"
            data-autofocus
            loading={draw.isPending}
            disabled={items === 0 || seats > free}
          >
            抽取
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

type DrawDialogProps = {
  readonly opened: boolean;
  /** Runs to choose from, the newest first; one of them is the run asked from. */
  readonly runs: readonly Run[];
  readonly onClose: () => void;
  readonly onDone: (id: string) => void;
};

/** 抽取专家组: for the firms of a run; who may not judge is named before anything is drawn. */
export const DrawDialog = ({ opened, runs, onClose, onDone }: DrawDialogProps) => {
  const [chosen, setChosen] = useState<string | null>(null);
  const run = runs.find(({ id }) => id === chosen) ?? runs[0];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="抽取专家组"
      size="44rem"
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      <Stack gap="sm">
        {runs.length > 1 && (
          <Select
            label="为哪次评分"
            data={runs.map(({ id, title }) => ({ value: id, label: title }))}
            value={run?.id ?? null}
            onChange={setChosen}
            allowDeselect={false}
          />
        )}
        {run && <Form key={run.id} run={run} onClose={onClose} onDone={onDone} />}
      </Stack>
    </Modal>
  );
};
