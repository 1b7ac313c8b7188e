import type { Faces } from '#shared/papers/faces.ts';
import type { VisitRecordValues } from '#shared/papers/visit-record.ts';
import { type FormPaper, writeFormPapers } from './form-paper.ts';
import type { PaperPicture } from './paper-pictures.ts';

/** 走访记录 as the office's standard form. */

/** The form of one visit; empty texts leave room to write by hand. */
export const visitRecordForm = (
  values: VisitRecordValues,
  pictures: readonly PaperPicture[] = [],
): FormPaper => ({
  title: '企业走访记录',
  under: [`填报单位：${values.office}`, `走访日期：${values.day}`],
  rows: [
    { kind: 'facts', pairs: [['企业名称', values.firm]] },
    {
      kind: 'facts',
      pairs: [
        ['信用代码', values.uscc],
        ['乡镇街道', values.township],
      ],
    },
    {
      kind: 'facts',
      pairs: [
        ['联系人', values.contact],
        ['联系电话', values.phone],
      ],
    },
    {
      kind: 'facts',
      pairs: [
        ['走访地点', values.place],
        ['起止时间', values.time],
      ],
    },
    { kind: 'facts', pairs: [['服务类型', values.typeBoxes]] },
    {
      kind: 'facts',
      pairs: [
        ['我方人员', values.ourPeople],
        ['企业人员', values.firmPeople],
      ],
    },
    { kind: 'text', label: '走访目的', text: values.purpose, share: 0 },
    { kind: 'text', label: '走访情况', text: values.situation, share: 4 },
    {
      kind: 'text',
      label: '问题与诉求',
      text: [values.findings, values.issueText].filter((said) => said !== '').join('\n'),
      share: 3,
    },
    { kind: 'text', label: '答复与建议', text: values.advice, share: 2 },
    { kind: 'text', label: '移交材料', text: values.materials, share: 0 },
    { kind: 'text', label: '后续安排', text: values.followUp, share: 1 },
    { kind: 'signatures', labels: ['走访人员（签字）：', '企业负责人（签字、盖章）：'] },
  ],
  pictures,
});

/** The record of one visit as a .docx, its photographs behind it. */
export const writeVisitRecord = (
  values: VisitRecordValues,
  pictures: readonly PaperPicture[],
  faces?: Faces,
): Promise<Uint8Array> => writeFormPapers([visitRecordForm(values, pictures)], faces);
