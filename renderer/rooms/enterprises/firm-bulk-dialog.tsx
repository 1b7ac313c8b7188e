import { Autocomplete, Button, Group, Modal, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, showFailure, useAsk, useTell } from '#renderer/app/query.ts';
import { type Column, DataTable } from '#renderer/parts/data-table.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import {
  type BulkField,
  type BulkLine,
  type BulkRun,
  bulkFields,
  type FirmChoice,
  wordOrders,
} from '#shared/firm-list.ts';
import { labelOf, undoneWords } from './bulk-words.ts';
import classes from './firm-bulk-dialog.module.css';

/** Rows of the preview; what lies behind them changes, too, and is counted. */
const linesShown = 1000;

const columns: readonly Column<BulkLine>[] = [
  { key: 'name', title: '企业名称', width: 'minmax(14rem, 1fr)', cell: (line) => line.name },
  { key: 'before', title: '现在', width: '8rem', cell: (line) => line.before ?? '未填' },
  {
    key: 'after',
    title: '改为',
    width: '8rem',
    cell: (line) => <strong>{line.after ?? '未填'}</strong>,
  },
];

type Wish = { readonly field: BulkField; readonly value: string | null };

const Preview = ({ choice, wish }: { readonly choice: FirmChoice; readonly wish: Wish }) => {
  const preview = useBulkPreview(choice, wish);
  if (preview.isError) return <FailureNote error={preview.error} />;
  if (!preview.data) return null;
  const { chosen, changed, lines } = preview.data;
  return (
    <>
      <Text size="sm" role="status">
        选中 {chosen} 家，将修改 {changed} 家
        {chosen > changed && `，另有 ${chosen - changed} 家已经是这个值`}
        {changed > lines.length && `；下面列出前 ${lines.length} 家`}。
      </Text>
      {changed > 0 && (
        <div className={classes.lines}>
          <DataTable
            label="修改预览"
            short
            columns={columns}
            rows={lines}
            rowKey={(line) => line.id}
          />
        </div>
      )}
    </>
  );
};

const useBulkPreview = (choice: FirmChoice, wish: Wish) =>
  useAsk(
    'enterprises',
    'bulk',
    { choice, ...wish, limit: linesShown, offset: 0 },
    api.firmList.previewBulk.query,
    { keep: true },
  );

/** Takes a bulk edit back, and says how much of it. */
const takeBack = async (run: BulkRun): Promise<void> => {
  try {
    showDone(undoneWords(await api.firmList.undoBulk.mutate({ id: run.id })));
  } catch (error) {
    showFailure(error);
  }
};

type FirmBulkDialogProps = {
  /** Null while closed. */
  readonly choice: FirmChoice | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

type FormProps = { readonly choice: FirmChoice; readonly onDone: () => void };

const emptyWord = '未填（清空）';

const BulkForm = ({ choice, onDone }: FormProps) => {
  const [field, setField] = useState<BulkField>('tier');
  const [text, setText] = useState('');
  const words = useAsk('enterprises', 'words', undefined, () => api.firmList.words.query());
  const fixed = wordOrders[field];
  const known = fixed ?? words.data?.[field].map(({ word }) => word).filter(Boolean) ?? [];
  const wish: Wish = { field, value: text === emptyWord ? null : text.trim() || null };
  const isChosen = text.trim() !== '' && (!fixed || text === emptyWord || fixed.includes(text));
  const preview = useBulkPreview(choice, wish);
  const apply = useTell(api.firmList.applyBulk.mutate, {
    changes: ['enterprises'],
    onDone: (run) => {
      showUndo(`已修改 ${run.firms} 家的${labelOf(run.field)}`, () => void takeBack(run));
      onDone();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (preview.data && isChosen) apply.mutate({ choice, ...wish, stamp: preview.data.stamp });
      }}
    >
      <Group align="end" gap="sm">
        <Select
          label="修改栏目"
          allowDeselect={false}
          w="9rem"
          data={bulkFields.map(({ key, label }) => ({ value: key, label }))}
          value={field}
          onChange={(key) => {
            setField((key as BulkField | null) ?? 'tier');
            setText('');
          }}
        />
        <Autocomplete
          label="改为"
          placeholder={fixed ? '请选择' : '选择或填写'}
          data-autofocus
          w="14rem"
          data={[...known, emptyWord]}
          value={text}
          onChange={setText}
        />
      </Group>
      <div className={classes.preview}>
        {isChosen ? (
          <Preview choice={choice} wish={wish} />
        ) : (
          <Text size="sm" c="dimmed">
            选好改成什么，这里先列出每一家修改前后的值，确认后才会修改。
          </Text>
        )}
      </div>
      <Group justify="flex-end">
        <Button
          type="submit"
          loading={apply.isPending}
          disabled={!isChosen || preview.isPlaceholderData || !preview.data?.changed}
        >
          {isChosen && preview.data ? `修改 ${preview.data.changed} 家` : '修改'}
        </Button>
      </Group>
    </form>
  );
};

/** One field of many firms at once: every row before and after, then one transaction, then 撤销. */
export const FirmBulkDialog = ({ choice, onClose, onDone }: FirmBulkDialogProps) => (
  <Modal
    opened={choice !== null}
    onClose={onClose}
    title="批量修改"
    centered
    size="lg"
    closeButtonProps={{ 'aria-label': '关闭' }}
  >
    {choice && <BulkForm choice={choice} onDone={onDone} />}
  </Modal>
);
