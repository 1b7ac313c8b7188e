import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay, today } from '#renderer/parts/formats.ts';
import panel from '#renderer/rooms/cultivation/panel.module.css';
import { useRows } from '#renderer/rooms/cultivation/use-rows.ts';
import { applicationVersion, verdicts } from '#shared/registers/application-version.ts';
import { showCell } from '#shared/registers/rows.ts';
import classes from './applications-panel.module.css';
import { LineText } from './line-text.tsx';

/** 材料版次: each version of the dossier, who looked at it and what they said. */
export const VersionsSection = ({ application }: { readonly application: string }) => {
  const [comments, setComments] = useState('');
  const [reviewer, setReviewer] = useState('');
  const [verdict, setVerdict] = useState<string | null>('修改');
  const ledger = applicationVersion.name;
  const versions = useRows(ledger, application);
  const save = useTell(api.ledgers.save.mutate, {
    // An opinion half typed is not what was saved where a new version was.
    onDone: (_saved, { rows: [row] }) =>
      setComments((typed) => (typed === row?.values.comments ? '' : typed)),
  });
  const rows = versions.data?.rows ?? [];
  const [newest] = rows;
  const put = (id: string | null, values: Record<string, string | number | null>): void =>
    save.mutate({ ledger, parent: application, rows: [{ id, values }] });
  return (
    <section className={classes.section} aria-label="材料版次">
      <h3>材料版次{rows.length > 0 && `：${rows.length} 版`}</h3>
      {versions.isError && (
        <FailureNote error={versions.error} onRetry={() => void versions.refetch()} />
      )}
      {rows.length === 0 && <p className={panel.said}>还没有成稿的材料。</p>}
      {rows.map(({ id, values }) => (
        <p key={id}>
          <b>第 {showCell(applicationVersion, 'version', values)} 版</b>{' '}
          {formatDay(typeof values.madeOn === 'string' ? values.madeOn : null)} 成稿 ·{' '}
          {String(values.verdict ?? '待审')}
          {values.reviewer !== null && ` · 审阅 ${values.reviewer}`}
          {values.comments !== null && (
            <>
              <br />
              {String(values.comments)}
            </>
          )}
        </p>
      ))}
      <div className={classes.line}>
        {newest && newest.values.verdict !== '定稿' && (
          <>
            <Select
              label="结论"
              size="xs"
              w="6rem"
              value={verdict}
              onChange={setVerdict}
              data={[...verdicts]}
              allowDeselect={false}
            />
            <LineText label="审阅人" w="7rem" value={reviewer} onChange={setReviewer} />
            <LineText label="审阅意见" w="13rem" value={comments} onChange={setComments} />
            <Button
              size="xs"
              variant="default"
              onClick={() =>
                put(newest.id, {
                  verdict,
                  reviewer: reviewer || null,
                  reviewedOn: today(),
                  comments: comments || null,
                })
              }
            >
              记下审阅
            </Button>
          </>
        )}
        <Button
          size="xs"
          variant="default"
          loading={save.isPending}
          onClick={() =>
            put(null, {
              version: Number(newest?.values.version ?? 0) + 1,
              madeOn: today(),
              verdict: '待审',
            })
          }
        >
          登记新一版
        </Button>
      </div>
    </section>
  );
};
