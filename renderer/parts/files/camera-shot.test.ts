import { expect, test } from 'vitest';
import { CameraShot, cameraRefusal } from './camera-shot.ts';

test.each([
  ['NotFoundError', 'camera.missing'],
  ['OverconstrainedError', 'camera.missing'],
  ['NotAllowedError', 'camera.denied'],
  ['SecurityError', 'camera.denied'],
  ['NotReadableError', 'camera.busy'],
  ['AbortError', 'camera.busy'],
])('%s of the browser is said as %s', (name, code) => {
  expect(cameraRefusal(new DOMException('', name)).code).toBe(code);
});

test('a shot is a JPEG that knows when it was taken', () => {
  const shot = new CameraShot(new Blob(['x']), '2026-03-02T09:41:07');
  expect(shot).toBeInstanceOf(File);
  expect([shot.type, shot.name, shot.takenAt]).toEqual([
    ...['image/jpeg', '拍照 2026-03-02 09:41:07.jpg', '2026-03-02T09:41:07'],
  ]);
});
