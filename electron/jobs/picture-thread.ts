import type { MessagePort } from 'node:worker_threads';
import { translateFailure } from '#db/failures.ts';
import { createMediaStore, type MediaStore } from '#db/media.ts';
import { mediaFile, openMedia } from '#db/open.ts';
import { keepFile, keptFile } from '#services/keep-file.ts';
import { Refusal } from '#shared/errors.ts';
import type {
  PictureQuestion,
  PictureReply,
  PictureResult,
  PictureThreadOrder,
} from './picture-messages.ts';

/**
 * The thread of pictures: the file of pictures alone, on a connection of its own. A picture is read, checked,
 * hashed, enciphered and forced to the disk here, one after the other, and read here for the screen; the desk's own
 * thread answers everybody meanwhile.
 */

const answer = (media: MediaStore, dir: string, question: PictureQuestion): PictureResult => {
  if (question.type === 'keep') return keepFile({ media, dir }, question.path, question.use);
  if (question.type === 'look')
    return question.hashes.flatMap((hash) => keptFile({ media }, hash) ?? []);
  const found = media.get(question.sha256);
  // A view into the driver's memory cannot be handed over; this one can.
  return found && { mime: found.mime, bytes: Uint8Array.from(found.bytes) };
};

const replyTo = (media: MediaStore, dir: string, question: PictureQuestion): PictureReply => {
  const { id } = question;
  try {
    return { id, type: 'done', result: answer(media, dir, question) };
  } catch (error) {
    const said = translateFailure(error, dir);
    if (said instanceof Refusal) return { id, type: 'refused', refusal: said.toData() };
    return { id, type: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
};

/** Bytes that need not be copied on their way. */
const handedOver = (reply: PictureReply): ArrayBuffer[] => {
  const result = reply.type === 'done' ? reply.result : undefined;
  if (result === undefined || !('bytes' in result) || typeof result.bytes === 'number') return [];
  return [result.bytes.buffer as ArrayBuffer];
};

/** Answers until the port is closed. */
export const servePictures = (
  { storeDir, storeKey, gone }: PictureThreadOrder,
  port: MessagePort,
): void => {
  if (Atomics.load(gone, 0) === 2) {
    port.close();
    return;
  }
  const handle = openMedia(mediaFile(storeDir), storeKey);
  const media = createMediaStore(handle);
  port.on('message', (question: PictureQuestion | 'close') => {
    if (question === 'close') {
      handle.close();
      Atomics.store(gone, 0, 1);
      Atomics.notify(gone, 0);
      port.close();
      return;
    }
    const reply = replyTo(media, storeDir, question);
    port.postMessage(reply, handedOver(reply));
  });
};
