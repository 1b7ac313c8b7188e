import type { IssueLine } from '#shared/issues.ts';

/** 办理中 after the firm said no says so. */
export const stateWords = ({ issueState, from, denied, phase }: IssueLine): string => {
  if (issueState === '退回') return `退回（${from}）`;
  return denied > 0 && phase === 'open' ? `${issueState}（${denied} 次不认可）` : issueState;
};

/** Whose turn it is, by name where there is one. */
export const turnWords = ({ turn, handlerUnit, handler, toUnit }: IssueLine): string => {
  const ours = [handler, handlerUnit].filter(Boolean).join(' ');
  switch (turn) {
    case null:
      return '';
    case 'firm':
      return '等企业';
    case 'other':
      return toUnit ?? '其他单位';
    case 'upper':
      return ours === '' ? '上级' : `上级（${ours}）`;
    default:
      return ours === '' ? '未定' : ours;
  }
};
