import { definePaper, type PaperField, type PaperValues, rows, text } from './paper.ts';

/** 工作交接清单: what one of our people handed to another, to sign, as a table and as a paper. */

const fields = {
  office: text('填报单位', '本单位名称'),
  from: text('交出人'),
  to: text('接收人'),
  on: text('交接日期'),
  witness: text('监交人'),
  sums: text('合计', '各类事项的数目'),
  note: text('说明'),
  rows: rows('清单', {
    no: text('序号'),
    kind: text('事项'),
    firm: text('企业名称'),
    township: text('乡镇街道'),
    title: text('内容'),
    detail: text('情况'),
    dueOn: text('期限'),
  }),
} satisfies Readonly<Record<string, PaperField>>;

export const handOverTable = definePaper({
  kind: 'hand-over-table',
  label: '工作交接清单',
  format: 'xlsx',
  fields,
});

export const handOverLetter = definePaper({
  kind: 'hand-over-letter',
  label: '工作交接清单（文书）',
  format: 'docx',
  fields,
});
export type HandOverValues = PaperValues<typeof handOverTable>;
