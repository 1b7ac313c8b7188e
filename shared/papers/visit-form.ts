import { definePaper, type PaperValues, rows, text } from './paper.ts';

/** 走访表: the form to take along, with the firm's block filled and what is to be asked. */
export const visitForm = definePaper({
  kind: 'visit-form',
  label: '走访表（待填）',
  format: 'docx',
  fields: {
    office: text('填报单位', '本单位名称'),
    firm: text('企业名称'),
    uscc: text('统一社会信用代码'),
    address: text('企业地址'),
    township: text('乡镇街道'),
    contact: text('联系人'),
    phone: text('联系电话'),
    typeBoxes: text('服务类型勾选', '全部类型，都是 ☐'),
    lastVisit: text('上次走访', '日期和我方人员'),
    askText: text('走访提示', '要问的事写在一处，每件一行'),
    asks: rows(
      '要问的事',
      { no: text('序号'), kind: text('事由'), content: text('内容'), due: text('期限') },
      '未销号的问题、未完成的措施',
    ),
  },
});
export type VisitFormValues = PaperValues<typeof visitForm>;
