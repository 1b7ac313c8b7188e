import { findVisits } from '#db/queries/visits.ts';
import type { PaperPicture } from '#documents/paper-pictures.ts';
import { writeVisitRecord } from '#documents/visit-record-paper.ts';
import type { Desk } from '#services/desk.ts';
import { getEnterprise } from '#services/enterprises.ts';
import { paperFaces } from '#services/paper-faces.ts';
import { getVisit } from '#services/visits.ts';
import { formatDate } from '#shared/dates.ts';
import { type VisitRecordValues, visitRecord } from '#shared/papers/visit-record.ts';
import { serviceTypes, type Visit } from '#shared/visits.ts';
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
    situation: said(visit.content),
    findings: said(visit.findings),
    advice: said(visit.advice),
    materials: said(visit.materials),
    followUp: said(visit.followUp),
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

/** Photographs whose bytes are here; one that is still to come is named, not drawn. */
const picturesOf = (desk: Desk, id: string): PaperPicture[] =>
  getVisit(desk, id).photos.flatMap((photo, i) => {
    const stored = desk.store.media.get(photo.sha256);
    const words = [`照片 ${i + 1}`, photo.caption ?? '', photo.takenAt?.replace('T', ' ') ?? ''];
    const caption = words.filter((part) => part !== '').join('　');
    return stored && photo.mime === 'image/jpeg'
      ? [{ jpeg: stored.bytes, width: photo.width, height: photo.height, caption }]
      : [];
  });

export const visitRecordMaker = makerOf({
  paper: visitRecord,
  newest: ({ store }) => findVisits(store, { search: '', limit: 1, offset: 0 }).rows[0]?.id ?? null,
  read: (desk, id) => {
    const values = visitRecordValues(desk, id);
    return { values, name: `走访记录 ${values.firm} ${getVisit(desk, id).visitedOn}` };
  },
  write: (values, desk, id) => writeVisitRecord(values, picturesOf(desk, id), paperFaces(desk)),
});
