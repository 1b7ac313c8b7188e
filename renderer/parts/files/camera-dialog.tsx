import { Button, Group, Modal, Text } from '@mantine/core';
import { IconCamera, IconCameraRotate } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { localTime } from '#shared/clock.ts';
import classes from './camera-dialog.module.css';
import { type CameraShot, listCameras, openCamera, shoot } from './camera-shot.ts';

type FinderProps = { readonly onShot: (shot: CameraShot) => void };

/** The camera's picture as it comes; the camera is let go when this goes. */
const Finder = ({ onShot }: FinderProps) => {
  const video = useRef<HTMLVideoElement>(null);
  const [tries, setTries] = useState(0);
  const [camera, setCamera] = useState<string | null>(null);
  const [cameras, setCameras] = useState<readonly string[]>([]);
  const [phase, setPhase] = useState<'opening' | 'open'>('opening');
  const [error, setError] = useState<unknown>(null);
  const [taken, setTaken] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is what is waited for.
  useEffect(() => {
    let left = false;
    let stream: MediaStream | undefined;
    const stop = (): void => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const open = async (): Promise<void> => {
      setPhase('opening');
      setError(null);
      stream = await openCamera(camera);
      if (left || !video.current) return stop();
      video.current.srcObject = stream;
      await video.current.play();
      setCameras(await listCameras());
      setPhase('open');
    };
    open().catch((reason: unknown) => {
      if (!left) setError(reason);
    });
    return () => {
      left = true;
      stop();
    };
  }, [camera, tries]);

  const take = async (): Promise<void> => {
    if (!video.current || phase !== 'open') return;
    onShot(await shoot(video.current, localTime(new Date())));
    setTaken((n) => n + 1);
  };
  const another = (): void => {
    const current = (video.current?.srcObject as MediaStream | null)?.getVideoTracks()[0];
    const place = cameras.indexOf(current?.getSettings().deviceId ?? '');
    setCamera(cameras[(place + 1) % cameras.length] ?? null);
  };

  if (error !== null) return <FailureNote error={error} onRetry={() => setTries((n) => n + 1)} />;
  return (
    <>
      <div className={classes.finder}>
        {phase === 'opening' && <Loading />}
        <video ref={video} className={classes.video} muted playsInline aria-label="取景" />
      </div>
      <Group justify="space-between" mt="sm">
        <Text size="sm" c="dimmed" role="status">
          {taken === 0 ? '可以连续拍，拍好后关闭' : `已拍 ${taken} 张`}
        </Text>
        <Group gap="sm">
          {cameras.length > 1 && (
            <Button
              variant="default"
              leftSection={<IconCameraRotate size="1.1rem" aria-hidden />}
              onClick={another}
            >
              换一个摄像头
            </Button>
          )}
          <Button
            data-autofocus
            leftSection={<IconCamera size="1.1rem" aria-hidden />}
            disabled={phase !== 'open'}
            onClick={() => void take()}
          >
            拍照
          </Button>
        </Group>
      </Group>
    </>
  );
};

type CameraDialogProps = FinderProps & { readonly opened: boolean; readonly onClose: () => void };

/** Photographs with this computer's camera, one after the other. */
export const CameraDialog = ({ opened, onClose, onShot }: CameraDialogProps) => (
  <Modal
    opened={opened}
    onClose={onClose}
    title="拍照"
    size="xl"
    closeButtonProps={{ 'aria-label': '关闭' }}
  >
    <Finder onShot={onShot} />
  </Modal>
);
