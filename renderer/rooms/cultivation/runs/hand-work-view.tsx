import { Badge, Button, TextInput } from '@mantine/core';
import { api } from '#renderer/app/api.ts';
import { useTell } from '#renderer/app/query.ts';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import tables from '#renderer/rooms/cultivation/cultivation-tables.module.css';
import panel from '#renderer/rooms/cultivation/panel.module.css';
import { Cut, shownRows } from '#renderer/rooms/cultivation/shown-rows.tsx';
import type { HandLine, HandState } from '#shared/scoring/hand-work.ts';
import { EntrySheet } from './entry-sheet.tsx';

const changes = ['ledgers', 'cultivation'] as const;

const words: Readonly<Record<HandState, string>> = {
  counted: '已计入',
  waiting: '重评后计入',
  withdrawn: '已撤回，重评后不再计',
};

const ledgerOf = ({ kind }: HandLine): 'score_entry' | 'score_adjustment' =>
  kind === '填报' ? 'score_entry' : 'score_adjustment';

/** What proves an entry, written where it stands. */
const Evidence = ({ line }: { readonly line: HandLine }) => {
  const save = useTell(api.ledgers.save.mutate, { changes: [...changes] });
  if (line.kind === '调整' || line.id === null) return line.why;
  const { id } = line;
  return (
    <TextInput
      key={line.why}
      aria-label={`${line.firmName}${line.title}的依据`}
      size="xs"
      placeholder="依据、证明材料"
      maxLength={1_000}
      defaultValue={line.why}
      onBlur={(event) => {
        const evidence = event.currentTarget.value.trim();
        if (evidence !== line.why)
          save.mutate({
            ledger: 'score_entry',
            parent: line.firmId,
            rows: [{ id, values: { evidence: evidence || null } }],
          });
      }}
    />
  );
};

const Lines = ({ lines }: { readonly lines: readonly HandLine[] }) => {
  const restore = useTell(api.ledgers.restore.mutate, { changes: [...changes] });
  const remove = useTell(api.ledgers.delete.mutate, {
    changes: [...changes],
    onDone: (_, input) => showUndo('已撤回 1 条', () => restore.mutate(input)),
  });
  return (
    <>
      <table className={panel.table} aria-label="填报与调整">
        <thead>
          <tr>
            <th>企业</th>
            <th>项目</th>
            <th>类别</th>
            <th className={panel.number}>内容</th>
            <th>依据或原因</th>
            <th>决定人</th>
            <th>计分</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, shownRows).map((line) => (
            <tr key={`${line.kind} ${line.id} ${line.firmId} ${line.code} ${line.why}`}>
              <td>{line.firmName}</td>
              <td>{line.title}</td>
              <td>{line.kind}</td>
              <td className={panel.number}>{line.said}</td>
              <td>
                <Evidence line={line} />
              </td>
              <td>{line.by}</td>
              <td>
                <Badge variant="light" color={line.state === 'counted' ? 'ink' : 'amber'}>
                  {words[line.state]}
                </Badge>
              </td>
              <td className={panel.number}>
                {line.id !== null && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`撤回${line.firmName}${line.title}的${line.kind}`}
                    onClick={() =>
                      line.id !== null && remove.mutate({ ledger: ledgerOf(line), ids: [line.id] })
                    }
                  >
                    撤回
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Cut rows={lines.length} counter="条" />
    </>
  );
};

type HandWorkViewProps = { readonly runId: string; readonly lines: readonly HandLine[] };

/** 填报与调整: all that was entered or changed by hand, and figures to be entered for the run's firms. */
export const HandWorkView = ({ runId, lines }: HandWorkViewProps) => (
  <>
    <section className={panel.card} aria-label="填报与调整记录">
      <h2>填报与调整 {lines.length} 条</h2>
      {lines.length === 0 ? (
        <p className={panel.said}>
          还没有填报或调整。要给某家加分、扣分：在「排名」里点这一家，在要调整的项目后面点「调整」。
        </p>
      ) : (
        <div className={tables.scroll}>
          <Lines lines={lines} />
        </div>
      )}
    </section>
    <section className={panel.card} aria-label="人工填报">
      <h2>人工填报</h2>
      <EntrySheet runId={runId} />
    </section>
  </>
);
