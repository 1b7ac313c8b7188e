import type { Faces } from '#shared/papers/faces.ts';
import type { VisitRecordValues } from '#shared/papers/visit-record.ts';
import type { CellPicture } from './form-cells.ts';
import { type FormPaper, type SignedPlace, writeFormPapers } from './form-paper.ts';
import type { PaperPicture } from './paper-pictures.ts';
import {
  satisfactionRow,
  visitHead,
  visitSignatures,
  visitTexts,
  visitTitle,
} from './visit-rows.ts';

/** 走访记录 as the office's standard form. */

/** Drawn signatures of ours and of the firm, where there are. */
export type VisitSignaturePictures = { readonly ours?: CellPicture; readonly firm?: CellPicture };

const signedPlace = (
  name: string,
  date: string,
  picture: CellPicture | undefined,
): SignedPlace | undefined => (name === '' ? undefined : { name, date, picture });

/** The form of one visit; empty texts leave room to write by hand. */
export const visitRecordForm = (
  values: VisitRecordValues,
  pictures: readonly PaperPicture[] = [],
  drawn: VisitSignaturePictures = {},
): FormPaper => ({
  title: visitTitle,
  under: [`填报单位：${values.office}`, `走访日期：${values.day}`],
  rows: [
    ...visitHead(values),
    { kind: 'text', label: '走访目的', text: values.purpose, share: 0 },
    ...visitTexts({
      situation: values.situation,
      problems: [values.findings, values.issueText].filter((said) => said !== '').join('\n'),
      advice: values.advice,
    }),
    { kind: 'text', label: '移交材料', text: values.materials, share: 0 },
    { kind: 'text', label: '后续安排', text: values.followUp, share: 1 },
    ...satisfactionRow(values.satisfaction),
    ...visitSignatures(
      signedPlace(values.ourSigner, values.ourSignedOn, drawn.ours),
      signedPlace(values.firmSigner, values.firmSignedOn, drawn.firm),
    ),
  ],
  pictures,
});

/** The record of one visit as a .docx, its photographs behind it. */
export const writeVisitRecord = (
  values: VisitRecordValues,
  pictures: readonly PaperPicture[],
  drawn: VisitSignaturePictures,
  faces?: Faces,
): Promise<Uint8Array> => writeFormPapers([visitRecordForm(values, pictures, drawn)], faces);
