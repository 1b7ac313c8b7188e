import { Button, Group, Select, Text } from '@mantine/core';
import { refusalOf } from '#renderer/app/api.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import {
  type ImportPreview,
  type QuestionKind,
  questionKinds,
  questionLabels,
  type TableView,
} from '#shared/imports.ts';
import { countWords, recordWords } from './change-words.ts';
import { ImportLines } from './import-lines.tsx';
import classes from './import-wizard.module.css';
import type { ImportWalk } from './use-import.ts';

type PreviewStepProps = {
  readonly walk: ImportWalk;
  readonly table: TableView;
  readonly preview: ImportPreview;
};

/** What may be said to all questions of a kind at once. */
const bulkAnswers: Record<QuestionKind, readonly { value: string; label: string }[]> = {
  code: [
    { value: 'suggested', label: '都按建议的代码' },
    { value: 'skip', label: '都不导入' },
  ],
  firm: [
    { value: 'suggested', label: '都是同一家' },
    { value: 'skip', label: '都不导入' },
  ],
  unknown: [
    { value: 'other', label: '都新建档案' },
    { value: 'suggested', label: '都不导入' },
  ],
  repeat: [
    { value: 'suggested', label: '都以先出现的为准' },
    { value: 'other', label: '都以后出现的为准' },
  ],
  unit: [
    { value: 'suggested', label: '都按建议的单位' },
    { value: 'other', label: '都按这一列的单位' },
    { value: 'skip', label: '都不导入' },
  ],
};

const BulkAnswers = ({ walk, preview }: Pick<PreviewStepProps, 'walk' | 'preview'>) => {
  const kinds = questionKinds.filter(
    (kind) => (preview.questions[kind] ?? 0) > 0 || walk.answers[`*${kind}`] !== undefined,
  );
  const kept = preview.counts.kept > 0 || walk.answers['*cells'] !== undefined;
  if (kinds.length === 0 && !kept) return null;
  return (
    <Group gap="md">
      {kinds.map((kind) => (
        <Select
          key={kind}
          size="xs"
          w="13rem"
          aria-label={`${questionLabels[kind]}：一并回答`}
          placeholder={`${questionLabels[kind]} ${preview.questions[kind] ?? 0} 行：一并回答…`}
          data={[...bulkAnswers[kind]]}
          value={walk.answers[`*${kind}`] ?? null}
          onChange={(answer) => walk.answer({ [`*${kind}`]: answer ?? '' })}
        />
      ))}
      {kept && (
        <Select
          size="xs"
          w="15rem"
          aria-label="有人改过的内容"
          allowDeselect={false}
          data={[
            { value: 'keep', label: '有人改过的：保留现有' },
            { value: 'file', label: '有人改过的：都用文件的' },
          ]}
          value={walk.answers['*cells'] ?? 'keep'}
          onChange={(answer) => answer && walk.answer({ '*cells': answer })}
        />
      )}
    </Group>
  );
};

/** Step 4: what would become of every row, what is in doubt, and one button that says what it writes. */
export const PreviewStep = ({ walk, table, preview }: PreviewStepProps) => {
  const { counts, records } = preview;
  const writes = counts.new + counts.changed;
  const stale = refusalOf(walk.committing.error)?.code === 'import.stale';
  const waits = counts.question > 0 ? `；有疑问的 ${counts.question} 行决定之前不导入` : '';
  return (
    <>
      <Text size="sm">
        {table.fileName}：{countWords(counts)}。{recordWords(records)}
      </Text>
      <BulkAnswers walk={walk} preview={preview} />
      <ImportLines
        id={preview.id}
        counts={counts}
        target={walk.mapping?.target ?? table.mapping.target}
        onAnswer={walk.answer}
      />
      {walk.planning.isError && <FailureNote error={walk.planning.error} title="没有重新核对" />}
      {walk.committing.isError && (
        <FailureNote
          error={walk.committing.error}
          title="没有导入"
          {...(stale ? { onRetry: walk.look } : {})}
        />
      )}
      <div className={classes.foot}>
        <Button variant="default" onClick={walk.backToColumns}>
          上一步
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {writes === 0 ? '没有要写入的内容' : '还没有写入任何内容'}
          {waits}
        </Text>
        <Button onClick={walk.commit} disabled={writes === 0}>
          确认导入 {writes} 行
        </Button>
      </div>
    </>
  );
};
