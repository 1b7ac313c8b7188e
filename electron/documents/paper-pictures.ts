import { AlignmentType, ImageRun, Paragraph } from 'docx';
import { run, sizes } from './faces.ts';

/** Pictures behind a form, two a page. */

/** A JPEG and the words under it. */
export type PaperPicture = {
  readonly jpeg: Uint8Array;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly caption: string;
};

/**
 * A picture and its words.
 *
 * @param room of a page, in twentieths of a point
 * @param first on its page
 * @param face of its words
 */
export const pictureParagraphs = (
  picture: PaperPicture,
  room: { readonly width: number; readonly height: number },
  first: boolean,
  face: string,
): Paragraph[] => {
  // 96 dots an inch, as the library counts pixels; two lines of words stand under each.
  const [across, down] = [room.width / 15, (room.height / 2 - 900) / 15];
  const scale = Math.min(
    across / picture.width,
    down / picture.height,
    // Never larger than 96 dots an inch: a small picture stays sharp.
    1,
  );
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      pageBreakBefore: first,
      keepNext: true,
      spacing: { before: 120, after: 60 },
      children: [
        new ImageRun({
          type: 'jpg',
          data: picture.jpeg,
          transformation: {
            width: Math.max(1, Math.round(picture.width * scale)),
            height: Math.max(1, Math.round(picture.height * scale)),
          },
        }),
      ],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 0, after: 160, line: 310, lineRule: 'exact' },
      children: [run(picture.caption, face, sizes.no5)],
    }),
  ];
};
