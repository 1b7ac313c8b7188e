import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { api, refusalOf, sentenceOf } from '#renderer/app/api.ts';
import { DoorPage } from './door-page.tsx';
import { Rescue } from './rescue.tsx';
import { useSessionTell } from './use-session-tell.ts';

/** The passphrase, and nothing else. */
export const UnlockForm = ({ storeDir }: { readonly storeDir: string }) => {
  const input = useRef<HTMLInputElement>(null);
  const [passphrase, setPassphrase] = useState('');
  const unlock = useSessionTell(api.session.unlock.mutate, { quiet: true });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    unlock.mutate({ passphrase }, { onError: () => input.current?.select() });
  };
  return (
    <DoorPage title="输入口令" foot={`数据目录：${storeDir}`}>
      <form onSubmit={submit}>
        <PasswordInput
          ref={input}
          label="口令"
          description="本机数据是加密的，用口令打开。"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': '显示或隐藏' }}
          data-autofocus
          autoFocus
          value={passphrase}
          error={unlock.isError ? sentenceOf(unlock.error) : undefined}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        <Button
          type="submit"
          fullWidth
          mt="md"
          loading={unlock.isPending}
          disabled={passphrase === ''}
        >
          打开
        </Button>
      </form>
      {refusalOf(unlock.error)?.code === 'store.damaged' && <Rescue />}
    </DoorPage>
  );
};
