import { Anchor, Modal, Select } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import panel from '#renderer/rooms/cultivation/panel.module.css';
import type { Matrix } from '#shared/tier-views.ts';

type Cell = Matrix['cells'][number];

/** 意愿与障碍: firms by whether they want to apply and what stands in their way. */
export const MatrixView = () => {
  const [asked, setYear] = useState<number | null>(null);
  const [open, setOpen] = useState<Cell | null>(null);
  const found = useAsk('cultivation', 'matrix', { year: asked }, api.standing.matrix.query, {
    keep: true,
  });
  if (found.isError)
    return <FailureNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { data } = found;
  const { year, years } = data;
  if (data.firms === 0)
    return (
      <EmptyState
        icon={<IconMessageQuestion size="2.5rem" stroke={1.2} />}
        title={`${year} 年还没有培育计划`}
      >
        在企业档案的「培育申报」里登记培育计划、申报意愿和主要障碍后，这里自动汇总。
      </EmptyState>
    );
  const cell = (intention: string, barrier: string): Cell | undefined =>
    data.cells.find((one) => one.intention === intention && one.barrier === barrier);
  const used = data.barriers.filter((barrier) => (data.byBarrier[barrier] ?? 0) > 0);
  return (
    <>
      <div className={panel.bar}>
        <Select
          label="计划年度"
          size="xs"
          w="7rem"
          value={String(year)}
          onChange={(next) => next && setYear(Number(next))}
          data={years.map(String)}
          allowDeselect={false}
        />
      </div>
      <section className={panel.card} aria-label="意愿与障碍">
        <h2>
          {year} 年培育计划 {data.firms} 家：申报意愿与主要障碍
        </h2>
        <p className={panel.said}>
          单位：家。一家企业有两个障碍时在两列里各计一次，合计中只计一次。点数字看企业。
        </p>
        <table className={panel.table}>
          <thead>
            <tr>
              <th>意愿</th>
              {used.map((barrier) => (
                <th key={barrier} className={panel.number}>
                  {barrier}
                </th>
              ))}
              <th className={panel.number}>合计</th>
            </tr>
          </thead>
          <tbody>
            {data.intentions.map((intention) => (
              <tr key={intention}>
                <th scope="row">{intention}</th>
                {used.map((barrier) => {
                  const one = cell(intention, barrier);
                  return (
                    <td key={barrier} className={panel.number}>
                      {one && one.firms.length > 0 ? (
                        <Anchor component="button" type="button" onClick={() => setOpen(one)}>
                          {one.firms.length}
                        </Anchor>
                      ) : (
                        <span className={panel.quiet}>0</span>
                      )}
                    </td>
                  );
                })}
                <td className={panel.number}>{data.byIntention[intention] ?? 0}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">合计</th>
              {used.map((barrier) => (
                <td key={barrier} className={panel.number}>
                  {data.byBarrier[barrier] ?? 0}
                </td>
              ))}
              <td className={panel.number}>{data.firms}</td>
            </tr>
          </tfoot>
        </table>
      </section>
      {open && (
        <Modal
          opened
          onClose={() => setOpen(null)}
          title={`${open.intention} × ${open.barrier}：${open.firms.length} 家`}
          closeButtonProps={{ 'aria-label': '关闭' }}
        >
          <ul>
            {open.firms.map(({ id, name }) => (
              <li key={id}>
                <Anchor component={Link} href={`/enterprises/${id}?tab=cultivation`}>
                  {name}
                </Anchor>
              </li>
            ))}
          </ul>
        </Modal>
      )}
    </>
  );
};
