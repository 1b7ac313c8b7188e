import { definePaper, type PaperValues, rows, text } from './paper.ts';

/** 推荐函 and 申报推荐汇总表: the applications of one award and year that an office sends up. */

const listed = {
  no: text('序号'),
  firm: text('企业名称'),
  uscc: text('统一社会信用代码'),
  product: text('产品名称', '按企业申报的奖项为空'),
  brand: text('商标品牌'),
  standard: text('执行标准'),
  revenue: text('主营业务收入', '万元'),
  profitTax: text('利税', '万元'),
  export: text('出口额', '万美元'),
  share: text('市场占有率及排名'),
  certificates: text('认证证书'),
  checks: text('监督抽查', '近三年'),
  score: text('评分'),
  opinion: text('推荐意见'),
};

const heads = {
  office: text('推荐单位', '本单位名称'),
  award: text('奖项'),
  year: text('申报年度'),
  dataYear: text('数据年度', '经济数据的年度'),
  firms: text('推荐企业数', '家'),
  products: text('推荐产品数', '个'),
};

export const recommendationTable = definePaper({
  kind: 'recommendation-table',
  label: '申报推荐汇总表',
  format: 'xlsx',
  fields: {
    ...heads,
    filledOn: text('填报日期'),
    totals: text('合计', '企业与产品分开计数'),
    rows: rows('推荐名单', listed),
  },
});
export type RecommendationTableValues = PaperValues<typeof recommendationTable>;

export const recommendationLetter = definePaper({
  kind: 'recommendation-letter',
  label: '推荐函',
  format: 'docx',
  fields: {
    ...heads,
    number: text('发文字号', '推荐上报时登记的文号；没有登记的留出填写的位置'),
    addressee: text('主送机关', '奖项的主办单位；目录里没有的留出填写的位置'),
    appliedFirms: text('申报企业数', '家'),
    appliedProducts: text('申报产品数', '个'),
    sentence: text('推荐内容', '如：26家企业的28个产品'),
    handler: text('联系人'),
    date: text('成文日期'),
    rows: rows('推荐名单', { no: listed.no, firm: listed.firm, product: listed.product }),
  },
});
export type RecommendationLetterValues = PaperValues<typeof recommendationLetter>;
