import { isScreenUrl } from './screen.ts';

/**
 * The one permission the screen may have: the camera, without the microphone, for the top frame of our own page.
 * Electron asks twice, before a request and at it, in two shapes.
 */

type Asked = {
  readonly permission: string;
  readonly isMainFrame: boolean;
  /** Address of the frame that wants it, or its origin. */
  readonly url: string | undefined;
  /** `video` is the camera, `audio` the microphone. */
  readonly media: readonly string[];
};

export const isCameraWish = ({ permission, isMainFrame, url = '', media }: Asked): boolean =>
  permission === 'media' &&
  isMainFrame &&
  isScreenUrl(url) &&
  media.length > 0 &&
  media.every((type) => type === 'video');
