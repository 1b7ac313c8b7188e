import type { MessagePort } from 'node:worker_threads';
import { translateFailure } from '#db/failures.ts';
import { createMediaStore, type MediaStore } from '#db/media.ts';
import { mediaFile, openMedia } from '#db/open.ts';
import { keepFile } from '#services/keep-file.ts';
import { Refusal } from '#shared/errors.ts';
import type { PictureQuestion, PictureReply, PictureThreadOrder } from './picture-messages.ts';

/**
 * The thread of pictures: the file of pictures alone, on a connection of its own. A picture is read, checked,
 * hashed, enciphered and forced to the disk here, one after the other, and read here for the screen; the desk's own
 * thread answers everybody meanwhile.
 */

const answer = (media: MediaStore, dir: string, question: PictureQuestion) => {
  if (question.type === 'keep') return keepFile({ media, dir }, question.path, question.use);
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

/** Answers until the port is closed. */
export const servePictures = (
  { storeDir, storeKey, gone }: PictureThreadOrder,
  port: MessagePort,
): void => {
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
    const bytes = reply.type === 'done' && reply.result && 'bytes' in reply.result;
    const handed =
      bytes && typeof reply.result.bytes !== 'number' ? [reply.result.bytes.buffer] : [];
    port.postMessage(reply, handed as ArrayBuffer[]);
  });
};
