import { Button, Group, Modal, SegmentedControl, Text, TextInput } from '@mantine/core';
import { IconCamera, IconFileCheck, IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { api, mediaUrl, putFile } from '#renderer/app/api.ts';
import { showFailure, useTell } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { readDay } from '#renderer/parts/day-text.ts';
import { CameraDialog } from '#renderer/parts/files/camera-dialog.tsx';
import { useFileZone } from '#renderer/parts/files/use-file-zone.tsx';
import { usePictureWorkshop } from '#renderer/parts/files/use-picture-workshop.ts';
import { today } from '#renderer/parts/formats.ts';
import { SignaturePad } from '#renderer/parts/signatures/signature-pad.tsx';
import { type SignatureSide, signatureWays } from '#shared/registers/visit-signature.ts';
import classes from './visit-signing.module.css';

type Page = { readonly sha256: string; readonly name: string; readonly mime: string };

type SignedPageProps = { readonly page: Page | null; readonly onPage: (page: Page) => void };

/** The paper that was signed: photographed here, or a picture or scan of it. */
const SignedPage = ({ page, onPage }: SignedPageProps) => {
  const workshop = usePictureWorkshop();
  const [camera, setCamera] = useState(false);
  const [busy, setBusy] = useState(false);
  const take = async (given: File): Promise<void> => {
    setBusy(true);
    try {
      const isPdf = given.type === 'application/pdf';
      const file = isPdf ? given : (await workshop.small(given, given.name)).file;
      const { sha256, mime } = await api.attachments.keep.mutate({ ticket: await putFile(file) });
      onPage({ sha256, mime, name: file.name.slice(0, 200) });
    } catch (error) {
      showFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const { zone, open, input } = useFileZone({
    ...{ label: '选择签字页', accept: 'image/*,application/pdf' },
    onFiles: ([file]) => file && void take(file),
  });
  return (
    <div className={classes.page} {...zone}>
      {page?.mime === 'image/jpeg' && <img src={mediaUrl(page.sha256)} alt="签字页" />}
      {page?.mime === 'application/pdf' && (
        <Text size="sm">
          <IconFileCheck size="1rem" aria-hidden /> {page.name}
        </Text>
      )}
      <Group gap="xs">
        <Button
          variant="default"
          loading={busy}
          leftSection={<IconFileUpload size="1.1rem" aria-hidden />}
          onClick={open}
        >
          选择签字页
        </Button>
        <Button
          variant="default"
          disabled={busy}
          leftSection={<IconCamera size="1.1rem" aria-hidden />}
          onClick={() => setCamera(true)}
        >
          拍照
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        签了字的纸质走访记录，照片或扫描的 PDF；也可拖到这里
      </Text>
      {input}
      <CameraDialog
        opened={camera}
        onClose={() => setCamera(false)}
        onShot={(shot) => {
          setCamera(false);
          void take(shot);
        }}
      />
    </div>
  );
};

type SigningProps = {
  readonly visitId: string;
  readonly side: SignatureSide;
  /** Whose name is likely. */
  readonly person: string;
  readonly onDone: () => void;
};

const Signing = ({ visitId, side, person: likely, onDone }: SigningProps) => {
  const [id] = useState(() => crypto.randomUUID());
  const [way, setWay] = useState<(typeof signatureWays)[number]>('屏上手签');
  const [person, setPerson] = useState(likely);
  const [title, setTitle] = useState('');
  const [onDate, setOnDate] = useState(today());
  const [drawn, setDrawn] = useState<string | null>(null);
  const [page, setPage] = useState<Page | null>(null);
  const [tried, setTried] = useState(false);
  const sign = useTell(api.visitSignatures.sign.mutate, { changes: ['visits'], onDone });
  const onPaper = way === '纸上签字页';
  const picture = onPaper ? (page?.sha256 ?? null) : drawn;
  const day = readDay(onDate, today());
  const submit = (): void => {
    setTried(true);
    if (person.trim() === '' || day === null || picture === null) return;
    sign.mutate({
      ...{ id, visitId, side, way, person: person.trim() },
      ...{ title: title.trim() || null, onDate: day, sha256: picture },
      name: onPaper ? (page?.name ?? null) : null,
    });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <SegmentedControl
        aria-label="签字方式"
        data={[...signatureWays]}
        value={way}
        onChange={setWay}
      />
      <div className={classes.line}>
        <TextInput
          label="签字人"
          data-autofocus
          error={tried && person.trim() === '' && '请填写签字人'}
          value={person}
          onChange={(event) => setPerson(event.currentTarget.value)}
        />
        <TextInput
          label="职务"
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <DayInput
          label="签字日期"
          error={tried && day === null && '请填写日期'}
          value={onDate}
          onChange={setOnDate}
        />
      </div>
      {onPaper ? (
        <SignedPage page={page} onPage={setPage} />
      ) : (
        <SignaturePad signature={drawn} onSigned={setDrawn} />
      )}
      {tried && picture === null && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {onPaper ? '请选择或拍下签字页' : '请在框里签名'}
        </Text>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onDone}>
          取消
        </Button>
        <Button type="submit" loading={sign.isPending}>
          签字
        </Button>
      </Group>
    </form>
  );
};

type SignatureDialogProps = Omit<SigningProps, 'side'> & {
  /** Null: closed. */
  readonly side: SignatureSide | null;
};

/** One signature under the record as it is saved: drawn here, or the page that was signed on paper. */
export const SignatureDialog = ({ side, ...signing }: SignatureDialogProps) => (
  <Modal
    opened={side !== null}
    onClose={signing.onDone}
    title={side === '企业' ? '企业负责人签字' : '走访人员签字'}
    size="lg"
    closeButtonProps={{ 'aria-label': '关闭' }}
  >
    {side && <Signing {...signing} side={side} />}
  </Modal>
);
