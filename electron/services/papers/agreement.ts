import { firmsOfRows } from '#db/queries/ledgers.ts';
import { writeAgreement } from '#documents/agreement-paper.ts';
import type { Desk } from '#services/desk.ts';
import { getEnterprise } from '#services/enterprises.ts';
import { numberOf, rowOf, rowsOf, textOf } from '#services/own-rows.ts';
import { paperFaces } from '#services/paper-faces.ts';
import { formatDate } from '#shared/dates.ts';
import { Refusal } from '#shared/errors.ts';
import { type AgreementPaperValues, agreementPaper } from '#shared/papers/agreement.ts';
import { agreement } from '#shared/registers/agreement.ts';
import { choicesOf } from '#shared/registers/values.ts';
import { makerOf } from './maker.ts';

/** 跟踪服务协议 from its row in the firm's file. */

/** @throws Refusal `record.missing` */
export const agreementValues = (desk: Desk, id: string): AgreementPaperValues => {
  const { values } = rowOf(desk, agreement.name, id);
  const home = firmsOfRows(desk.store, agreement, [id]).get(id);
  if (!home) throw Refusal.of('record.missing', { what: '企业' });
  const firm = getEnterprise(desk, home.id);
  const said = (key: string): string => textOf(values, key) ?? '';
  const day = (key: string): string => (said(key) === '' ? '' : formatDate(said(key)));
  const visits = numberOf(values, 'visitsPerYear');
  return {
    agreementNo: said('agreementNo'),
    office: desk.self.officeName,
    section: said('section'),
    contact: said('contact'),
    phone: said('phone'),
    firm: firm.name,
    uscc: firm.uscc ?? '',
    legalRep: firm.legalRep ?? '',
    firmContact: firm.contactName ?? '',
    firmPhone: firm.contactPhone ?? '',
    services: choicesOf(values.services ?? null).join('、'),
    visits: visits === null ? '' : `${visits}天`,
    terms: said('terms')
      .split(/\r\n|\r|\n/)
      .map((term) => term.trim())
      .filter((term) => term !== '')
      .map((term, i) => ({ no: String(i + 1), term })),
    from: day('validFrom'),
    to: day('validTo'),
    signedOn: day('signedOn'),
    firmSigner: said('firmSigner'),
  };
};

export const agreementMaker = makerOf({
  paper: agreementPaper,
  newest: (desk) => rowsOf(desk, agreement.name)[0]?.id ?? null,
  read: (desk, id) => {
    const values = agreementValues(desk, id);
    return { values, name: `跟踪服务协议 ${values.firm} ${values.from}` };
  },
  write: (values, desk) => writeAgreement(values, paperFaces(desk)),
});
