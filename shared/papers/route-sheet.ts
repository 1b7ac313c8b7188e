import { definePaper, type PaperValues, rows, text } from './paper.ts';

/** 走访路线单 of a day: the firms in order, what to ask at each, and room to write. */
export const routeSheetPaper = definePaper({
  kind: 'route-sheet',
  label: '走访路线单',
  format: 'docx',
  fields: {
    office: text('填报单位', '本单位名称'),
    day: text('走访日期'),
    lead: text('带队人'),
    companions: text('同行人员'),
    firms: text('企业数', '家'),
    rows: rows('路线', {
      no: text('序号'),
      time: text('计划时间'),
      firm: text('企业名称'),
      township: text('乡镇街道'),
      address: text('企业地址'),
      contact: text('联系人'),
      phone: text('联系电话'),
      lastVisit: text('上次走访', '日期和我方人员'),
      purpose: text('走访事由'),
      asks: text('要问的事', '未办结的问题、承诺、措施，到期的证照，要补的档案，每件一行'),
    }),
  },
});
export type RouteSheetValues = PaperValues<typeof routeSheetPaper>;
