import { findVisits } from '#db/queries/visits.ts';
import type { PaperPicture } from '#documents/paper-pictures.ts';
import { type VisitSignaturePictures, writeVisitRecord } from '#documents/visit-record-paper.ts';
import type { Desk } from '#services/desk.ts';
import { getEnterprise } from '#services/enterprises.ts';
import { paperFaces } from '#services/paper-faces.ts';
import { signaturesThatHold } from '#services/visit-signatures.ts';
import { getVisit } from '#services/visits.ts';
import { formatDate } from '#shared/dates.ts';
import { type VisitRecordValues, visitRecord } from '#shared/papers/visit-record.ts';
import type { SignatureSide } from '#shared/registers/visit-signature.ts';
import type { VisitSignature } from '#shared/visit-signatures.ts';
import { serviceTypes, type Visit, type VisitPhoto } from '#shared/visits.ts';
import { makerOf } from './maker.ts';

/** 走访记录 from the visit as it is saved. */

const said = (value: string | number | null | undefined): string => String(value ?? '');

/** 9:00—11:30, or the one that is known. */
const timeOf = ({ startAt, endAt }: Pick<Visit, 'startAt' | 'endAt'>): string =>
  [startAt, endAt]
    .filter((time) => time !== null)
    .map((time) => time.replace(/^0/, ''))
    .join('—');

/** Every type of the vocabulary with its box; words of the officer's own stand behind 其他. */
export const typeBoxes = (chosen: readonly string[]): string => {
  const own = chosen.filter((type) => !(serviceTypes as readonly string[]).includes(type));
  return serviceTypes
    .map((type) => {
      const other = type === '其他' && own.length > 0;
      const box = other || chosen.includes(type) ? '☑' : '☐';
      return `${box}${type}${other ? `（${own.join('、')}）` : ''}`;
    })
    .join('　');
};

/** Who signed, in the words of the paper: on paper, the page stands behind. */
const signerOf = (signed: readonly VisitSignature[], side: SignatureSide) => {
  const one = signed.find((s) => s.side === side);
  if (!one) return { name: '', date: '' };
  const page = one.way === '纸上签字页' ? '（见签字页）' : '';
  return { name: `${one.person}${page}`, date: formatDate(one.onDate) };
};

/** @throws Refusal `record.missing` */
export const visitRecordValues = (desk: Desk, id: string): VisitRecordValues => {
  const visit = getVisit(desk, id);
  const firm = getEnterprise(desk, visit.enterpriseId);
  const issues = visit.issues.map((issue, i) => ({
    no: String(i + 1),
    type: issue.type,
    content: issue.content,
    state: issue.issueState,
  }));
  const signed = signaturesThatHold(desk, id);
  const [ours, theirs] = [signerOf(signed, '我方'), signerOf(signed, '企业')];
  return {
    office: desk.self.officeName,
    firm: firm.name,
    uscc: said(firm.uscc),
    address: said(firm.address),
    township: said(firm.township),
    contact: said(firm.contactName),
    phone: said(firm.contactPhone),
    day: formatDate(visit.visitedOn),
    time: timeOf(visit),
    place: said(visit.place),
    types: visit.serviceTypes.join('、'),
    typeBoxes: typeBoxes(visit.serviceTypes),
    ourPeople: visit.participants.join('、'),
    ourCount: String(visit.participants.length),
    firmPeople: said(visit.firmPeople),
    purpose: said(visit.purpose),
    // Of a firm that was gone the state is what there is to say.
    situation: said(
      visit.content ?? (visit.foundStatus && `到访时企业${visit.foundStatus}，没有开展走访。`),
    ),
    findings: said(visit.findings),
    advice: said(visit.advice),
    materials: said(visit.materials),
    followUp: said(visit.followUp),
    ourSigner: ours.name,
    ourSignedOn: ours.date,
    firmSigner: theirs.name,
    firmSignedOn: theirs.date,
    satisfaction: said(visit.satisfaction),
    foundStatus: said(visit.foundStatus),
    issueText: issues
      .map(({ no, type, content }) => `${issues.length > 1 ? `${no}. ` : ''}【${type}】${content}`)
      .join('\n'),
    issues,
    photos: visit.photos.map(({ caption, takenAt }, i) => ({
      no: String(i + 1),
      caption: said(caption),
      takenAt: takenAt === null ? '' : `${formatDate(takenAt)} ${takenAt.slice(11, 16)}`,
    })),
  };
};

type Stored = Pick<VisitPhoto, 'sha256' | 'mime' | 'width' | 'height'>;

/** A picture whose bytes are here; a scanned document is none. */
const pictureOf = ({ store }: Desk, { sha256, mime, width, height }: Stored) => {
  const stored = mime === 'image/jpeg' ? store.media.get(sha256) : undefined;
  return stored && { jpeg: stored.bytes, width, height };
};

/** Photographs and signed pages; one that is still to come is named, not drawn. */
const picturesOf = (desk: Desk, id: string): PaperPicture[] => {
  const photos = getVisit(desk, id).photos.flatMap((photo, i) => {
    const words = [`照片 ${i + 1}`, photo.caption ?? '', photo.takenAt?.replace('T', ' ') ?? ''];
    const caption = words.filter((part) => part !== '').join('　');
    const picture = pictureOf(desk, photo);
    return picture ? [{ ...picture, caption }] : [];
  });
  const pages = signaturesThatHold(desk, id).flatMap(({ way, picture, person }) => {
    const page = way === '纸上签字页' && picture ? pictureOf(desk, picture) : undefined;
    return page ? [{ ...page, caption: `签字页　${person}` }] : [];
  });
  return [...photos, ...pages];
};

const drawnOf = (desk: Desk, id: string): VisitSignaturePictures => {
  const drawn = (side: SignatureSide) => {
    const one = signaturesThatHold(desk, id).find((s) => s.side === side);
    return one?.way === '屏上手签' && one.picture ? pictureOf(desk, one.picture) : undefined;
  };
  const [ours, firm] = [drawn('我方'), drawn('企业')];
  return { ...(ours ? { ours } : {}), ...(firm ? { firm } : {}) };
};

export const visitRecordMaker = makerOf({
  paper: visitRecord,
  newest: ({ store }) => findVisits(store, { search: '', limit: 1, offset: 0 }).rows[0]?.id ?? null,
  read: (desk, id) => {
    const values = visitRecordValues(desk, id);
    return { values, name: `走访记录 ${values.firm} ${getVisit(desk, id).visitedOn}` };
  },
  write: (values, desk, id) =>
    writeVisitRecord(values, picturesOf(desk, id), drawnOf(desk, id), paperFaces(desk)),
});
