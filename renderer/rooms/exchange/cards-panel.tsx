import { Button, Table, Text } from '@mantine/core';
import { IconId } from '@tabler/icons-react';
import { useState } from 'react';
import { api, putFile, saveOffered } from '#renderer/app/api.ts';
import { showFailure, useTell } from '#renderer/app/query.ts';
import { FilePick } from '#renderer/parts/file-pick.tsx';
import { Fingerprint } from '#renderer/parts/fingerprint.tsx';
import { formatMoment } from '#renderer/parts/formats.ts';
import { type ExchangeOverview, type Peer, roleLabels } from '#shared/exchange.ts';
import { CardQr, CardText } from './card-qr.tsx';
import { NationalKeys } from './national-keys.tsx';
import { type Offer, OfferedCardNote } from './offered-card.tsx';
import classes from './panel.module.css';
import { partyInWords } from './words.ts';

const PeersTable = ({ peers }: { readonly peers: readonly Peer[] }) => (
  <Table aria-label="已信任的名片" verticalSpacing="xs">
    <Table.Thead>
      <Table.Tr>
        <Table.Th>单位</Table.Th>
        <Table.Th>角色</Table.Th>
        <Table.Th>姓名</Table.Th>
        <Table.Th>指纹</Table.Th>
        <Table.Th>信任时间</Table.Th>
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {peers.map((peer) => (
        <Table.Tr key={peer.deviceId}>
          <Table.Td>{peer.officeName}</Table.Td>
          <Table.Td>{roleLabels[peer.role]}</Table.Td>
          <Table.Td>{peer.person || '—'}</Table.Td>
          <Table.Td>{peer.fingerprint}</Table.Td>
          <Table.Td>{formatMoment(peer.trustedAt)}</Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
);

/** The own card to hand out, others' cards to compare and trust. */
export const CardsPanel = ({ view }: { readonly view: ExchangeOverview }) => {
  const { self, peers } = view;
  const [offer, setOffer] = useState<Offer | null>(null);
  const save = useTell(() => api.exchange.card.mutate(), {
    onDone: ({ ticket }) => void saveOffered(ticket).catch(showFailure),
  });
  const read = useTell(
    async (file: File): Promise<Offer> => {
      const ticket = await putFile(file);
      return { ticket, card: await api.exchange.readCard.mutate({ ticket }) };
    },
    { onDone: setOffer },
  );
  return (
    <>
      <section className={classes.card} aria-label="本机名片">
        <h2 className={classes.lead}>本机名片</h2>
        <Text size="sm">{partyInWords(self)}</Text>
        <div className={classes.actions}>
          <Fingerprint value={self.fingerprint} label="本机指纹" />
          <Button
            variant="default"
            leftSection={<IconId size="1.1rem" aria-hidden />}
            loading={save.isPending}
            onClick={() => save.mutate(undefined)}
          >
            保存名片
          </Button>
          <CardQr />
        </div>
        <Text size="sm" c="dimmed" mt="xs">
          把名片文件（.qcard）交给要和您交换数据的单位，对方打电话来核对时，把这 25 个数字念给对方。
        </Text>
        <NationalKeys used={self.national} />
      </section>
      <section className={classes.card} aria-label="读入别人的名片">
        <h2 className={classes.lead}>读入别人的名片</h2>
        {offer ? (
          <OfferedCardNote
            key={offer.ticket}
            offer={offer}
            trusted={peers.find((peer) => peer.deviceId === offer.card.deviceId) ?? null}
            onClose={() => setOffer(null)}
          />
        ) : (
          <>
            <FilePick
              label="选择名片文件"
              hint=".qcard 文件。读入后先核对指纹，核对无误才信任。"
              accept=".qcard"
              busy={read.isPending}
              onPick={([file]) => file && read.mutate(file)}
            />
            <CardText busy={read.isPending} onCard={(file) => read.mutate(file)} />
          </>
        )}
      </section>
      <section className={classes.card} aria-label="已信任的单位">
        <h2 className={classes.lead}>已信任的单位（{peers.length}）</h2>
        {peers.length === 0 ? (
          <Text size="sm" c="dimmed">
            还没有。信任对方之后，才能给对方做数据包，也才能读入对方的数据包。
          </Text>
        ) : (
          <PeersTable peers={peers} />
        )}
      </section>
    </>
  );
};
