import { rows, text } from './paper.ts';

/** What the papers of an issue (问题) share. */
export const issueFields = {
  office: text('填报单位', '本单位名称'),
  number: text('问题编号'),
  firm: text('企业名称'),
  uscc: text('统一社会信用代码'),
  address: text('企业地址'),
  contact: text('联系人', '提出人的电话在「联系方式」'),
  reach: text('联系方式'),
  type: text('问题类型'),
  content: text('问题内容'),
  channel: text('诉求来源'),
  urgency: text('紧急程度'),
  raisedOn: text('提出日期'),
  registrar: text('登记人'),
  handlerUnit: text('承办单位'),
  handler: text('承办人'),
  assignedOn: text('交办日期', '还没有交办的，为做文书的当天'),
  request: text('交办要求'),
  docNo: text('文号'),
  dueOn: text('办结期限'),
  state: text('办理状态'),
  steps: rows(
    '办理过程',
    {
      no: text('序号'),
      day: text('办理日期'),
      action: text('环节'),
      text: text('办理内容'),
      person: text('经办人'),
    },
    '每一步一行，从登记以后算起',
  ),
} as const;
