import { definePaper, type PaperValues, rows, text } from './paper.ts';

/** 跟踪服务协议 between a section and a firm. */
export const agreementPaper = definePaper({
  kind: 'agreement',
  label: '跟踪服务协议',
  format: 'docx',
  fields: {
    agreementNo: text('协议编号'),
    office: text('甲方', '本单位名称'),
    section: text('服务科室'),
    contact: text('服务联系人'),
    phone: text('服务电话'),
    firm: text('乙方', '企业名称'),
    uscc: text('统一社会信用代码'),
    legalRep: text('法定代表人'),
    firmContact: text('企业联系人'),
    firmPhone: text('企业联系电话'),
    services: text('服务项目', '用顿号隔开'),
    visits: text('每年上门', '如 4天；没有约定的为空'),
    terms: rows('约定内容', { no: text('序号'), term: text('约定') }),
    from: text('协议起'),
    to: text('协议止'),
    signedOn: text('签订日期'),
    firmSigner: text('企业签订人'),
  },
});
export type AgreementPaperValues = PaperValues<typeof agreementPaper>;
