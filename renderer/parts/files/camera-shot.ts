import { Refusal } from '#shared/errors.ts';

/** A picture just taken: when, is known here, for no camera of a computer writes it down. */
export class CameraShot extends File {
  /** Local wall time, `YYYY-MM-DDTHH:MM:SS`. */
  readonly takenAt: string;

  constructor(jpeg: Blob, takenAt: string) {
    super([jpeg], `拍照 ${takenAt.replace('T', ' ')}.jpg`, { type: 'image/jpeg' });
    this.takenAt = takenAt;
  }
}

/** What keeps a camera from being opened, in words; by the names of W3C Media Capture, 10.1.2. */
export const cameraRefusal = (error: unknown): Refusal => {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError')
    return Refusal.of('camera.missing');
  if (name === 'NotAllowedError' || name === 'SecurityError') return Refusal.of('camera.denied');
  return Refusal.of('camera.busy');
};

/**
 * Opens a camera: the named one, else one that looks away from the person where there is one.
 *
 * @throws Refusal `camera.missing`, `camera.denied`, `camera.busy`
 */
export const openCamera = async (deviceId: string | null): Promise<MediaStream> => {
  // Only pages the browser takes for safe have it: another computer's address is none.
  if (!navigator.mediaDevices) throw Refusal.of('camera.denied');
  const which =
    deviceId === null ? { facingMode: 'environment' } : { deviceId: { exact: deviceId } };
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { ...which, width: { ideal: 1920 }, height: { ideal: 1440 } },
    });
  } catch (error) {
    throw cameraRefusal(error);
  }
};

/** Cameras by their ids; one that was never allowed tells none. */
export const listCameras = async (): Promise<readonly string[]> =>
  (await navigator.mediaDevices.enumerateDevices())
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId }) => deviceId);

/** The picture that stands in the video now. @param takenAt local wall time */
export const shoot = async (video: HTMLVideoElement, takenAt: string): Promise<CameraShot> => {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new CameraShot(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 }), takenAt);
};
