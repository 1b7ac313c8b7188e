import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useTell } from '#renderer/app/query.ts';
import { ConfirmDialog } from '#renderer/parts/confirm-dialog.tsx';
import classes from './panel.module.css';

/** SM2 keys beside the others: begun once, by a person who was told to. */
export const NationalKeys = ({ used }: { readonly used: boolean }) => {
  const [asking, setAsking] = useState(false);
  const begin = useTell(() => api.exchange.beginNational.mutate(), {
    changes: ['exchange'],
    onDone: () => {
      setAsking(false);
      showDone('已启用国密密钥。请重新保存名片，交给对方核对新指纹');
    },
  });
  if (used)
    return (
      <Text size="sm" c="dimmed" mt="xs">
        已启用国密密钥（SM2），名片和指纹都包含它。
      </Text>
    );
  return (
    <details className={classes.more}>
      <summary>更多</summary>
      <Text size="sm" mt="xs">
        国密密钥（SM2）：上级要求用国密算法交换数据时才需要。
      </Text>
      <div className={classes.actions}>
        <Button variant="default" onClick={() => setAsking(true)}>
          启用国密密钥
        </Button>
      </div>
      <ConfirmDialog
        opened={asking}
        title="启用国密密钥？"
        confirm="启用"
        busy={begin.isPending}
        onConfirm={() => begin.mutate(undefined)}
        onClose={() => setAsking(false)}
      >
        启用后不能停用。本机的指纹会变：信任过本机的单位要读入新名片、重新核对一次，才能给本机做国密信封的数据包。普通数据包照常收发。国密算法由软件实现，未经商用密码产品认证。
      </ConfirmDialog>
    </details>
  );
};
