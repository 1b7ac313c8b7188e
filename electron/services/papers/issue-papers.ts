import { writeIssueAssignment } from '#documents/issue-assignment-paper.ts';
import { writeIssueClosing } from '#documents/issue-closing-paper.ts';
import type { Desk } from '#services/desk.ts';
import { getEnterprise } from '#services/enterprises.ts';
import { getIssue, listIssueLines } from '#services/issues.ts';
import { paperFaces } from '#services/paper-faces.ts';
import { localDate } from '#shared/clock.ts';
import { formatDate } from '#shared/dates.ts';
import { type IssueFile, type IssueStepView, listIssuesInput } from '#shared/issues.ts';
import { type IssueAssignmentValues, issueAssignment } from '#shared/papers/issue-assignment.ts';
import { type IssueClosingValues, issueClosing } from '#shared/papers/issue-closing.ts';
import { makerOf } from './maker.ts';

/** 问题交办单 and 问题销号单 from an issue and the steps of its way. */

const said = (value: string | null | undefined): string => value ?? '';
const day = (iso: string | null | undefined): string => (iso ? formatDate(iso) : '');

/** The way as it is shown; what stands beside it or against it is for the screen. */
const wayOf = ({ steps }: IssueFile): readonly IssueStepView[] =>
  steps.filter(({ standing }) => standing === 'path');

const lastOf = (issue: IssueFile, ...actions: readonly string[]): IssueStepView | undefined =>
  wayOf(issue).findLast(({ action }) => actions.includes(action));

/** The day it is, or was, to be closed by; an ended one has none in its line. */
const dueOf = ({ setDueOn, timers }: IssueFile): string | null =>
  setDueOn ?? timers.find(({ timer }) => timer === '办结')?.due.day ?? null;

const commonValues = (desk: Desk, issue: IssueFile): IssueAssignmentValues => {
  const firm = getEnterprise(desk, issue.firm.id);
  const assigned = lastOf(issue, '交办', '转办');
  return {
    office: desk.self.officeName,
    number: said(issue.number),
    firm: firm.name,
    uscc: said(firm.uscc),
    address: said(firm.address),
    contact: issue.raisedBy ?? said(firm.contactName),
    reach: issue.contact ?? said(firm.contactPhone),
    type: issue.type,
    content: issue.content,
    channel: issue.channel,
    urgency: issue.urgency,
    raisedOn: day(issue.raisedOn),
    registrar: said(issue.registrar),
    handlerUnit: assigned?.toUnit ?? said(issue.handlerUnit),
    handler: assigned?.toPerson ?? said(issue.handler),
    assignedOn: day(assigned?.onDate ?? localDate(desk.store.clock.now())),
    request: said(assigned?.text),
    docNo: said(assigned?.docNo),
    dueOn: day(assigned?.dueOn ?? dueOf(issue)),
    state: issue.issueState,
    steps: wayOf(issue).map(({ onDate, action, text, person }, i) => ({
      ...{ no: String(i + 1), day: day(onDate), action, text: said(text), person: said(person) },
    })),
  };
};

/** @throws Refusal `record.missing` */
export const issueAssignmentValues = (desk: Desk, id: string): IssueAssignmentValues =>
  commonValues(desk, getIssue(desk, id));

/** @throws Refusal `record.missing` */
export const issueClosingValues = (desk: Desk, id: string): IssueClosingValues => {
  const issue = getIssue(desk, id);
  const [reply, opinion] = [lastOf(issue, '答复'), lastOf(issue, '企业评价')];
  const box = (word: string): string => `${opinion?.opinion === word ? '☑' : '☐'}${word}`;
  return {
    ...commonValues(desk, issue),
    reply: said(reply?.text),
    repliedOn: day(reply?.onDate),
    replier: said(reply?.person),
    opinion: said(opinion?.opinion),
    opinionBoxes: `${box('认可')}　${box('不认可')}`,
    opinionText: said(opinion?.text),
    opinionOn: day(opinion?.onDate),
    firmPerson: said(opinion?.firmPerson),
    solvedOn: day(issue.solvedOn),
  };
};

const newest = (desk: Desk): string | null =>
  listIssueLines(desk, listIssuesInput.parse({})).toSorted((a, b) =>
    a.raisedOn < b.raisedOn ? 1 : -1,
  )[0]?.id ?? null;

const nameOf = (label: string, { number, firm }: { number: string; firm: string }): string =>
  [label, number, firm].filter((word) => word !== '').join(' ');

export const issueAssignmentMaker = makerOf({
  paper: issueAssignment,
  newest,
  read: (desk, id) => {
    const values = issueAssignmentValues(desk, id);
    return { values, name: nameOf(issueAssignment.label, values) };
  },
  write: (values, desk) => writeIssueAssignment(values, paperFaces(desk)),
});

export const issueClosingMaker = makerOf({
  paper: issueClosing,
  newest,
  read: (desk, id) => {
    const values = issueClosingValues(desk, id);
    return { values, name: nameOf(issueClosing.label, values) };
  },
  write: (values, desk) => writeIssueClosing(values, paperFaces(desk)),
});
