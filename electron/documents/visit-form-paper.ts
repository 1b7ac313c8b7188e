import type { Faces } from '#shared/papers/faces.ts';
import type { VisitFormValues } from '#shared/papers/visit-form.ts';
import { type FormPaper, writeFormPapers } from './form-paper.ts';

/** 走访表 to be filled in by hand. */

/** The form of one firm; without a firm's values it is the blank one. */
export const visitFormForm = (values: VisitFormValues): FormPaper => ({
  title: '企业走访记录',
  under: [`填报单位：${values.office}`, '走访日期：　　　年　　月　　日'],
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
        ['走访地点', ''],
        ['起止时间', '　　:　　—　　:'],
      ],
    },
    { kind: 'facts', pairs: [['服务类型', values.typeBoxes]] },
    {
      kind: 'facts',
      pairs: [
        ['我方人员', ''],
        ['企业人员', ''],
      ],
    },
    ...(values.askText === ''
      ? []
      : [{ kind: 'text', label: '走访提示', text: values.askText, share: 0 } as const]),
    { kind: 'text', label: '走访情况', text: '', share: 4 },
    { kind: 'text', label: '问题与诉求', text: '', share: 3 },
    { kind: 'text', label: '答复与建议', text: '', share: 2 },
    { kind: 'facts', pairs: [['移交材料', '']] },
    { kind: 'text', label: '后续安排', text: '', share: 1 },
    { kind: 'signatures', labels: ['走访人员（签字）：', '企业负责人（签字、盖章）：'] },
  ],
});

/** One form a firm, each on its page. */
export const writeVisitForms = (
  values: readonly VisitFormValues[],
  faces?: Faces,
): Promise<Uint8Array> => writeFormPapers(values.map(visitFormForm), faces);
