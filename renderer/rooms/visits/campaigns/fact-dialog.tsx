import { Button, Checkbox, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import type { FactChange } from '#shared/campaigns/fact-changes.ts';
import type { ReturnFile } from '#shared/campaigns/views.ts';
import classes from './fact-dialog.module.css';
import { sourceWords } from './fact-line.tsx';

type FactDialogProps = {
  readonly changes: readonly FactChange[];
  readonly facts: ReturnFile['facts'];
  /** Questions whose answer is older than what the file says: they are written only where somebody ticks them. */
  readonly older: ReadonlySet<string>;
  /** Questions whose answers go into the file, or confirm what it says. */
  readonly onFinish: (questions: ReadonlySet<string>) => void;
  readonly onClose: () => void;
};

const nothing = '没有登记';

/** 写进档案: what the answers change in the firm's file, each to be left out, before a return is complete. */
export const FactDialog = ({ changes, facts, older, onFinish, onClose }: FactDialogProps) => {
  const others = changes.filter(({ same }) => !same);
  const same = changes.filter((change) => change.same);
  const [left, setLeft] = useState<ReadonlySet<string>>(older);
  const [confirms, setConfirms] = useState(true);
  const written = others.filter(({ questionId }) => !left.has(questionId));
  const finish = (): void =>
    onFinish(new Set([...written, ...(confirms ? same : [])].map(({ questionId }) => questionId)));
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title="写进企业档案"
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      {others.length > 0 && (
        <>
          <Text size="sm" c="dimmed">
            企业这次的回答与档案不同；不该写进档案的，去掉前面的勾，答卷里仍照企业说的留着。
          </Text>
          <table className={classes.changes} aria-label="写进档案">
            <thead>
              <tr>
                <th scope="col">档案内容</th>
                <th scope="col">档案现在</th>
                <th scope="col">写成</th>
              </tr>
            </thead>
            <tbody>
              {others.map(({ questionId, label, beforeText, afterText }) => {
                const fact = facts[questionId];
                const isOn = !left.has(questionId);
                return (
                  <tr key={questionId} data-off={!isOn || undefined}>
                    <th scope="row">
                      <Checkbox
                        size="sm"
                        label={label}
                        checked={isOn}
                        onChange={() =>
                          setLeft((before) => before.symmetricDifference(new Set([questionId])))
                        }
                      />
                    </th>
                    <td>
                      {beforeText || nothing}
                      {fact && beforeText !== '' && <small>{sourceWords(fact)}</small>}
                      {older.has(questionId) && <small>答卷填写之后改过</small>}
                    </td>
                    <td>{afterText || '（清空）'}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </>
      )}
      {same.length > 0 && (
        <Checkbox
          mt="md"
          size="sm"
          label={`${same.map(({ label }) => label).join('、')}与档案一致，记为今天核对过`}
          checked={confirms}
          onChange={(event) => setConfirms(event.currentTarget.checked)}
        />
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          再看看
        </Button>
        <Button data-autofocus onClick={finish}>
          {written.length === 0 ? '完成，不改档案' : `完成并写进档案 ${written.length} 项`}
        </Button>
      </Group>
    </Modal>
  );
};
