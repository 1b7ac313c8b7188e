import { issueTimers } from '#shared/issue-timers.ts';
import { defineLedger } from './ledger.ts';

/** How long each stretch of an issue may take in this office, where it is not the usual time. */
export const issueLimit = defineLedger({
  name: 'issue_limit',
  label: '问题办理时限',
  counter: '项',
  parent: null,
  tab: null,
  fields: [
    {
      key: 'timer',
      label: '时限',
      kind: 'choice',
      vocabulary: issueTimers,
      required: true,
    },
    {
      key: 'amount',
      label: '时长',
      kind: 'integer',
      min: 1,
      max: 365,
      required: true,
      hint: '首次联系按小时，其余按工作日',
    },
  ],
  list: ['timer', 'amount'],
  order: ['timer'],
  sameBy: ['timer'],
  titleBy: ['timer'],
  counters: [],
});
