import { z } from 'zod';
import { type RecordState, recordStateLabels } from './exchange.ts';
import { isoDate } from './words.ts';

/** Every photograph, scan and document, and where it is. */

/** `missing`: the record is here and the picture is not (附件待补). */
export const photoStates = ['here', 'exported', 'county', 'city', 'missing', 'foreign'] as const;
export type PhotoState = (typeof photoStates)[number];

export const photoStateLabels: Record<PhotoState, string> = {
  here: recordStateLabels.here,
  exported: recordStateLabels.exported,
  county: '县局已收',
  city: '市局已收',
  missing: '附件待补',
  foreign: recordStateLabels.foreign,
};

/**
 * The state of a photograph in the list. At an office a picture that is not there is waited for; on a
 * laptop others' pictures never come, because pictures travel upwards.
 */
export const photoStateOf = (
  photo: { readonly present: boolean; readonly state: RecordState; readonly own: boolean },
  office: boolean,
): PhotoState => {
  if (photo.present) return photo.state;
  return office || photo.own ? 'missing' : 'foreign';
};

export type PhotoLine = {
  readonly id: string;
  readonly sha256: string;
  readonly mime: string;
  /** The file's name; null for a photograph of a visit. */
  readonly name: string | null;
  readonly ownerTable: string;
  readonly ownerId: string;
  /** 走访 2026-03-02, 企业档案, 认证证书 HACCP 123. */
  readonly where: string;
  /** The visit it hangs on, itself or under a signature; null elsewhere. */
  readonly visitId: string | null;
  readonly enterpriseId: string | null;
  readonly enterpriseName: string;
  readonly caption: string | null;
  /** Local wall time of the camera. */
  readonly takenAt: string | null;
  readonly bytes: number;
  readonly present: boolean;
  readonly state: PhotoState;
  /** Office and person whose computer brought it in. */
  readonly author: string;
};

export type PhotoLedger = {
  /** All that are asked about, by state. */
  readonly counts: Readonly<Record<PhotoState, number>>;
  /** Photographs in the chosen state, or all. */
  readonly total: number;
  /** Of those, in bytes. */
  readonly bytes: number;
  /** Newest visit first; behind them what hangs on files, by firm. */
  readonly rows: readonly PhotoLine[];
  /** Whom to ask for what is 附件待补, most first. Counting unit: photographs (张). */
  readonly askFor: readonly { readonly author: string; readonly photos: number }[];
};

export const photoQuery = z.object({
  state: z.enum(photoStates).nullable(),
  /** Looked for in firm, record, file name, words and first digits of the hash. */
  search: z.string().max(200).default(''),
  /** Days it was taken in, or where no camera told it, the day of its visit. */
  period: z
    .object({ from: isoDate('开始日期'), to: isoDate('结束日期') })
    .nullable()
    .default(null),
});
export type PhotoQuery = z.infer<typeof photoQuery>;

export const photosInput = photoQuery.extend({ limit: z.number().int().min(1).max(1_000_000) });
