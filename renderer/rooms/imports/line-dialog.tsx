import { Button, Group, Modal, Table, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { ImportLine } from '#shared/imports.ts';
import { cellWords } from './change-words.ts';
import { VerdictBadge } from './verdict-badge.tsx';

type LineDialogProps = {
  /** Null while closed. */
  readonly line: ImportLine | null;
  readonly onClose: () => void;
};

/** One row in full: why, and every cell that changes. */
export const LineDialog = ({ line, onClose }: LineDialogProps) => (
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
        {line.changes.length > 0 && (
          <Table withRowBorders mt="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th w="9rem">项目</Table.Th>
                {line.verdict !== 'new' && <Table.Th>现有</Table.Th>}
                <Table.Th>文件中</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {line.changes.map((change) => (
                <Table.Tr key={change.field}>
                  <Table.Th fw={400} c="dimmed">
                    {change.label}
                  </Table.Th>
                  {line.verdict !== 'new' && <Table.Td>{cellWords(change.from)}</Table.Td>}
                  <Table.Td>{cellWords(change.to)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        {!line.reason && line.changes.length === 0 && (
          <Text size="sm" c="dimmed">
            这一行没有要说明的。
          </Text>
        )}
        <Group justify="flex-end" mt="lg">
          {line.enterpriseId && line.verdict !== 'rejected' && line.verdict !== 'new' && (
            <Button component={Link} href={`/enterprises/${line.enterpriseId}`} variant="default">
              打开企业
            </Button>
          )}
          <Button onClick={onClose} data-autofocus>
            关闭
          </Button>
        </Group>
      </>
    )}
  </Modal>
);
