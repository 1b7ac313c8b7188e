import { Button, Input, Modal, UnstyledButton } from '@mantine/core';
import { IconFileTypePdf, IconSignature, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { api, mediaUrl, saveOffered } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { formatDay } from '#renderer/parts/formats.ts';
import { ChangedAfterSigning, SignedPicture } from '#renderer/parts/signatures/signed-picture.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import { type SignatureSide, signatureSides } from '#shared/registers/visit-signature.ts';
import type { VisitSignature } from '#shared/visit-signatures.ts';
import { SignatureDialog } from './signature-dialog.tsx';
import classes from './visit-signing.module.css';

const sideWords: Readonly<Record<SignatureSide, string>> = {
  企业: '企业负责人',
  我方: '走访人员',
};

/** The page that was signed on paper, or the drawn name. */
const Mark = ({ signature }: { readonly signature: VisitSignature }) => {
  const { way, picture, person } = signature;
  const [large, setLarge] = useState(false);
  const offer = useTell(api.attachments.offer.mutate, {
    onDone: ({ ticket }) => void saveOffered(ticket),
  });
  if (way === '屏上手签') return <SignedPicture picture={picture} person={person} />;
  if (!picture?.present) return <span className={classes.absent}>签字页待补</span>;
  if (picture.mime === 'image/jpeg')
    return (
      <>
        <UnstyledButton aria-label="放大签字页" onClick={() => setLarge(true)}>
          <img className={classes.thumb} src={mediaUrl(picture.sha256)} alt={`${person}签字页`} />
        </UnstyledButton>
        <Modal
          opened={large}
          onClose={() => setLarge(false)}
          size="auto"
          centered
          title={`${person} 签字页`}
          closeButtonProps={{ 'aria-label': '关闭' }}
        >
          <img className={classes.large} src={mediaUrl(picture.sha256)} alt="" />
        </Modal>
      </>
    );
  return (
    <Button
      variant="default"
      size="compact-xs"
      leftSection={<IconFileTypePdf size="0.9rem" aria-hidden />}
      onClick={() => offer.mutate({ id: picture.id })}
    >
      签字页
    </Button>
  );
};

type LineProps = {
  readonly side: SignatureSide;
  readonly signature: VisitSignature | undefined;
  /** Why nothing can be signed now; null: it can. */
  readonly blocked: string | null;
  readonly onSign: () => void;
};

const SideLine = ({ side, signature, blocked, onSign }: LineProps) => {
  const restore = useTell(api.visitSignatures.restore.mutate, { changes: ['visits'] });
  const remove = useTell(api.visitSignatures.remove.mutate, {
    changes: ['visits'],
    onDone: (_left, input) => showUndo('已移除签字', () => restore.mutate(input)),
  });
  return (
    <li className={classes.signed}>
      <span className={classes.side}>{sideWords[side]}</span>
      <span className={classes.mark}>
        {signature ? (
          <>
            <Mark signature={signature} />
            <span className={classes.who}>
              {[signature.person, signature.title, formatDay(signature.onDate)]
                .filter(Boolean)
                .join('　')}
            </span>
            {signature.outdated && <ChangedAfterSigning />}
          </>
        ) : (
          <span className={classes.absent}>还没有签字</span>
        )}
      </span>
      <Button
        variant="default"
        size="compact-sm"
        data-disabled={blocked !== null || undefined}
        title={blocked ?? `${sideWords[side]}签字`}
        leftSection={<IconSignature size="0.9rem" aria-hidden />}
        onClick={() => blocked === null && onSign()}
      >
        {signature ? '重签' : '签字'}
      </Button>
      {signature && (
        <button
          type="button"
          className={classes.remove}
          aria-label={`移除${sideWords[side]}签字`}
          title="移除"
          onClick={() => remove.mutate({ id: signature.id })}
        >
          <IconX size="1rem" aria-hidden />
        </button>
      )}
    </li>
  );
};

type SignaturesSectionProps = {
  /** Null while it was never saved. */
  readonly visitId: string | null;
  /** Something is typed and not saved. */
  readonly dirty: boolean;
  /** Likely names, by side. */
  readonly people: Readonly<Record<SignatureSide, string>>;
};

/** 签字: the firm's and ours under the record as it is saved; the last one of each side. */
export const SignaturesSection = ({ visitId, dirty, people }: SignaturesSectionProps) => {
  const [side, setSide] = useState<SignatureSide | null>(null);
  const list = useAsk(
    'visits',
    'signatures',
    { visitId: visitId ?? '' },
    api.visitSignatures.list.query,
    { enabled: visitId !== null },
  );
  const blocked = visitId === null || dirty ? '先保存，再签字' : null;
  return (
    <div>
      <Input.Label labelElement="div" display="block" mb={6}>
        签字
      </Input.Label>
      <ul className={classes.list} aria-label="签字">
        {signatureSides.map((one) => (
          <SideLine
            key={one}
            side={one}
            signature={list.data?.findLast((signature) => signature.side === one)}
            blocked={blocked}
            onSign={() => setSide(one)}
          />
        ))}
      </ul>
      {visitId !== null && (
        <SignatureDialog
          visitId={visitId}
          side={side}
          person={side === null ? '' : people[side]}
          onDone={() => setSide(null)}
        />
      )}
    </div>
  );
};
