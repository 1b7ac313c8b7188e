import { Button, Group, Modal, Radio, Stack, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type {
  CellView,
  ImportAnswers,
  ImportLine,
  ImportQuestion,
  RecordView,
} from '#shared/imports.ts';
import { cellWords } from './change-words.ts';
import { VerdictBadge } from './verdict-badge.tsx';

type Decide = (answers: ImportAnswers) => void;

/** What is asked of the person, with every answer there is. */
const Question = ({
  question,
  onAnswer,
}: {
  readonly question: ImportQuestion;
  readonly onAnswer: Decide;
}) => {
  const [answer, setAnswer] = useState<string | null>(null);
  const [code, setCode] = useState('');
  const given = answer === 'typed' ? `use:${code.trim()}` : answer;
  return (
    <Stack gap="xs" mt="xs">
      <Radio.Group value={answer} onChange={setAnswer} label="您来决定">
        <Stack gap={6} mt={6}>
          {question.options.map((option, at) => (
            <Radio
              key={option.answer}
              value={option.answer}
              label={option.label}
              data-autofocus={at === 0 || undefined}
            />
          ))}
          {question.typed && <Radio value="typed" label="另写一个代码" />}
        </Stack>
      </Radio.Group>
      {answer === 'typed' && (
        <TextInput
          aria-label="正确的统一社会信用代码"
          placeholder="18 位统一社会信用代码"
          w="16rem"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      )}
      <Group>
        <Button
          size="sm"
          disabled={given === null || (answer === 'typed' && code.trim() === '')}
          onClick={() => given !== null && onAnswer({ [question.key]: given })}
        >
          就这样
        </Button>
      </Group>
    </Stack>
  );
};

const Choice = ({ cell, onAnswer }: { readonly cell: CellView; readonly onAnswer?: Decide }) => {
  const { key } = cell;
  if (key === null || !onAnswer) return <>{cell.choice === 'keep' ? '保留现有' : '用文件的'}</>;
  const other = cell.choice === 'keep' ? 'file' : 'keep';
  return (
    <Group gap="xs" wrap="nowrap">
      {cell.choice === 'keep' ? '保留现有' : '用文件的'}
      <Button size="compact-xs" variant="default" onClick={() => onAnswer({ [key]: other })}>
        {other === 'file' ? '改用文件的' : '改为保留'}
      </Button>
    </Group>
  );
};

/** One row of the store that the line is about: now, last time, and in the file. */
const RecordCells = ({
  record,
  onAnswer,
}: {
  readonly record: RecordView;
  readonly onAnswer?: Decide;
}) => {
  const fresh = record.kind === 'new';
  const hasLast = record.cells.some(({ last }) => last !== undefined);
  return (
    <>
      <Text size="sm" fw={600} mt="sm">
        {record.tableLabel} {record.title} {fresh ? '（新增）' : ''}
      </Text>
      <Table withRowBorders>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="10rem">项目</Table.Th>
            {!fresh && <Table.Th>现有</Table.Th>}
            {!fresh && hasLast && <Table.Th>上次导入</Table.Th>}
            <Table.Th>文件中</Table.Th>
            {!fresh && <Table.Th w="11rem">结果</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {record.cells.map((cell) => (
            <Table.Tr key={cell.field}>
              <Table.Th fw={400} c="dimmed">
                {cell.label}
              </Table.Th>
              {!fresh && <Table.Td>{cellWords(cell.now)}</Table.Td>}
              {!fresh && hasLast && (
                <Table.Td>{cell.last === undefined ? '' : cellWords(cell.last)}</Table.Td>
              )}
              <Table.Td>{cellWords(cell.file)}</Table.Td>
              {!fresh && (
                <Table.Td>
                  <Choice cell={cell} {...(onAnswer ? { onAnswer } : {})} />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
};

type LineDialogProps = {
  /** Null while closed. */
  readonly line: ImportLine | null;
  readonly onClose: () => void;
  /** In a preview, where things can still be decided. */
  readonly onAnswer?: Decide;
};

/** One row in full: what is asked, why, and every cell that changes. */
export const LineDialog = ({ line, onClose, onAnswer }: LineDialogProps) => (
  <Modal
    opened={line !== null}
    onClose={onClose}
    title={line && `第 ${line.row} 行：${line.name ?? '没有企业名称'}`}
    size="xl"
    centered
    closeButtonProps={{ 'aria-label': '关闭' }}
  >
    {line && (
      <>
        <Group gap="md" mb="sm">
          <VerdictBadge verdict={line.verdict} />
          <Text size="sm" c="dimmed">
            统一社会信用代码 {line.uscc ?? '没有'}
          </Text>
        </Group>
        {line.reason && <Text size="sm">{line.reason}</Text>}
        {line.question && <Text size="sm">{line.question.text}</Text>}
        {line.question && onAnswer && (
          <Question key={line.question.key} question={line.question} onAnswer={onAnswer} />
        )}
        {line.records
          .filter(({ cells }) => cells.length > 0)
          .map((record) => (
            <RecordCells
              key={record.table + record.title}
              record={record}
              {...(onAnswer ? { onAnswer } : {})}
            />
          ))}
        {!line.reason &&
          !line.question &&
          line.records.every(({ cells }) => cells.length === 0) && (
            <Text size="sm" c="dimmed">
              这一行没有要说明的。
            </Text>
          )}
        <Group justify="flex-end" mt="lg">
          {line.enterpriseId &&
            line.verdict !== 'question' &&
            !(onAnswer && line.verdict === 'new') && (
              <Button component={Link} href={`/enterprises/${line.enterpriseId}`} variant="default">
                打开企业
              </Button>
            )}
          <Button onClick={onClose} variant={line.question && onAnswer ? 'default' : 'filled'}>
            关闭
          </Button>
        </Group>
      </>
    )}
  </Modal>
);
