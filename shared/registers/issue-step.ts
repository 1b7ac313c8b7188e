import { firmOpinions, issueActions } from '#shared/issue-course.ts';
import { defineLedger, type LedgerValues, type RowProblem } from './ledger.ts';

const error = (key: string, message: string): RowProblem => ({
  severity: 'error',
  keys: [key],
  message,
});

/** What each step must say: an answer its words, a refusal its reason, an assignment who it goes to. */
const problemsOf = ({
  action,
  text,
  dueOn,
  toUnit,
  toPerson,
  opinion,
}: LedgerValues): RowProblem[] => {
  switch (action) {
    case '不予受理':
    case '退回':
    case '延期':
      return [
        ...(text ? [] : [error('text', `${action}须说明理由`)]),
        ...(action === '延期' && !dueOn ? [error('dueOn', '请填写延期到哪一天')] : []),
      ];
    case '答复':
    case '阶段答复':
      return text ? [] : [error('text', `请填写${action}内容`)];
    case '交办':
      return toUnit || toPerson ? [] : [error('toUnit', '请填写交给哪个单位或哪个人办理')];
    case '转办':
      return toUnit ? [] : [error('toUnit', '请填写转到哪个单位')];
    case '移交':
      return toPerson ? [] : [error('toPerson', '请填写移交给谁')];
    case '企业评价':
      return [
        ...(opinion ? [] : [error('opinion', '请填写企业是否认可')]),
        ...(opinion === '不认可' && !text ? [error('text', '企业不认可的，请记下企业的意见')] : []),
      ];
    default:
      return [];
  }
};

/**
 * A step of an issue, with who, when, what and by which document. Rows are added and taken back, not
 * rewritten; each names the step it followed, so that two devices that write apart are told from one that
 * writes on.
 */
export const issueStep = defineLedger({
  name: 'issue_step',
  label: '问题办理',
  counter: '步',
  parent: 'issue',
  tab: null,
  // A step must follow the one before it: shared/issue-course.ts, electron/services/issue-steps.ts.
  writtenBy: 'room',
  fields: [
    { key: 'afterId', label: '接续', kind: 'reference', to: 'issue_step' },
    { key: 'action', label: '环节', kind: 'choice', vocabulary: issueActions, required: true },
    { key: 'onDate', label: '日期', kind: 'day', required: true },
    { key: 'atTime', label: '时间', kind: 'text', max: 5, hint: '时:分' },
    { key: 'person', label: '经办人', kind: 'text', max: 100 },
    { key: 'unit', label: '经办单位', kind: 'text', max: 100 },
    { key: 'text', label: '内容', kind: 'longText' },
    { key: 'docNo', label: '文号', kind: 'text', max: 100 },
    { key: 'dueOn', label: '限期', kind: 'day' },
    { key: 'toUnit', label: '承办单位', kind: 'text', max: 100 },
    { key: 'toPerson', label: '承办人', kind: 'text', max: 100 },
    { key: 'opinion', label: '企业意见', kind: 'choice', vocabulary: firmOpinions },
    { key: 'firmPerson', label: '企业人员', kind: 'text', max: 100, sensitive: true },
    // What the step took the place of: taken back, it is put back.
    { key: 'fromUnit', label: '原承办单位', kind: 'text', max: 100 },
    { key: 'fromPerson', label: '原承办人', kind: 'text', max: 100 },
    { key: 'fromDue', label: '原办结期限', kind: 'day' },
  ],
  list: ['onDate', 'action', 'text', 'person', 'toUnit', 'toPerson', 'dueOn', 'opinion', 'docNo'],
  order: ['onDate'],
  sameBy: ['afterId', 'action', 'opinion'],
  titleBy: ['onDate', 'action'],
  period: 'onDate',
  rules: problemsOf,
  counters: [{ key: 'steps', label: '问题办理', unit: '次', count: 'rows', period: 'onDate' }],
});
