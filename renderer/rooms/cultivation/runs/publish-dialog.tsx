import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { isDay } from '#renderer/parts/day-text.ts';
import { today } from '#renderer/parts/formats.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { RunSignatures, RunView } from '#shared/scoring/run.ts';

type PublishDialogProps = {
  readonly run: RunView;
  /** Entries and changes the run does not count yet. */
  readonly waiting: number;
  readonly onClose: () => void;
};

/** 签字公布: who checked, who approved, when and under which document it was published; can be taken back. */
export const PublishDialog = ({ run, waiting, onClose }: PublishDialogProps) => {
  const { signed } = run;
  const [checkedBy, setChecked] = useState(signed.checkedBy ?? '');
  const [approvedBy, setApproved] = useState(signed.approvedBy ?? '');
  const [publishedOn, setDay] = useState(signed.publishedOn ?? today());
  const [docNo, setDocNo] = useState(signed.docNo ?? '');
  const back = useTell(api.scoring.sign.mutate, { changes: ['cultivation'] });
  const sign = useTell(api.scoring.sign.mutate, {
    changes: ['cultivation'],
    onDone: (before: RunSignatures, now) => {
      const done =
        now.publishedOn !== null
          ? '已公布'
          : before.publishedOn !== null
            ? '已撤回公布'
            : '已签名，还没有公布';
      showUndo(`${done}：${run.title}`, () => back.mutate({ id: run.id, ...before }));
      onClose();
    },
  });
  const names = { checkedBy: checkedBy.trim() || null, approvedBy: approvedBy.trim() || null };
  const tell = (day: string | null): void =>
    sign.mutate({ id: run.id, ...names, publishedOn: day, docNo: docNo.trim() || null });
  const open = run.rows.filter((row) => row.open > 0).length;
  return (
    <Modal opened onClose={onClose} title="签字公布" closeButtonProps={{ 'aria-label': '关闭' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          tell(publishedOn);
        }}
      >
        <Stack gap="sm">
          {(waiting > 0 || open > 0) && (
            <Alert color="amber">
              {waiting > 0 && `有 ${waiting} 条填报或调整没有计入这次评分，重评后才算。`}
              {open > 0 && `有 ${open} 家的否决条件没有数据，要由人核对。`}
            </Alert>
          )}
          <Text size="sm">制表：{run.compiledBy ?? '—'}</Text>
          <Group grow>
            <TextInput
              label="审核"
              data-autofocus
              maxLength={60}
              value={checkedBy}
              onChange={(event) => setChecked(event.currentTarget.value)}
            />
            <TextInput
              label="审批"
              maxLength={60}
              value={approvedBy}
              onChange={(event) => setApproved(event.currentTarget.value)}
            />
          </Group>
          <Group grow align="start">
            <DayInput label="公布日期" value={publishedOn} onChange={setDay} />
            <TextInput
              label="文号"
              maxLength={80}
              value={docNo}
              onChange={(event) => setDocNo(event.currentTarget.value)}
            />
          </Group>
          <Text size="xs" c="dimmed">
            公布不改动任何得分。公布后打印的排名表带签名和文号；发现有误可以撤回公布，更正数据后重评。
          </Text>
          <Group justify="flex-end">
            {run.publishedOn === null ? (
              <Button
                variant="default"
                disabled={names.checkedBy === null && names.approvedBy === null}
                onClick={() => tell(null)}
              >
                只签名
              </Button>
            ) : (
              <Button variant="default" onClick={() => tell(null)}>
                撤回公布
              </Button>
            )}
            <Button
              type="submit"
              loading={sign.isPending}
              disabled={
                names.checkedBy === null || names.approvedBy === null || !isDay(publishedOn)
              }
            >
              {run.publishedOn === null ? '公布' : '保存'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
