import { Button, Checkbox, Text } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useTell } from '#renderer/app/query.ts';
import { Fingerprint } from '#renderer/parts/fingerprint.tsx';
import type { OfferedCard, Peer } from '#shared/exchange.ts';
import classes from './panel.module.css';
import { partyInWords } from './words.ts';

/** A card on the shelf, read and not yet trusted. */
export type Offer = { readonly ticket: string; readonly card: OfferedCard };

type OfferedCardNoteProps = {
  readonly offer: Offer;
  /** The same device as it was trusted before. */
  readonly trusted: Peer | null;
  readonly onClose: () => void;
};

const ChangedWarning = ({ card, trusted }: { card: OfferedCard; trusted: Peer | null }) => (
  <div className={classes.danger} role="alert">
    <div className={classes.dangerTitle}>
      <IconAlertOctagon size="1.25rem" aria-hidden />
      指纹与先前信任的不同
    </div>
    <Text size="sm">
      对方可能换了电脑或重装过，也可能有人冒充{card.officeName}
      。请用您原来就有的电话号码打给对方本人，问清原因并逐个数字核对新指纹；说不清就不要信任。
    </Text>
    {trusted && (
      <Text size="sm" mt={4}>
        先前信任的指纹：{trusted.fingerprint}
      </Text>
    )}
  </div>
);

/** Somebody's card: its fingerprint is compared by voice before it is believed. */
export const OfferedCardNote = ({ offer, trusted, onClose }: OfferedCardNoteProps) => {
  const { card, ticket } = offer;
  const [compared, setCompared] = useState(false);
  const trust = useTell(api.exchange.trust.mutate, {
    changes: ['exchange'],
    onDone: () => {
      showDone(`已信任${partyInWords(card)}`);
      onClose();
    },
  });
  if (card.known === 'self' || card.known === 'same')
    return (
      <>
        <Text size="sm">
          {card.known === 'self'
            ? '这是本机自己的名片，不需要信任。请把它交给对方。'
            : `${partyInWords(card)}的名片先前已经信任，指纹相同，不用再做什么。`}
        </Text>
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            知道了
          </Button>
        </div>
      </>
    );
  const changed = card.known === 'changed';
  const extended = card.known === 'extended';
  return (
    <>
      <Text fw={600}>{partyInWords(card)}</Text>
      {changed && <ChangedWarning card={card} trusted={trusted} />}
      {extended && (
        <Text size="sm" mt={4}>
          对方启用了国密密钥，指纹因此变了；原来的密钥没有变。请再核对一次新指纹。
          {trusted && `先前信任的指纹：${trusted.fingerprint}`}
        </Text>
      )}
      <div className={classes.compare}>
        <Text size="sm">{changed || extended ? '新的指纹' : '指纹'}</Text>
        <div>
          <Fingerprint value={card.fingerprint} label="对方指纹" />
        </div>
      </div>
      {!changed && (
        <Text size="sm">
          请打电话或当面，让对方在自己的「名片与信任」里念出本机指纹，和上面五组数字逐个对。全部一致才信任。
        </Text>
      )}
      <Checkbox
        mt="sm"
        label="已与对方本人核对，五组数字全部一致"
        checked={compared}
        onChange={(event) => setCompared(event.currentTarget.checked)}
      />
      <div className={classes.actions}>
        <Button
          disabled={!compared}
          loading={trust.isPending}
          onClick={() => trust.mutate({ ticket, fingerprint: card.fingerprint })}
        >
          {changed ? '改为信任新指纹' : '信任'}
        </Button>
        <Button variant="default" onClick={onClose}>
          不信任
        </Button>
      </div>
    </>
  );
};
