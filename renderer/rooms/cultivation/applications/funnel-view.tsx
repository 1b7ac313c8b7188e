import { Anchor, Modal } from '@mantine/core';
import { Fragment, useState } from 'react';
import { formatShare } from '#renderer/parts/formats.ts';
import panel from '#renderer/rooms/cultivation/panel.module.css';
import type { ApplicationBoard, ApplicationRow } from '#shared/applications.ts';
import type { Heads } from '#shared/funnel.ts';
import { ratio } from '#shared/registers/numbers.ts';
import classes from './applications-panel.module.css';

type FunnelViewProps = {
  readonly board: ApplicationBoard;
  /** What is counted, in words: 「2026 年 省名牌产品」. */
  readonly title: string;
  readonly day: string;
  readonly onOpen: (row: ApplicationRow) => void;
};

/** 漏斗: how many came how far. Firms and products are two counts, side by side, never added. */
export const FunnelView = ({ board, title, day, onOpen }: FunnelViewProps) => {
  const [asked, setAsked] = useState<{ readonly word: string; readonly heads: Heads } | null>(null);
  const { funnel, rows } = board;
  const most = Math.max(1, ...funnel.stages.map(({ ids }) => ids.length));
  const byProduct = rows.some(({ product }) => product !== null);
  const leaving = funnel.exits.reduce((sum, { ids }) => sum + ids.length, 0);
  return (
    <>
      <section className={panel.card} aria-label="申报漏斗">
        <h2>{title}申报：走到每个环节的企业和产品</h2>
        <p className={panel.said}>
          截至 {day}。企业按家、产品按个分别计数；后一环节包含在前一环节之内。
        </p>
        <div className={classes.funnel}>
          <span className={classes.head}>环节</span>
          <span />
          <span className={classes.head} data-number>
            企业
          </span>
          <span className={classes.head} data-number>
            产品
          </span>
          <span className={classes.head} data-number>
            比上一环节（企业）
          </span>
          {funnel.stages.map((line, at) => (
            <Fragment key={line.stage}>
              <span>
                <Anchor
                  component="button"
                  type="button"
                  onClick={() => setAsked({ word: line.stage, heads: line })}
                >
                  {line.stage}
                </Anchor>
              </span>
              <span className={classes.track}>
                <span
                  className={classes.barOf}
                  style={{ width: `${(100 * line.ids.length) / most}%` }}
                />
              </span>
              <span data-number>
                <b>{line.firms}</b>家
              </span>
              <span data-number>
                {byProduct && (
                  <>
                    <b>{line.products}</b>个
                  </>
                )}
              </span>
              <span data-number>
                {at > 0 &&
                  formatShare(ratio(line.firms, funnel.stages[at - 1]?.firms ?? null, 1000))}
              </span>
            </Fragment>
          ))}
        </div>
        {funnel.returned.ids.length > 0 && (
          <p className={panel.said}>
            其间曾退回补正 {funnel.returned.firms} 家
            {funnel.returned.products > 0 && ` ${funnel.returned.products} 个产品`}。
          </p>
        )}
        {funnel.idle.ids.length > 0 && (
          <p className={panel.said}>另有 {funnel.idle.ids.length} 项已登记，还没有进展。</p>
        )}
      </section>
      {funnel.exits.length > 0 && (
        <section className={panel.card} aria-label="退出原因">
          <h2>退出 {leaving} 项：按原因</h2>
          <table className={panel.table}>
            <thead>
              <tr>
                <th>去向</th>
                <th>原因</th>
                <th className={panel.number}>企业（家）</th>
                <th className={panel.number}>产品（个）</th>
              </tr>
            </thead>
            <tbody>
              {funnel.exits.map((line) => (
                <tr key={`${line.exit} ${line.reason}`}>
                  <td>{line.exit}</td>
                  <td>
                    <Anchor
                      component="button"
                      type="button"
                      onClick={() =>
                        setAsked({ word: `${line.exit}：${line.reason}`, heads: line })
                      }
                    >
                      {line.reason}
                    </Anchor>
                  </td>
                  <td className={panel.number}>{line.firms}</td>
                  <td className={panel.number}>{line.products || '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {asked && (
        <Modal
          opened
          onClose={() => setAsked(null)}
          title={`${asked.word}：企业 ${asked.heads.firms} 家，产品 ${asked.heads.products} 个`}
          closeButtonProps={{ 'aria-label': '关闭' }}
        >
          <ul>
            {rows
              .filter(({ id }) => asked.heads.ids.includes(id))
              .map((row) => (
                <li key={row.id}>
                  <Anchor component="button" type="button" onClick={() => onOpen(row)}>
                    {row.firm.name}
                  </Anchor>{' '}
                  {row.product ?? row.award}
                </li>
              ))}
          </ul>
        </Modal>
      )}
    </>
  );
};
