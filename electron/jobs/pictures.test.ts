import { existsSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mediaFile } from '#db/open.ts';
import { keepShelved } from '#services/photos.ts';
import { sha256 } from '#sync/seal.ts';
import { type Device, newDevice, tempDir } from '#tests/support/device.ts';
import { bigJpeg, notAPicture, tinyJpeg } from '#tests/support/picture.ts';

const temp = tempDir();
let device: Device;
beforeAll(async () => {
  const owner = { role: 'officer', officeName: '石桥所', person: '王科员' } as const;
  device = await newDevice(join(temp.path, 'officer'), owner);
});
afterAll(() => {
  device.session.close();
  temp.remove();
});

const shelve = (bytes: Uint8Array): Promise<string> => device.shelf.keep('照片.jpg', [bytes]);

test('pictures are kept in a thread of their own, freed of metadata, and leave the shelf', async () => {
  const bytes = [1, 2, 3].map((tone) => tinyJpeg({ tone, exif: 'GPS' }));
  const tickets = await Promise.all(bytes.map(shelve));
  const paths = tickets.map(device.shelf.path);
  const kept = await Promise.all(tickets.map((t) => keepShelved(device.desk(), t, 'photo')));
  expect(new Set(kept.map((k) => k.sha256)).size).toBe(3);
  expect(paths.map((path) => existsSync(path))).toEqual([false, false, false]);
  const { pictures } = device.desk().jobs;
  for (const { sha256: hash, bytes: size } of kept) {
    const found = await pictures.read(hash);
    expect(found?.bytes.length).toBe(size);
    expect(sha256(found?.bytes ?? new Uint8Array())).toBe(hash);
    expect(Buffer.from(found?.bytes ?? []).includes('GPS')).toBe(false);
    expect(device.desk().store.media.has(hash)).toBe(true);
  }
  expect(await pictures.read('0'.repeat(64))).toBeUndefined();
});

test('what is no picture is refused in words, and leaves the shelf too', async () => {
  const ticket = await shelve(notAPicture());
  const path = device.shelf.path(ticket);
  await expect(keepShelved(device.desk(), ticket, 'photo')).rejects.toMatchObject({
    code: 'photo.unreadable',
  });
  await expect(
    keepShelved(device.desk(), await shelve(notAPicture()), 'attachment'),
  ).rejects.toMatchObject({ code: 'attachment.unreadable' });
  expect(existsSync(path)).toBe(false);
});

/** Files this process has open; Linux tells, elsewhere none are known. */
const opened = (): string[] => {
  const told = '/proc/self/fd';
  if (!existsSync(told)) return [];
  return readdirSync(told).flatMap((fd) => {
    try {
      return readlinkSync(join(told, fd));
    } catch {
      // The folder's own descriptor is gone by now.
      return [];
    }
  });
};

test('a desk that is left has let the file go, with pictures still on their way into it', async () => {
  const lent = join(temp.path, '现场.jpg');
  writeFileSync(lent, bigJpeg(9, 400));
  const other = await newDevice(join(temp.path, 'other'), {
    ...{ role: 'officer', officeName: '梅溪所', person: '李四' },
  });
  const desk = other.desk();
  const kept = desk.jobs.pictures.keep(lent, 'photo');
  other.session.close();
  // Where a copy is restored it is moved away right after, which Windows refuses while anybody has it open.
  expect(opened().filter((path) => path.startsWith(mediaFile(other.dir)))).toEqual([]);
  expect((await kept).width).toBe(8);
});
