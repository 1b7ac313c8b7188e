import { writeCampaignForm } from '#documents/campaign-form-paper.ts';
import { getCampaign } from '#services/campaigns.ts';
import type { Desk } from '#services/desk.ts';
import { rowsOf } from '#services/own-rows.ts';
import { paperFaces } from '#services/paper-faces.ts';
import {
  comparesValue,
  joins,
  opLabel,
  otherOption,
  type Question,
  type QuestionSheet,
  questionNumbers,
} from '#shared/campaigns/question-sheet.ts';
import { formatDate } from '#shared/dates.ts';
import { type CampaignFormValues, campaignForm } from '#shared/papers/campaign-form.ts';
import { makerOf } from './maker.ts';

/** 调研问卷 of a campaign: the version in force, or the draft before there is one. */

const line = '＿＿＿＿＿＿＿＿＿＿＿＿';

/** Rows to write into, where rows may be added by hand. */
const spareRows = 4;

const withUnit = (label: string, unit: string): string =>
  unit === '' ? label : `${label}（${unit}）`;

const conditionWords = ({ showIf }: Question, sheet: QuestionSheet): string => {
  const said = (showIf?.of ?? []).flatMap(({ question, op, value }) => {
    const asked = sheet.questions.find(({ id }) => id === question);
    if (!asked) return [];
    const option =
      value === otherOption
        ? otherOption
        : (asked.options.find(({ id }) => id === value)?.label ?? value);
    const compared = comparesValue(op) ? `“${option}”` : '';
    const number = questionNumbers(sheet).get(asked.id) ?? '';
    return [`第 ${number} 题${opLabel(op, asked.kind)}${compared}`];
  });
  const join = joins.find((one) => one.join === showIf?.join)?.label ?? '';
  return said.length === 0 ? '' : `${said.join(`，${join}`)}时填写`;
};

const blankOf = ({ kind, figure }: Question): string => {
  if (kind === 'number') return `${line}${figure.unit === '' ? '' : ` ${figure.unit}`}`;
  if (kind === 'day') return '　　　　年　　月　　日';
  if (kind === 'photo') return '（另附照片）';
  if (kind === 'longText') return Array.from({ length: 3 }, () => `${line}${line}`).join('\n');
  return kind === 'text' ? line : '';
};

const tableColumns = ({ columns }: Question): string =>
  columns
    .map(({ label, kind, figure, options }) =>
      kind === 'choice'
        ? `${label}（${options.map((option) => option.label).join('/')}）`
        : withUnit(label, kind === 'number' ? figure.unit : ''),
    )
    .join('\n');

const choicesOf = ({ options, other }: Question): string =>
  [...options.map(({ label }) => `☐ ${label}`), ...(other ? [`☐ 其他：${line}`] : [])].join('\n');

const questionRow = (
  question: Question,
  sheet: QuestionSheet,
): CampaignFormValues['questions'][number] => {
  const { id, kind, label, hint, required, rows } = question;
  const isTable = kind === 'table';
  const spare = question.addRows ? Array.from({ length: spareRows }, () => '') : [];
  return {
    no: String(questionNumbers(sheet).get(id) ?? ''),
    label: `${label}${required ? '（必填）' : ''}${kind === 'choices' ? '（可多选）' : ''}`,
    hint,
    condition: conditionWords(question, sheet),
    choices: kind === 'choice' || kind === 'choices' ? choicesOf(question) : '',
    blank: blankOf(question),
    columns: isTable ? tableColumns(question) : '',
    rows: isTable ? [...rows.map((row) => row.label), ...spare].join('\n') : '',
  };
};

/** @throws Refusal `record.missing` */
export const campaignFormValues = (desk: Desk, id: string): CampaignFormValues => {
  const file = getCampaign(desk, id);
  const version = file.versions.at(-1);
  const sheet = version?.sheet ?? file.sheet;
  const days = [file.startsOn, file.endsOn].map((day) => (day === null ? '' : formatDate(day)));
  return {
    office: desk.self.officeName,
    title: file.title,
    purpose: file.purpose ?? '',
    period: days.every((day) => day === '') ? '' : days.join('至'),
    version: version ? `第 ${version.number} 版` : '草稿',
    questions: sheet.questions.map((question) => questionRow(question, sheet)),
  };
};

export const campaignFormMaker = makerOf({
  paper: campaignForm,
  newest: (desk) => rowsOf(desk, 'campaign')[0]?.id ?? null,
  read: (desk, id) => {
    const values = campaignFormValues(desk, id);
    return { values, name: `调研问卷 ${values.title}` };
  },
  write: (values, desk) => writeCampaignForm(values, paperFaces(desk)),
});
