import { Button, Modal, Text } from '@mantine/core';
import { IconMessageReport } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { type Returnable, remarkDraftKeys, returnReasons } from '#shared/remarks.ts';
import { useReturns } from './return-bar.tsx';
import { SayForm } from './say-form.tsx';

type ReturnButtonProps = { readonly table: Returnable; readonly row: string };

/** 退回, for offices only: asks why, and the record's author sees it with the next bundle. */
export const ReturnButton = ({ table, row }: ReturnButtonProps) => {
  const [opened, setOpened] = useState(false);
  const session = useAsk('session', 'state', undefined, () => api.session.state.query());
  const threads = useReturns(table, row);
  const giveBack = useTell(api.remarks.giveBack.mutate);
  if (session.data?.phase !== 'open' || session.data.self.role === 'officer') return null;
  // One question at a time: the bar above the record has what to do about ours.
  if (threads.data?.some(({ mine, state }) => mine && state !== 'closed')) return null;
  const send = async (body: string): Promise<void> => {
    await giveBack.mutateAsync({ table, row, body });
    setOpened(false);
    showDone('已退回。做一个数据包给对方，对方读入后就能看到');
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconMessageReport size="1.1rem" aria-hidden />}
        onClick={() => setOpened(true)}
      >
        退回
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title="退回这条记录"
        centered
        size="lg"
        closeButtonProps={{ 'aria-label': '关闭' }}
        closeOnClickOutside={false}
      >
        <Text size="sm" c="dimmed" mb="sm">
          记录本身不动。退回意见随下一个数据包带给填写人，对方改正并答复后由您确认。
        </Text>
        <SayForm
          label="退回意见"
          placeholder="哪里不对，要怎么改"
          send="退回"
          ready={returnReasons}
          busy={giveBack.isPending}
          draftKey={remarkDraftKeys.giveBack(table, row)}
          onSend={send}
          onCancel={() => setOpened(false)}
        />
      </Modal>
    </>
  );
};
