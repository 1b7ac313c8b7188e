import { Text } from '@mantine/core';
import tables from '#renderer/rooms/cultivation/cultivation-tables.module.css';
import { type HeldScore, outlierPercent } from '#shared/scoring/panel-summary.ts';
import type { PanelView } from '#shared/scoring/panels.ts';
import { showPoints } from '#shared/scoring/points.ts';
import classes from './panels.module.css';

const Score = ({ score }: { readonly score: HeldScore }) => {
  if (score.points === null)
    return (
      <span className={classes.none} title="没有打分">
        缺
      </span>
    );
  const words = [
    ...(score.cut ? ['去高去低，不计入平均'] : []),
    ...(score.outlier ? ['离众'] : []),
  ].join('；');
  return (
    <span
      className={classes.score}
      data-cut={score.cut || undefined}
      data-outlier={score.outlier || undefined}
      {...(words === '' ? {} : { title: words })}
    >
      {showPoints(score.points)}
      {score.outlier && <span className={classes.mark}>离众</span>}
    </span>
  );
};

/** 汇总: every score of a closed panel, those left out, those far from the others, and what counts. */
export const PanelSummary = ({ panel }: { readonly panel: PanelView }) => {
  const { summary, firms, items, seats } = panel;
  if (summary === null) return null;
  const all = summary.flat().flatMap(({ scores }) => scores);
  const far = all.filter(({ outlier }) => outlier).length;
  const missing = all.filter(({ points }) => points === null).length;
  return (
    <>
      <Text size="sm" c="dimmed">
        每项{panel.mean}。划去的不计入；离中位数超过满分 {outlierPercent}%
        的标“离众”，只提示，仍按方案计分：共 {far} 个。
        {missing > 0 && `没有打分的 ${missing} 格，不按 0 分算。`}
      </Text>
      <div className={classes.wide}>
        <table className={tables.table} aria-label="专家打分汇总">
          <thead>
            <tr>
              <th rowSpan={2}>编号</th>
              <th rowSpan={2}>企业</th>
              {items.map(({ code, title, cap }) => (
                <th key={code} colSpan={seats.length + 1} className={classes.item}>
                  {title}（{showPoints(cap)} 分）
                </th>
              ))}
            </tr>
            <tr>
              {items.map(({ code }) => [
                ...seats.map(({ id, alias, name }) => (
                  <th key={`${code} ${id}`} data-right title={name}>
                    {alias}
                  </th>
                )),
                <th key={`${code} mean`} data-right>
                  计分
                </th>,
              ])}
            </tr>
          </thead>
          <tbody>
            {firms.map(({ id, alias, name }, n) => (
              <tr key={id}>
                <td className={classes.number}>{alias}</td>
                <td>{name}</td>
                {items.map(({ code }, i) => {
                  const summed = summary[n]?.[i];
                  return [
                    ...seats.map(({ id: seat }, s) => {
                      const score = summed?.scores[s];
                      return (
                        <td key={`${code} ${seat}`} data-right>
                          {score && <Score score={score} />}
                        </td>
                      );
                    }),
                    <td key={`${code} mean`} data-right>
                      <b>{summed?.mean == null ? '没有数据' : showPoints(summed.mean)}</b>
                    </td>,
                  ];
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
};
