import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import panel from '#renderer/rooms/cultivation/panel.module.css';
import { useRows } from '#renderer/rooms/cultivation/use-rows.ts';
import type { LedgerRow } from '#shared/ledgers.ts';
import { expertConflict } from '#shared/registers/expert.ts';
import { type ChosenFirm, FirmSelect } from './firm-select.tsx';

const changes = ['ledgers', 'cultivation'] as const;
const ledger = expertConflict.name;

/** What an expert is called among others: two may share a name. */
const called = ({ values }: LedgerRow): string =>
  values.unit == null ? String(values.name) : `${values.name}（${values.unit}）`;

/** 回避登记: whose firms an expert said he or she may not judge, besides the one he or she works at. */
export const ExpertConflicts = ({ experts }: { readonly experts: readonly LedgerRow[] }) => {
  const [expertId, setExpert] = useState<string | null>(null);
  const [firm, setFirm] = useState<ChosenFirm | null>(null);
  const [reason, setReason] = useState('');
  const rows = useRows(ledger, null);
  const add = useTell(api.ledgers.save.mutate, {
    changes: [...changes],
    onDone: () => {
      setFirm(null);
      setReason('');
    },
  });
  const restore = useTell(api.ledgers.restore.mutate, { changes: [...changes] });
  const remove = useTell(api.ledgers.delete.mutate, {
    changes: [...changes],
    onDone: (_, input) => showUndo('已删除 1 条回避登记', () => restore.mutate(input)),
  });
  if (rows.isError) return <FailureNote error={rows.error} onRetry={() => void rows.refetch()} />;
  if (!rows.data) return <Loading />;
  const known = new Map(experts.map((row) => [row.id, row]));
  const lines = rows.data.rows.filter(({ parentId }) => known.has(parentId ?? ''));
  return (
    <section className={panel.card} aria-label="回避登记">
      <h2>回避登记 {lines.length} 条</h2>
      <form
        className={panel.bar}
        onSubmit={(event) => {
          event.preventDefault();
          if (expertId === null || firm === null) return;
          add.mutate({
            ledger,
            parent: expertId,
            rows: [
              {
                id: null,
                values: { firmId: firm.id, firmName: firm.name, reason: reason.trim() || null },
              },
            ],
          });
        }}
      >
        <Select
          label="专家"
          size="xs"
          w="16rem"
          searchable
          data={experts.map((row) => ({ value: row.id, label: called(row) }))}
          value={expertId}
          onChange={setExpert}
          nothingFoundMessage="专家库里没有"
        />
        <FirmSelect label="回避企业" w="18rem" value={firm} onChange={setFirm} />
        <TextInput
          label="原因"
          size="xs"
          w="14rem"
          placeholder="任职、顾问、亲属"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button
          type="submit"
          size="xs"
          loading={add.isPending}
          disabled={expertId === null || firm === null}
        >
          登记回避
        </Button>
      </form>
      {lines.length > 0 && (
        <table className={panel.table}>
          <thead>
            <tr>
              <th>专家</th>
              <th>回避企业</th>
              <th>原因</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {lines.map(({ id, parentId, values }) => {
              const expert = known.get(parentId ?? '');
              return (
                <tr key={id}>
                  <td>{expert && called(expert)}</td>
                  <td>{values.firmName}</td>
                  <td>{values.reason ?? '未写原因'}</td>
                  <td className={panel.number}>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`删除${values.firmName}的回避`}
                      onClick={() => remove.mutate({ ledger, ids: [id] })}
                    >
                      删除
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
};
