import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import { showPoints } from '#shared/scoring/points.ts';
import type { ExplainedLine, RunView } from '#shared/scoring/run.ts';

const ledger = 'score_adjustment';
const changes = ['ledgers', 'cultivation'] as const;

/** Points as typed, in hundredths; undefined for no number, and for 0, which changes nothing. */
const hundredths = (text: string): number | undefined => {
  const plain = text.trim().normalize('NFKC').replace('−', '-');
  if (!/^[+-]?\d{1,6}(\.\d{1,2})?$/.test(plain)) return undefined;
  return Math.round(Number(plain) * 100) || undefined;
};

export type ChangeOf = {
  readonly firmId: string;
  readonly firmName: string;
  readonly line: Pick<ExplainedLine, 'code' | 'title' | 'points' | 'cap'>;
};

type ChangeDialogProps = {
  readonly run: Pick<RunView, 'schemeId' | 'year'>;
  readonly of: ChangeOf;
  readonly onClose: () => void;
};

/** 调整分: points given or taken by hand, with who decided it and why. The run stands until it is repeated. */
export const ChangeDialog = ({
  run,
  of: { firmId, firmName, line },
  onClose,
}: ChangeDialogProps) => {
  const session = useAsk('session', 'state', undefined, () => api.session.state.query());
  const [points, setPoints] = useState('');
  const [reason, setReason] = useState('');
  const [typed, setBy] = useState<string | null>(null);
  const by = typed ?? (session.data?.phase === 'open' ? session.data.self.person : '');
  const remove = useTell(api.ledgers.delete.mutate, { changes: [...changes] });
  const save = useTell(api.ledgers.save.mutate, {
    changes: [...changes],
    onDone: ({ ids }) => {
      showUndo(`${firmName}「${line.title}」已登记调整，重评后计入`, () =>
        remove.mutate({ ledger, ids: [...ids] }),
      );
      onClose();
    },
  });
  const change = hundredths(points);
  return (
    <Modal
      opened
      onClose={onClose}
      title={`调整分：${firmName}`}
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (change === undefined) return;
          save.mutate({
            ledger,
            parent: firmId,
            rows: [
              {
                id: null,
                values: {
                  schemeId: run.schemeId,
                  itemCode: line.code,
                  year: run.year,
                  points: change,
                  reason,
                  decidedBy: by,
                },
              },
            ],
          });
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            {line.title}：现得 <b>{showPoints(line.points)}</b> 分
            {line.cap !== null && `，满分 ${showPoints(line.cap)}，调整后仍不超过满分`}。
          </Text>
          <TextInput
            label="调整分值"
            description="加分写正数，扣分写负数"
            required
            data-autofocus
            inputMode="decimal"
            value={points}
            error={
              points.trim() !== '' && points.trim() !== '-' && change === undefined
                ? '应为不等于 0 的数字，最多两位小数，如 -2.5'
                : undefined
            }
            onChange={(event) => setPoints(event.currentTarget.value)}
          />
          <TextInput
            label="调整原因"
            required
            maxLength={400}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <TextInput
            label="决定人"
            required
            maxLength={60}
            value={by}
            onChange={(event) => setBy(event.currentTarget.value)}
          />
          <Text size="xs" c="dimmed">
            这次评分已经冻结，不会变；登记的调整在重评时计入，原因和决定人随得分一起列出。
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              取消
            </Button>
            <Button
              type="submit"
              loading={save.isPending}
              disabled={change === undefined || reason.trim() === '' || by.trim() === ''}
            >
              登记调整
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
