import { Button, Group, Modal, SegmentedControl, Text, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { readDay } from '#renderer/parts/day-text.ts';
import { today } from '#renderer/parts/formats.ts';
import { SignaturePad } from '#renderer/parts/signatures/signature-pad.tsx';
import type { KeptForm } from '#renderer/parts/use-kept-form.ts';
import { approvalSteps, approvalVerdicts } from '#shared/registers/sheet-parts.ts';
import type { PendingForm, SheetForm } from './sheet-form.ts';
import classes from './signing.module.css';

type Approval = NonNullable<PendingForm['approval']>;

export const blankApproval = (step: string, person: string): Approval => ({
  id: crypto.randomUUID(),
  step,
  verdict: '同意',
  opinion: '',
  person,
  onDate: today(),
  signature: null,
});

export const withApproval = (form: SheetForm, approval: Approval | null): SheetForm => ({
  ...form,
  pending: { ...form.pending, approval },
});

type ApprovalDialogProps = {
  readonly kept: KeptForm<SheetForm>;
  readonly sheetId: string;
};

/** An opinion and its signature. What is typed is part of the sheet's draft, so that it outlives a crash. */
export const ApprovalDialog = ({ kept, sheetId }: ApprovalDialogProps) => {
  const client = useQueryClient();
  const { approval } = kept.form.pending;
  const [tried, setTried] = useState(false);
  const close = (): void => kept.amend((form) => withApproval(form, null));
  const add = useTell(api.sheets.addApproval.mutate, {
    onDone: (sheet) => {
      close();
      setTried(false);
      client.setQueryData(['sheets', 'get', { id: sheetId }], sheet);
    },
  });
  const put = (part: Partial<Approval>): void => {
    if (approval) kept.amend((form) => withApproval(form, { ...approval, ...part }));
  };
  const submit = (): void => {
    setTried(true);
    const step = approvalSteps.find((word) => word === approval?.step);
    const verdict = approvalVerdicts.find((word) => word === approval?.verdict);
    const onDate = readDay(approval?.onDate ?? '', today());
    if (!approval || !step || !verdict || onDate === null || approval.person.trim() === '') return;
    const { id, opinion, person, signature } = approval;
    add.mutate({
      ...{ id, sheetId, step, verdict, person, onDate, signature },
      opinion: opinion.trim() || null,
    });
  };
  return (
    <Modal
      opened={approval !== null}
      onClose={close}
      title={`${approval?.step ?? ''} 签署意见`}
      size="lg"
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      {approval && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <SegmentedControl
            aria-label="意见"
            data={[...approvalVerdicts]}
            value={approval.verdict}
            onChange={(verdict) => put({ verdict })}
          />
          <Textarea
            mt="sm"
            label="意见内容"
            autosize
            minRows={2}
            data-autofocus
            value={approval.opinion}
            onChange={(event) => put({ opinion: event.currentTarget.value })}
          />
          <div className={classes.line}>
            <TextInput
              label="签字人"
              error={tried && approval.person.trim() === '' && '请填写签字人'}
              value={approval.person}
              onChange={(event) => put({ person: event.currentTarget.value })}
            />
            <DayInput
              label="签字日期"
              error={tried && readDay(approval.onDate, today()) === null && '请填写日期'}
              value={approval.onDate}
              onChange={(onDate) => put({ onDate })}
            />
          </div>
          <Text size="sm" mt="sm" mb={4}>
            签名
          </Text>
          <SignaturePad
            signature={approval.signature}
            onSigned={(signature) => put({ signature })}
          />
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={close}>
              取消
            </Button>
            <Button type="submit" loading={add.isPending}>
              签署
            </Button>
          </Group>
        </form>
      )}
    </Modal>
  );
};
