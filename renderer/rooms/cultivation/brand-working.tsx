import { Text } from '@mantine/core';
import type { BrandRun } from '#shared/brand-value.ts';
import { digitsOf } from '#shared/registers/values.ts';
import { showFigure } from '#shared/scoring/points.ts';
import tables from './cultivation-tables.module.css';

/** How a brand value came about, each step with its figure. */
export const BrandWorking = ({ run }: { readonly run: BrandRun }) => (
  <details className={tables.sheet}>
    <summary>
      {run.baseYear} 年（{run.ranking}榜{run.rank === null ? '' : `第 ${run.rank} 名`}）：
      <b>{showFigure(run.value)} 万元</b>，强度 {digitsOf(run.strength, 2)} 分，{run.ranOn} 测算
    </summary>
    {run.working && (
      <>
        <Text size="sm" mt="xs">
          品牌年现金流 {showFigure(run.working.cashFlow)} 万元；K = {showFigure(run.working.factor)}
          ，折现率 R = {showFigure(run.working.discount)}%
        </Text>
        <table className={tables.table}>
          <thead>
            <tr>
              <th>预测年</th>
              <th data-right>现金流（万元）</th>
              <th data-right>现值（万元）</th>
            </tr>
          </thead>
          <tbody>
            {run.working.years.map(({ t, flow, worth }) => (
              <tr key={t}>
                <td>第 {t} 年</td>
                <td data-right>{showFigure(flow)}</td>
                <td data-right>{showFigure(worth)}</td>
              </tr>
            ))}
            <tr>
              <td>以后各年</td>
              <td />
              <td data-right>{showFigure(run.working.beyond)}</td>
            </tr>
          </tbody>
        </table>
      </>
    )}
  </details>
);
