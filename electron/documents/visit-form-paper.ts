import type { Faces } from '#shared/papers/faces.ts';
import type { VisitFormValues } from '#shared/papers/visit-form.ts';
import { type FormPaper, writeFormPapers } from './form-paper.ts';
import {
  satisfactionRow,
  visitHead,
  visitSignatures,
  visitTexts,
  visitTitle,
} from './visit-rows.ts';

/** 走访表 to be filled in by hand. */

/** The form of one firm; without a firm's values it is the blank one. */
export const visitFormForm = (values: VisitFormValues): FormPaper => ({
  title: visitTitle,
  under: [`填报单位：${values.office}`, '走访日期：　　　年　　月　　日'],
  rows: [
    ...visitHead({
      ...{ firm: values.firm, uscc: values.uscc, township: values.township },
      ...{ contact: values.contact, phone: values.phone, typeBoxes: values.typeBoxes },
      ...{ place: '', time: '　　:　　—　　:', ourPeople: '', firmPeople: '' },
    }),
    ...(values.askText === ''
      ? []
      : [{ kind: 'text', label: '走访提示', text: values.askText, share: 0 } as const]),
    ...visitTexts({ situation: '', problems: '', advice: '' }),
    { kind: 'facts', pairs: [['移交材料', '']] },
    { kind: 'text', label: '后续安排', text: '', share: 1 },
    ...satisfactionRow(''),
    ...visitSignatures(),
  ],
});

/** One form a firm, each on its page. */
export const writeVisitForms = (
  values: readonly VisitFormValues[],
  faces?: Faces,
): Promise<Uint8Array> => writeFormPapers(values.map(visitFormForm), faces);
