import { Button, Group } from '@mantine/core';
import { type PointerEvent, useRef, useState } from 'react';
import { api, mediaUrl, putFile } from '#renderer/app/api.ts';
import { showFailure } from '#renderer/app/query.ts';
import { usePictureWorkshop } from '#renderer/parts/files/use-picture-workshop.ts';
import classes from './signature-pad.module.css';

const [width, height] = [640, 200];

/** The drawing as a picture on white: what is signed is printed. */
const pictureOf = (canvas: HTMLCanvasElement): Promise<File> =>
  new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) =>
        blob
          ? resolve(new File([blob], '签名.jpg', { type: 'image/jpeg' }))
          : reject(new Error('no picture of the signature')),
      'image/jpeg',
      0.92,
    ),
  );

type SignaturePadProps = {
  /** SHA-256 of the kept picture. */
  readonly signature: string | null;
  readonly onSigned: (sha256: string | null) => void;
};

/** A signature drawn with mouse, finger or pen, or a picture of one on paper. */
export const SignaturePad = ({ signature, onSigned }: SignaturePadProps) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef(false);
  const chooser = useRef<HTMLInputElement>(null);
  const workshop = usePictureWorkshop();
  const [drawn, setDrawn] = useState(false);
  const [busy, setBusy] = useState(false);

  const at = ({ nativeEvent, currentTarget }: PointerEvent<HTMLCanvasElement>) => ({
    x: (nativeEvent.offsetX * width) / currentTarget.clientWidth,
    y: (nativeEvent.offsetY * height) / currentTarget.clientHeight,
  });
  const begin = (event: PointerEvent<HTMLCanvasElement>): void => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    if (!drawn) {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, width, height);
      Object.assign(context, { lineWidth: 4, lineCap: 'round', lineJoin: 'round' });
      context.strokeStyle = '#000';
    }
    drawing.current = true;
    setDrawn(true);
    const { x, y } = at(event);
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + 0.1, y);
    context.stroke();
  };
  const go = (event: PointerEvent<HTMLCanvasElement>): void => {
    const context = canvas.current?.getContext('2d');
    if (!drawing.current || !context) return;
    const { x, y } = at(event);
    context.lineTo(x, y);
    context.stroke();
  };
  const clear = (): void => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, width, height);
    setDrawn(false);
    onSigned(null);
  };
  const keep = async (picture: () => Promise<File>): Promise<void> => {
    setBusy(true);
    try {
      const { sha256 } = await api.attachments.keep.mutate({
        ticket: await putFile(await picture()),
      });
      onSigned(sha256);
    } catch (error) {
      showFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const end = (): void => {
    if (!drawing.current) return;
    drawing.current = false;
    const board = canvas.current;
    if (board) void keep(() => pictureOf(board));
  };

  return (
    <div className={classes.pad}>
      {signature !== null && !drawn ? (
        <img className={classes.signed} src={mediaUrl(signature)} alt="签名" />
      ) : (
        <canvas
          ref={canvas}
          width={width}
          height={height}
          className={classes.board}
          aria-label="签名板"
          onPointerDown={begin}
          onPointerMove={go}
          onPointerUp={end}
          onPointerCancel={end}
        />
      )}
      <Group gap="xs" mt={4}>
        <Button variant="default" size="compact-xs" onClick={clear}>
          重签
        </Button>
        <Button
          variant="default"
          size="compact-xs"
          loading={busy}
          onClick={() => chooser.current?.click()}
        >
          用签名图片或扫描件
        </Button>
        <span className={classes.hint}>用鼠标、手指或笔在框里签；在纸上签的可不填，打印后补签</span>
      </Group>
      <input
        ref={chooser}
        type="file"
        accept="image/*"
        hidden
        aria-label="签名图片"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (!file) return;
          setDrawn(false);
          void keep(async () => (await workshop.small(file, file.name)).file);
        }}
      />
    </div>
  );
};
