import { definePaper, type PaperValues, rows, text } from './paper.ts';

/** 初审意见 and 未通过告知: what an office says of one application. */

const application = {
  office: text('单位', '本单位名称'),
  firm: text('企业名称'),
  uscc: text('统一社会信用代码'),
  award: text('奖项'),
  year: text('申报年度'),
  product: text('申报产品', '按企业申报的奖项为空'),
  handler: text('经办人'),
  date: text('成文日期'),
};

const conditions = rows(
  '条件核查',
  {
    no: text('序号'),
    condition: text('申报条件'),
    kind: text('条件类别', '必备、否决、优先'),
    wanted: text('要求'),
    now: text('企业现值'),
    verdict: text('核查结果', '符合、不符合、没有数据、由人核对'),
  },
  '按奖项在用版本的申报条件，对照企业档案',
);

export const reviewNote = definePaper({
  kind: 'review-note',
  label: '初审意见',
  format: 'docx',
  fields: {
    ...application,
    edition: text('条件版本', '申报条件所依据的版本'),
    conditions,
    counts: text('核查结果汇总', '如：符合 5 项，不符合 1 项'),
    papers: text('材料情况', '如：应备材料 8 件，已备齐 7 件'),
    conclusion: text('初审结论'),
    reasons: text('原因'),
  },
});
export type ReviewNoteValues = PaperValues<typeof reviewNote>;

export const refusalNotice = definePaper({
  kind: 'refusal-notice',
  label: '未通过告知',
  format: 'docx',
  fields: {
    ...application,
    stage: text('未通过环节', '在哪个环节未通过'),
    decidedOn: text('未通过日期'),
    reasons: text('原因', '未通过的原因，登记的说明在后'),
    conditions: rows(
      '不符合的条件',
      {
        no: text('序号'),
        condition: text('申报条件'),
        wanted: text('要求'),
        now: text('企业现值'),
      },
      '企业档案里对照得出的不符合项',
    ),
  },
});
export type RefusalNoticeValues = PaperValues<typeof refusalNotice>;
