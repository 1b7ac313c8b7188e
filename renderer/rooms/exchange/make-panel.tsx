import { Button, Checkbox, Group, NativeSelect, NumberInput, Radio, Text } from '@mantine/core';
import { IconDownload, IconId, IconPackageExport } from '@tabler/icons-react';
import { useState } from 'react';
import type { Offered } from '#api/contract.ts';
import { api, saveOffered } from '#renderer/app/api.ts';
import { showFailure, useAsk } from '#renderer/app/query.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { FieldList, FieldRow } from '#renderer/parts/form-section.tsx';
import { formatBytes } from '#renderer/parts/formats.ts';
import { JobDialog } from '#renderer/parts/job-dialog.tsx';
import { useJob } from '#renderer/parts/use-job.ts';
import {
  type EnvelopeName,
  type ExchangeOverview,
  type ExportPreview,
  type ExportResult,
  fileLimits,
  leastFileLimit,
  type Peer,
  type Role,
} from '#shared/exchange.ts';
import { EnvelopeChoice } from './envelope-choice.tsx';
import type { ExchangeStep } from './exchange-room.tsx';
import classes from './panel.module.css';
import { countsInWords, likelyPeer, nothingNewInWords, partyInWords } from './words.ts';

const isEmpty = (preview: ExportPreview): boolean => preview.changes === 0 && preview.media === 0;

type PreviewFactsProps = { readonly preview: ExportPreview; readonly role: Role };

/** Changes that stay behind for now, and why. */
const Withheld = ({ preview: { withheld } }: Pick<PreviewFactsProps, 'preview'>) =>
  withheld > 0 && (
    <Text size="sm" mt="xs">
      另有 {withheld}{' '}
      条暂不带上：它们接着别人的改动写，对方还没有那些改动，本机也已放下；对方从别处收到后会自动带上。
    </Text>
  );

const PreviewFacts = ({ preview, role }: PreviewFactsProps) =>
  isEmpty(preview) ? (
    <Text size="sm">{nothingNewInWords(role, preview.to)}</Text>
  ) : (
    <FieldList>
      <FieldRow label="编号">第 {preview.number} 号数据包</FieldRow>
      <FieldRow label="改动">{preview.changes} 条</FieldRow>
      <FieldRow label="分类" wide>
        {countsInWords(preview.counts)}
      </FieldRow>
      <FieldRow label="照片文件" wide>
        {preview.media > 0 ? `${preview.media} 张，${formatBytes(preview.mediaBytes)}` : '没有'}
      </FieldRow>
    </FieldList>
  );

type Made = {
  readonly result: ExportResult & { readonly files: readonly Offered[] };
  readonly peer: Peer;
  readonly snapshot: boolean;
};

type MadeCardProps = { readonly made: Made; readonly onClose: () => void };

/** The files are made; what to do with them. */
const MadeCard = ({ made: { result, peer, snapshot }, onClose }: MadeCardProps) => {
  const [saved, setSaved] = useState(true);
  const [first] = result.volumes;
  const last = result.volumes.at(-1);
  const several = result.volumes.length > 1;
  const saveAgain = async (ticket: string): Promise<void> => {
    try {
      setSaved(await saveOffered(ticket));
    } catch (error) {
      showFailure(error);
    }
  };
  return (
    <section className={classes.card} aria-label="已做好的数据包">
      <h2 className={classes.lead}>
        {several
          ? `已做好第 ${first?.number}—${last?.number} 号数据包，共 ${result.volumes.length} 个文件`
          : `已做好第 ${result.number} 号${snapshot ? '快照' : '数据包'}`}
      </h2>
      {result.volumes.map((volume, i) => (
        <Text key={volume.bundle} size="sm">
          文件 {result.files[i]?.fileName ?? volume.fileName}（{formatBytes(volume.bytes)}），
          {snapshot ? '记录' : '改动'} {volume.changes} 条，照片 {volume.media} 张。
        </Text>
      ))}
      {several && (
        <Text size="sm" mt="xs">
          记录在前，照片在后。几个文件可以分几次、按任意顺序交给对方；照片晚到时，对方那里显示「附件待补」。
        </Text>
      )}
      <Text size="sm" mt="xs">
        {saved
          ? `请用登记过的 U 盘或内部邮件把${several ? '这些文件' : '这个文件'}交给${partyInWords(peer)}。对方读入后会给您一个回执文件，拿回来在「读入数据包」里读入，状态就会变成「已并入」。没有回执之前，本机内容一直保留，可以随时再做一次。`
          : '文件还没有存到您选的位置，请再存一次。'}
      </Text>
      <div className={classes.actions}>
        {result.files.map((file) => (
          <Button
            key={file.ticket}
            variant="default"
            leftSection={<IconDownload size="1.1rem" aria-hidden />}
            onClick={() => void saveAgain(file.ticket)}
          >
            {several ? `再存一份 ${file.fileName}` : '再存一份'}
          </Button>
        ))}
        <Button onClick={onClose}>完成</Button>
      </div>
    </section>
  );
};

const megabyte = 1_000_000;

const limits = [
  { value: 'none', label: '不限，做成一个文件' },
  { value: 'mail', label: '电子邮件，每个不超过 20 MB' },
  { value: 'fat32', label: 'FAT32 格式的 U 盘，每个不超过 4 GB' },
  { value: 'own', label: '自己定' },
] as const;
type Limit = (typeof limits)[number]['value'];

type SizeChoiceProps = {
  readonly limit: Limit;
  /** Megabytes, for `own`. */
  readonly own: number;
  readonly onLimit: (limit: Limit) => void;
  readonly onOwn: (megabytes: number) => void;
};

/** How large one file may be. */
const SizeChoice = ({ limit, own, onLimit, onOwn }: SizeChoiceProps) => (
  <Group align="end" mt="md">
    <NativeSelect
      label="文件大小"
      data={[...limits]}
      value={limit}
      onChange={(event) =>
        onLimit(limits.find(({ value }) => value === event.currentTarget.value)?.value ?? 'none')
      }
    />
    {limit === 'own' && (
      <NumberInput
        label="每个不超过（MB）"
        min={leastFileLimit / megabyte}
        max={1_000_000}
        allowDecimal={false}
        value={own}
        onChange={(value) => onOwn(Number(value) || 1)}
      />
    )}
  </Group>
);

const bytesOf = (limit: Limit, own: number): number | undefined => {
  if (limit === 'none') return undefined;
  return limit === 'own' ? own * megabyte : fileLimits[limit];
};

type What = 'changes' | 'snapshot';

type WhatChoiceProps = {
  readonly what: What;
  readonly onWhat: (what: What) => void;
  readonly media: boolean;
  readonly onMedia: (media: boolean) => void;
};

/** Changes as ever, or everything for a computer that has nothing. */
const WhatChoice = ({ what, onWhat, media, onMedia }: WhatChoiceProps) => (
  <Radio.Group
    label="做什么"
    mt="md"
    value={what}
    onChange={(value) => onWhat(value === 'snapshot' ? 'snapshot' : 'changes')}
  >
    <div className={classes.peers}>
      <Radio value="changes" label="数据包" description="对方还没有的改动" />
      <Radio
        value="snapshot"
        label="快照"
        description="给新电脑或新单位：对方还没有任何数据，从本机的全部记录开始"
      />
    </div>
    {what === 'snapshot' && (
      <Checkbox
        mt="sm"
        label="连照片一起带上（文件会大很多；不带，照片在对方那里显示「附件待补」）"
        checked={media}
        onChange={(event) => onMedia(event.currentTarget.checked)}
      />
    )}
  </Radio.Group>
);

type MakePanelProps = {
  readonly view: ExchangeOverview;
  readonly go: (step: ExchangeStep) => void;
};

/** Chooses the receiver, shows what would leave, makes the file and hands it over. */
export const MakePanel = ({ view, go }: MakePanelProps) => {
  const [chosen, setChosen] = useState<string | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const [limit, setLimit] = useState<Limit>('none');
  const [own, setOwn] = useState(100);
  const [what, setWhat] = useState<What>('changes');
  const [media, setMedia] = useState(false);
  const [envelope, setEnvelope] = useState<EnvelopeName>('age');
  const { job, cancelling, error, run, cancel } = useJob();
  const peer =
    view.peers.find((p) => p.deviceId === chosen) ?? likelyPeer(view.self.role, view.peers);
  const preview = useAsk(
    'exchange',
    'previewExport',
    { to: peer?.deviceId ?? '' },
    api.exchange.previewExport.query,
    { enabled: peer !== undefined },
  );

  if (!peer)
    return (
      <EmptyState
        icon={<IconId size="2rem" stroke={1.4} />}
        title="还没有可以交换的单位"
        actions={<Button onClick={() => go('cards')}>去交换名片</Button>}
      >
        数据包只有收的人能打开，所以要先有对方的名片：请对方保存名片文件给您，您读入并核对指纹；同时把您的名片交给对方。
      </EmptyState>
    );

  // Only an office has what a new computer begins with.
  const snapshot = what === 'snapshot' && view.self.role !== 'officer';
  const national = preview.data?.national ?? false;
  const make = async (): Promise<void> => {
    const to = peer.deviceId;
    const maxBytes = bytesOf(limit, own);
    const sealed = { envelope: national ? envelope : undefined };
    const result = await run((job) =>
      snapshot
        ? api.exchange.snapshot.mutate({ to, job, media, ...sealed })
        : api.exchange.export.mutate({ to, job, maxBytes, ...sealed }),
    );
    if (!result) return;
    setMade({ result, peer, snapshot });
    try {
      for (const { ticket } of result.files) await saveOffered(ticket);
    } catch (failure) {
      showFailure(failure);
    }
  };

  if (made) return <MadeCard made={made} onClose={() => setMade(null)} />;
  return (
    <>
      <section className={classes.card} aria-label="制作数据包">
        <Radio.Group label="交给谁" value={peer.deviceId} onChange={setChosen}>
          <div className={classes.peers}>
            {view.peers.map((p) => (
              <Radio
                key={p.deviceId}
                value={p.deviceId}
                label={partyInWords(p)}
                description={
                  p.waiting > 0 ? `有 ${p.waiting} 条改动对方还没有确认收到` : '对方已全部收到'
                }
              />
            ))}
          </div>
        </Radio.Group>
        {view.self.role !== 'officer' && (
          <WhatChoice what={what} onWhat={setWhat} media={media} onMedia={setMedia} />
        )}
        <h2 className={classes.subhead}>将带走的内容（只有对方能打开）</h2>
        {preview.isError && (
          <FailureNote error={preview.error} onRetry={() => void preview.refetch()} />
        )}
        {snapshot && (
          <Text size="sm">
            本机的全部记录（企业、一企一策、走访、问题、退回与答复）和它们的来历。本机的草稿、设置和密钥不在里面。
          </Text>
        )}
        {!snapshot && preview.data && (
          <>
            <PreviewFacts preview={preview.data} role={view.self.role} />
            <Withheld preview={preview.data} />
          </>
        )}
        {!snapshot && <SizeChoice limit={limit} own={own} onLimit={setLimit} onOwn={setOwn} />}
        {national && <EnvelopeChoice envelope={envelope} onEnvelope={setEnvelope} />}
        {error !== null && <FailureNote error={error} title="没有做成数据包" />}
        <div className={classes.actions}>
          <Button
            variant={!snapshot && preview.data && isEmpty(preview.data) ? 'default' : 'filled'}
            leftSection={<IconPackageExport size="1.1rem" aria-hidden />}
            disabled={!preview.data}
            onClick={() => void make()}
          >
            {snapshot ? '制作快照' : '制作数据包'}
          </Button>
        </div>
      </section>
      <JobDialog job={job} title="正在制作数据包" onCancel={cancel} cancelling={cancelling} />
    </>
  );
};
