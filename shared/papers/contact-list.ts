import { definePaper, type PaperField, type PaperValues, rows, text } from './paper.ts';

/** 联系企业人员名单 of a year, as a table for the office and as the annex of a paper. */

const fields = {
  office: text('填报单位', '本单位名称'),
  year: text('年度'),
  asOf: text('截至日期'),
  firms: text('联系企业数', '家'),
  rows: rows('名单', {
    no: text('序号'),
    firm: text('企业名称'),
    township: text('乡镇街道'),
    block: text('块状产业'),
    goal: text('培育目标'),
    contact: text('联系人'),
    phone: text('联系电话'),
    deputy: text('副联系人'),
    leader: text('分管领导'),
  }),
} satisfies Readonly<Record<string, PaperField>>;

export const contactTable = definePaper({
  kind: 'contact-table',
  label: '联系企业人员名单',
  format: 'xlsx',
  fields,
});

export const contactAnnex = definePaper({
  kind: 'contact-annex',
  label: '联系企业人员名单（附件）',
  format: 'docx',
  fields,
});
export type ContactListValues = PaperValues<typeof contactTable>;
