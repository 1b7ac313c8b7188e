import { failReasons, needsReason, steps } from '#shared/pipeline.ts';
import { defineLedger, type LedgerValues, type RowProblem } from './ledger.ts';

const problemsOf = ({ stage, reason }: LedgerValues): RowProblem[] =>
  steps.some((word) => word === stage && needsReason(word)) && !reason
    ? [{ severity: 'error', keys: ['reason'], message: `${stage}须说明原因` }]
    : [];

/**
 * A step of an application, with who, when and by which document. Rows are added and taken back, not
 * rewritten; each names the step it followed, so that two offices that write apart are told from one
 * that writes on.
 */
export const applicationStep = defineLedger({
  name: 'application_step',
  label: '申报进展',
  counter: '步',
  parent: 'application',
  tab: null,
  // A step must follow the one before it: shared/pipeline.ts, electron/services/application-steps.ts.
  writtenBy: 'room',
  fields: [
    { key: 'afterId', label: '接续', kind: 'reference', to: 'application_step' },
    { key: 'stage', label: '环节', kind: 'choice', vocabulary: steps, required: true },
    { key: 'onDate', label: '日期', kind: 'day', required: true },
    { key: 'person', label: '经办人', kind: 'text', max: 100 },
    { key: 'docNo', label: '文号', kind: 'text', max: 100 },
    { key: 'reason', label: '原因', kind: 'choice', vocabulary: failReasons, open: true },
    { key: 'unit', label: '计数单位', kind: 'choice', vocabulary: ['家', '个'] },
  ],
  list: ['onDate', 'stage', 'reason', 'person', 'docNo', 'unit'],
  order: ['onDate'],
  sameBy: ['afterId', 'stage'],
  titleBy: ['onDate', 'stage'],
  period: 'onDate',
  rules: problemsOf,
  counters: [{ key: 'steps', label: '申报进展', unit: '次', count: 'rows', period: 'onDate' }],
});
