import type { CampaignFormValues } from '#shared/papers/campaign-form.ts';
import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import { sizes } from './faces.ts';
import { formRow, type TableType } from './form-cells.ts';
import { columnsOf, factsTable, formTable, ruledTable, tableGap } from './form-table.ts';
import { type Block, officialSection, packDocument } from './official-page.ts';
import { textIn } from './official-text.ts';

/** 调研问卷 to be filled in by hand: a ruled form, a row a question, tables of their own where one is asked for. */

type Question = CampaignFormValues['questions'][number];

const typeOf = (faces: Faces): TableType => ({ faces, size: sizes.small4, line: 400 });
const widths = columnsOf([1, 13]);

/** Characters of options in one line of the form. */
const optionsInLine = 34;

/** Options side by side as far as a line takes them. */
const optionLines = (options: readonly string[]): string[] => {
  const lines: string[] = [];
  for (const option of options) {
    const joined = lines.length === 0 ? option : `${lines.at(-1)}　　${option}`;
    if (lines.length === 0 || joined.length > optionsInLine) lines.push(option);
    else lines[lines.length - 1] = joined;
  }
  return lines;
};

const answerLines = ({ choices, blank }: Question): string[] => {
  if (choices === '') return blank === '' ? [] : [blank];
  return optionLines(choices.split('\n'));
};

const askedLines = (question: Question): string[] => [
  `${question.label}${question.condition === '' ? '' : `【${question.condition}】`}`,
  ...(question.hint === '' ? [] : [`（${question.hint}）`]),
  ...answerLines(question),
];

const isTable = ({ columns }: Question): boolean => columns !== '';
const isNote = ({ no }: Question): boolean => no === '';

const rowOf = (question: Question, type: TableType) =>
  isNote(question)
    ? formRow(
        [
          {
            text: [question.label, question.hint].filter((words) => words !== ''),
            kind: 'band',
            columns: 2,
          },
        ],
        widths,
        { type, keepNext: true },
      )
    : formRow([{ text: question.no, kind: 'centred' }, { text: askedLines(question) }], widths, {
        type,
        minimum: 760,
        keepNext: isTable(question),
      });

const gridOf = (question: Question, type: TableType): Block => {
  const columns = question.columns.split('\n');
  const rows = question.rows.split('\n');
  const named = rows.some((row) => row !== '');
  return ruledTable(
    [...(named ? ['项目'] : []), ...columns].map((title) => ({ title, share: 1 })),
    rows.map((row) => [...(named ? [row] : []), ...columns.map(() => '')]),
    { type: { ...type, size: sizes.no5, line: 320 }, minimum: 520 },
  );
};

/** Runs of questions that stand in one table: a table that is asked for ends one. */
const runsOf = (questions: readonly Question[]): Question[][] => {
  const runs: Question[][] = [[]];
  for (const question of questions) {
    runs.at(-1)?.push(question);
    if (isTable(question)) runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
};

export const writeCampaignForm = (
  values: CampaignFormValues,
  faces: Faces = standardFaces,
): Promise<Uint8Array> => {
  const type = typeOf(faces);
  const { title, body } = textIn(faces);
  const children: Block[] = [
    ...title(`${values.title}问卷`, { before: 0 }),
    ...(values.purpose === '' ? [] : [body(values.purpose), tableGap()]),
    factsTable(
      [
        ['调研单位', values.office],
        ['调研时间', values.period],
        ['企业名称', ''],
        ['企业填答人', ''],
        ['调研人', ''],
        ['填写日期', ''],
        ['问卷版次', values.version],
      ],
      { type },
    ),
    tableGap(),
    ...runsOf(values.questions).flatMap((run): Block[] => {
      const last = run.at(-1);
      const grid = last && isTable(last) ? [gridOf(last, type), tableGap()] : [];
      return [
        formTable(
          run.map((question) => rowOf(question, type)),
          widths,
        ),
        ...grid,
      ];
    }),
  ];
  return packDocument(`调研问卷 ${values.title}`, [officialSection(children, { faces })]);
};
