import { Button, Text, Textarea } from '@mantine/core';
import { IconPrinter, IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import { api, saveOffered } from '#renderer/app/api.ts';
import { showFailure, useAsk, useTell } from '#renderer/app/query.ts';

/** The own card as a QR code on the screen, and as a page to print. */
export const CardQr = () => {
  const [shown, setShown] = useState(false);
  const qr = useAsk('exchange', 'cardQr', undefined, () => api.trust.cardQr.query(), {
    enabled: shown,
  });
  const print = useTell(() => api.trust.cardPage.mutate(), {
    onDone: ({ ticket }) => void saveOffered(ticket).catch(showFailure),
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconQrcode size="1.1rem" aria-hidden />}
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
      >
        {shown ? '收起二维码' : '显示二维码'}
      </Button>
      <Button
        variant="default"
        leftSection={<IconPrinter size="1.1rem" aria-hidden />}
        loading={print.isPending}
        onClick={() => print.mutate(undefined)}
      >
        保存打印页
      </Button>
      {shown && qr.data && (
        <img
          src={`data:image/svg+xml,${encodeURIComponent(qr.data)}`}
          alt="本机名片的二维码"
          width="320"
          height="320"
        />
      )}
    </>
  );
};

type CardTextProps = { readonly busy: boolean; readonly onCard: (file: File) => void };

/** A card that came as text: a scanner types it, or a person pastes it. */
export const CardText = ({ busy, onCard }: CardTextProps) => {
  const [text, setText] = useState('');
  const take = (): void => {
    onCard(new File([text.trim()], '名片.qcard', { type: 'application/json' }));
    setText('');
  };
  return (
    <>
      <Textarea
        mt="sm"
        label="或者粘贴名片文字"
        description="用扫码枪扫对方的二维码，光标放在这里；手机扫出的文字也可以粘贴"
        minRows={2}
        maxRows={4}
        autosize
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text.trim() !== '' && (
        <Button mt="xs" variant="default" loading={busy} onClick={take}>
          读入
        </Button>
      )}
      {text.trim() !== '' && (
        <Text size="xs" c="dimmed">
          读入后先核对指纹，核对无误才信任。
        </Text>
      )}
    </>
  );
};
