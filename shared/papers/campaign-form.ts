import { definePaper, type PaperValues, rows, text } from './paper.ts';

/** 调研问卷（待填）: the question sheet of a campaign on paper, to be filled in by hand. */
export const campaignForm = definePaper({
  kind: 'campaign-form',
  label: '调研问卷（待填）',
  format: 'docx',
  fields: {
    office: text('填报单位', '本单位名称'),
    title: text('调研名称'),
    purpose: text('调研目的'),
    period: text('调研时间'),
    version: text('问卷版次', '第几版；还没有发布的写“草稿”'),
    questions: rows(
      '题目',
      {
        no: text('序号', '标题和说明没有序号'),
        label: text('题目'),
        hint: text('填写说明'),
        condition: text('填写条件'),
        choices: text('选项', '每行一个，都是 ☐'),
        blank: text('填写处', '留空的横线，带单位'),
        columns: text('表格列', '每行一列'),
        rows: text('表格行', '每行一行'),
      },
      '按问卷的次序',
    ),
  },
});
export type CampaignFormValues = PaperValues<typeof campaignForm>;
