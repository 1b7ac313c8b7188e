import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { today } from '#renderer/parts/formats.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import { tiers } from '#shared/enterprises.ts';
import type { TierRow, UndoTier } from '#shared/tier-views.ts';

const out = '退出';

/** Score as typed, in tenths of a point; null for nothing, undefined for no number. */
const tenths = (text: string): number | null | undefined => {
  if (text.trim() === '') return null;
  return /^\d{1,5}(\.\d)?$/.test(text.trim()) ? Math.round(Number(text) * 10) : undefined;
};

type MoveTierDialogProps = { readonly row: TierRow; readonly onClose: () => void };

/** 调整层级: up, down or out, always with a reason; can be taken back. */
export const MoveTierDialog = ({ row, onClose }: MoveTierDialogProps) => {
  const [tier, setTier] = useState<string | null>(null);
  const [on, setOn] = useState(today());
  const [score, setScore] = useState('');
  const [reason, setReason] = useState('');
  const [docNo, setDocNo] = useState('');
  const undo = useTell(api.standing.undoTier.mutate);
  const move = useTell(api.standing.moveTier.mutate, {
    onDone: (back: UndoTier) => {
      showUndo(`${row.firm.name}：${back.before ?? '未列入'} → ${back.after ?? out}`, () =>
        undo.mutate(back),
      );
      onClose();
    },
  });
  const points = tenths(score);
  return (
    <Modal
      opened
      onClose={onClose}
      title={`调整层级：${row.firm.name}`}
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (tier === null || points === undefined) return;
          move.mutate({
            enterpriseId: row.firm.id,
            tier: tier === out ? null : (tier as (typeof tiers)[number]),
            on,
            score: points,
            reason,
            docNo: docNo || null,
          });
        }}
      >
        <Stack gap="sm">
          <Select
            label={`现为${row.tier}，调整为`}
            required
            data-autofocus
            value={tier}
            onChange={setTier}
            data={[...tiers.filter((word) => word !== row.tier), out]}
          />
          <DayInput label="变动日期" required value={on} onChange={setOn} />
          <TextInput
            label="得分"
            inputMode="decimal"
            value={score}
            error={points === undefined ? '应为数字，如 725.5' : undefined}
            onChange={(event) => setScore(event.currentTarget.value)}
          />
          <TextInput
            label="变动原因"
            required
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <TextInput
            label="文号"
            value={docNo}
            onChange={(event) => setDocNo(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              取消
            </Button>
            <Button type="submit" loading={move.isPending} disabled={tier === null}>
              调整
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
