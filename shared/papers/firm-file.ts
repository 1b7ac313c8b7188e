import { definePaper, type PaperValues, rows, text } from './paper.ts';

/** 一企一档: what a visitor or a leader is handed of a firm. */
export const firmFile = definePaper({
  kind: 'firm-file',
  label: '一企一档',
  format: 'docx',
  fields: {
    office: text('填报单位', '本单位名称'),
    madeOn: text('制表日期'),
    firm: text('企业名称'),
    uscc: text('统一社会信用代码'),
    status: text('经营状态'),
    tier: text('培育层级'),
    tierSince: text('列入日期'),
    legalRep: text('法定代表人'),
    foundedOn: text('成立日期'),
    block: text('块状产业'),
    industry: text('行业'),
    township: text('乡镇街道'),
    station: text('监管所'),
    address: text('企业地址'),
    contact: text('联系人'),
    phone: text('联系电话'),
    year1: text('第一年', '最近的年度，如 2025 年'),
    year2: text('第二年', '前一年'),
    year3: text('第三年', '再前一年'),
    economics: rows(
      '经济数据',
      {
        indicator: text('指标'),
        value1: text('第一年数值'),
        value2: text('第二年数值'),
        value3: text('第三年数值'),
      },
      '最近三年的整年数据',
    ),
    lists: rows(
      '档案清单',
      { list: text('项目'), count: text('数量', '如 9 个'), all: text('全部内容', '用分号隔开') },
      '产品、荣誉、证书、标准、商标、专利、附件，每项一行',
    ),
    entries: rows(
      '档案明细',
      { list: text('所属项目'), content: text('明细内容') },
      '产品、荣誉、证书……每件一行',
    ),
    visits: text('走访与问题', '走访次数、最近一次、未销号问题'),
  },
});
export type FirmFileValues = PaperValues<typeof firmFile>;
