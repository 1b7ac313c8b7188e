import { writeFileSync } from 'node:fs';
import { filesOf, homeOf } from '#db/queries/homes.ts';
import { writeVisitForms } from '#documents/visit-form-paper.ts';
import type { Desk } from '#services/desk.ts';
import { getEnterprise, listEnterprises } from '#services/enterprises.ts';
import { recordsOf } from '#services/firm-bulk.ts';
import { paperFaces } from '#services/paper-faces.ts';
import { standingSheets } from '#services/sheets.ts';
import { localDate } from '#shared/clock.ts';
import { formatDate } from '#shared/dates.ts';
import { Refusal } from '#shared/errors.ts';
import type { VisitForms } from '#shared/papers/make.ts';
import { type VisitFormValues, visitForm } from '#shared/papers/visit-form.ts';
import { isOpenIssue } from '#shared/visits.ts';
import { makerOf, type OfferedFile } from './maker.ts';
import { typeBoxes } from './visit-record.ts';

/** 走访表 of a firm: what its file says, and what is to be asked there. */

const said = (value: string | number | null | undefined): string => String(value ?? '');

type Ask = Omit<VisitFormValues['asks'][number], 'no'>;

/** Measures of the sheets in force that are neither done nor dropped, the first due first. */
const openMeasures = (desk: Desk, firm: string): Ask[] =>
  standingSheets(desk, filesOf(desk.store, homeOf(desk.store, firm)))
    .filter(({ inForce, status }) => inForce && status === 'issued')
    .flatMap(({ measures }) => measures)
    .filter(({ state }) => state !== '完成' && state !== '取消')
    .toSorted((a, b) => ((a.dueOn ?? '9') < (b.dueOn ?? '9') ? -1 : 1))
    .map(({ task, person, dueOn }) => ({
      kind: '措施',
      content: [task, person && `（${person}）`].filter(Boolean).join(''),
      due: dueOn === null ? '' : formatDate(dueOn),
    }));

/** @throws Refusal `record.missing` */
export const visitFormValues = (desk: Desk, id: string): VisitFormValues => {
  const firm = getEnterprise(desk, id);
  const [last] = firm.visits.toSorted((a, b) => (a.visitedOn < b.visitedOn ? 1 : -1));
  const asks = [
    ...firm.issues
      .filter(({ issueState }) => isOpenIssue(issueState))
      .map(({ type, content, raisedOn }) => ({
        kind: `问题·${type}`,
        content: `${content}（${formatDate(raisedOn)}提出）`,
        due: '',
      })),
    ...openMeasures(desk, id),
  ].map((ask, i) => ({ no: String(i + 1), ...ask }));
  const lastVisit = last ? `${formatDate(last.visitedOn)}　${last.participants.join('、')}` : '';
  return {
    office: desk.self.officeName,
    firm: firm.name,
    uscc: said(firm.uscc),
    address: said(firm.address),
    township: said(firm.township),
    contact: said(firm.contactName),
    phone: said(firm.contactPhone),
    typeBoxes: typeBoxes([]),
    lastVisit,
    askText: [
      ...(lastVisit === '' ? [] : [`上次走访：${lastVisit}`]),
      ...asks.map(
        ({ no, kind, content, due }) =>
          `${no}. 【${kind}】${content}${due === '' ? '' : `，${due}前`}`,
      ),
    ].join('\n'),
    asks,
  };
};

/** The form without a firm, to be copied. */
export const blankVisitForm = (office: string): VisitFormValues => ({
  ...{ office, firm: '', uscc: '', address: '', township: '', contact: '', phone: '' },
  ...{ typeBoxes: typeBoxes([]), lastVisit: '', askText: '', asks: [] },
});

export const visitFormMaker = makerOf({
  paper: visitForm,
  newest: (desk) => listEnterprises(desk, { limit: 1, offset: 0 }).rows[0]?.id ?? null,
  read: (desk, id) => {
    const values = visitFormValues(desk, id);
    return { values, name: `走访表 ${values.firm}` };
  },
  write: (values, desk) => writeVisitForms([values], paperFaces(desk)),
});

/** More than a week of visits; each firm's file is read whole. */
const mostForms = 60;

/**
 * Forms for a day's visits in one document, a page each; the blank form where no firm is named.
 *
 * @throws Refusal `record.missing`, `record.invalid` beyond `mostForms`
 */
export const offerVisitForms = async (desk: Desk, choice: VisitForms): Promise<OfferedFile> => {
  const firms = choice.firms === null ? [] : recordsOf(desk, choice.firms).map(({ id }) => id);
  if (firms.length > mostForms)
    throw Refusal.of('record.invalid', {
      problems: [`一次最多打印 ${mostForms} 家的走访表，已选 ${firms.length} 家`],
    });
  const values =
    firms.length === 0
      ? [blankVisitForm(desk.self.officeName)]
      : firms.map((id) => visitFormValues(desk, id));
  const day = localDate(desk.store.clock.now());
  const fileName = firms.length === 0 ? '走访表 空白.docx' : `走访表 ${firms.length}家 ${day}.docx`;
  const { ticket, path } = desk.shelf.reserve(fileName);
  writeFileSync(path, await writeVisitForms(values, paperFaces(desk)));
  return { ticket, fileName };
};
