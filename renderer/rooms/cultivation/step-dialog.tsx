import {
  Button,
  Checkbox,
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
import { showFailure, useTell } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { StepTerms, ToldStep } from '#shared/ladders.ts';
import { stepKinds } from '#shared/registers/award.ts';
import { useRows } from './use-rows.ts';

const changes = ['cultivation', 'ledgers'] as const;

export type AskedStep =
  | { readonly step: ToldStep }
  /** A new one, from or to the award that is looked at. */
  | { readonly fromId: string | null; readonly toId: string | null };

const termsOf = (asked: AskedStep): StepTerms => {
  if (!('step' in asked))
    return { ladder: null, kind: '必须先获得', stillValid: true, heldYears: 0, basis: null };
  const { ladder, kind, stillValid, heldYears, basis } = asked.step;
  return {
    ladder,
    kind: stepKinds.find((word) => word === kind) ?? '优先推荐',
    stillValid,
    heldYears,
    basis,
  };
};

type StepDialogProps = { readonly asked: AskedStep; readonly onClose: () => void };

/** 阶梯的一级: from which award to which, and on what terms. */
export const StepDialog = ({ asked, onClose }: StepDialogProps) => {
  const old = 'step' in asked ? asked.step : null;
  const [fromId, setFrom] = useState(old?.fromId ?? ('fromId' in asked ? asked.fromId : null));
  const [toId, setTo] = useState(old?.toId ?? ('toId' in asked ? asked.toId : null));
  const [terms, setTerms] = useState<StepTerms>(() => termsOf(asked));
  const awards = useRows('award', null);
  const data = (awards.data?.rows ?? []).map(({ id, values }) => ({
    value: id,
    label: String(values.name),
  }));
  const set = (part: Partial<StepTerms>): void => setTerms((now) => ({ ...now, ...part }));
  const add = useTell(api.awards.addStep.mutate, {
    changes,
    quiet: true,
    onDone: ({ id }) => {
      showUndo('已加入阶梯', () => api.awards.removeStep.mutate({ id }).catch(showFailure));
      onClose();
    },
  });
  const change = useTell(api.awards.changeStep.mutate, {
    changes,
    quiet: true,
    onDone: () => {
      const before = { id: old?.id ?? '', ...termsOf(asked) };
      showUndo('阶梯已修改', () => api.awards.changeStep.mutate(before).catch(showFailure));
      onClose();
    },
  });
  const failed = add.error ?? change.error;
  const end = (
    label: string,
    value: string | null,
    onChange: (id: string | null) => void,
    isFirst: boolean,
  ) => (
    <Select
      label={label}
      searchable
      required
      disabled={old !== null}
      data-autofocus={(isFirst && value === null) || undefined}
      nothingFoundMessage="目录里没有这个奖项"
      data={data}
      value={value}
      onChange={(next) => {
        add.reset();
        onChange(next);
      }}
    />
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={old ? '修改阶梯的一级' : '加一级阶梯'}
      centered
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (old) change.mutate({ id: old.id, ...terms });
          else if (fromId && toId) add.mutate({ fromId, toId, ...terms });
        }}
      >
        <Stack gap="sm">
          <Group grow align="flex-start">
            {end('已获奖项（下面）', fromId, setFrom, true)}
            {end('下一级奖项（上面）', toId, setTo, false)}
          </Group>
          <Group grow align="flex-start">
            <Select
              label="前提"
              description="必须先获得：没有下级奖项不能申报"
              inputWrapperOrder={['label', 'input', 'description']}
              allowDeselect={false}
              data-autofocus={old !== null || undefined}
              data={[...stepKinds]}
              value={terms.kind}
              onChange={(next) => {
                const kind = stepKinds.find((word) => word === next);
                if (kind) set({ kind });
              }}
            />
            <NumberInput
              label="获得满（年）"
              min={0}
              max={30}
              allowDecimal={false}
              value={terms.heldYears}
              onChange={(next) => set({ heldYears: Number(next) || 0 })}
            />
          </Group>
          <Checkbox
            label="下级奖项须在有效期内（不选：曾经获得即可）"
            checked={terms.stillValid}
            onChange={(event) => set({ stillValid: event.currentTarget.checked })}
          />
          <Group grow>
            <TextInput
              label="阶梯"
              placeholder="如：质量奖、品牌"
              value={terms.ladder ?? ''}
              onChange={(event) => set({ ladder: event.currentTarget.value || null })}
            />
            <TextInput
              label="依据"
              placeholder="文件名或文号"
              value={terms.basis ?? ''}
              onChange={(event) => set({ basis: event.currentTarget.value || null })}
            />
          </Group>
          {failed && <FailureNote error={failed} title="没有保存" />}
          {old && (
            <Text size="xs" c="dimmed">
              两头的奖项不能改；要改时先去掉这一级，再另加一级。
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              取消
            </Button>
            <Button
              type="submit"
              loading={add.isPending || change.isPending}
              disabled={!fromId || !toId}
            >
              {old ? '保存' : '加入阶梯'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
