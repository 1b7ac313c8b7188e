import { definePaper, figure, type PaperValues, rows, text } from './paper.ts';

/** 走访记录: one visit on one page. */
export const visitRecord = definePaper({
  kind: 'visit-record',
  label: '走访记录',
  format: 'docx',
  fields: {
    office: text('填报单位', '本单位名称'),
    firm: text('企业名称'),
    uscc: text('统一社会信用代码'),
    address: text('企业地址'),
    township: text('乡镇街道'),
    contact: text('联系人'),
    phone: text('联系电话'),
    day: text('走访日期', '如 2026年1月5日'),
    time: text('起止时间', '如 9:00—11:30'),
    place: text('走访地点'),
    types: text('服务类型', '选中的类型，用顿号隔开'),
    typeBoxes: text('服务类型勾选', '全部类型，选中的为 ☑，其余为 ☐'),
    ourPeople: text('我方人员', '用顿号隔开'),
    ourCount: figure('我方人数', '走访人次，只有数字'),
    firmPeople: text('企业人员'),
    purpose: text('走访目的'),
    situation: text('走访情况', '走访内容'),
    findings: text('发现的问题'),
    advice: text('答复与建议'),
    materials: text('移交材料'),
    followUp: text('后续安排'),
    ourSigner: text('我方签字人', '签字后有改动的不列，下同'),
    ourSignedOn: text('我方签字日期'),
    firmSigner: text('企业签字人'),
    firmSignedOn: text('企业签字日期'),
    satisfaction: text('企业满意度'),
    foundStatus: text('到访时企业状态', '企业不在时：失联、停产、破产、注销、迁出'),
    issueText: text('企业问题汇总', '全部问题写在一处，每件一行'),
    issues: rows(
      '问题',
      {
        no: text('序号'),
        type: text('问题类型'),
        content: text('问题内容'),
        state: text('办理状态'),
      },
      '企业提出的问题，每件一行',
    ),
    photos: rows(
      '照片',
      { no: text('序号'), caption: text('照片说明'), takenAt: text('拍摄时间') },
      '只列说明；照片本身印在标准格式的后页',
    ),
  },
});
export type VisitRecordValues = PaperValues<typeof visitRecord>;
