import { Button, Group, NumberInput, SegmentedControl, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import {
  type BrandAssumptions,
  type BrandInputs,
  type BrandStart,
  brandElements,
  brandRankings,
  elementLabels,
} from '#shared/brand-value.ts';
import { BrandWorking } from './brand-working.tsx';
import tables from './cultivation-tables.module.css';
import classes from './radar.module.css';

const constants = [
  ['currentReturn', '流动资产收益率 i1（%）'],
  ['fixedReturn', '固定资产收益率 i2（%）'],
  ['industryReturn', '行业平均报酬率 Z（%）'],
  ['growthNear', '预测期增长率（%）'],
  ['growthFar', '永续增长率 g（%）'],
  ['brandShare', '品牌收益分成 β（%）'],
  ['strengthFactor0', '强度 0 分时的 K'],
  ['strengthFactor100', '强度 100 分时的 K'],
] as const;

type FigureProps = {
  readonly label: string;
  readonly value: number;
  /** Digits behind the point the stored number keeps. */
  readonly scale: number;
  readonly onChange: (value: number) => void;
};

const Figure = ({ label, value, scale, onChange }: FigureProps) => (
  <NumberInput
    label={label}
    size="xs"
    value={value / 10 ** scale}
    decimalScale={scale}
    onChange={(typed) => onChange(Math.round(Number(typed) * 10 ** scale))}
  />
);

const Form = ({
  firmId,
  baseYear,
  start,
}: {
  readonly firmId: string;
  readonly baseYear: number;
  readonly start: BrandStart;
}) => {
  const [first] = start.sets;
  const [years, setYears] = useState(start.years);
  const [scores, setScores] = useState<BrandInputs['scores']>({
    quality: 6_000,
    service: 6_000,
    innovation: 6_000,
    tangible: 6_000,
    intangible: 6_000,
  });
  const [a, setA] = useState<BrandAssumptions | null>(first?.assumptions ?? null);
  const [ranking, setRanking] = useState<(typeof brandRankings)[number]>(start.ranking);
  const run = useTell(api.assessments.brandRun.mutate, {
    changes: ['cultivation'],
    onDone: () => showDone('已测算，结果、输入和参数都已冻结'),
  });
  if (!a)
    return (
      <Text size="sm" c="dimmed">
        还没有品牌价值参数，请先装入奖项目录包，或在台账里登记一套参数。
      </Text>
    );
  return (
    <div className={tables.sheet}>
      {start.missing.length > 0 && (
        <Text size="sm" c="amber.7" mb="xs">
          档案里没有：{start.missing.join('、')}，请补填后再算。
        </Text>
      )}
      <table className={tables.table} aria-label="历年输入">
        <thead>
          <tr>
            <th>年度</th>
            <th>调整后净利润（万元）</th>
            <th>流动资产（万元）</th>
            <th>固定资产（万元）</th>
          </tr>
        </thead>
        <tbody>
          {years.map((year, i) => (
            <tr key={year.year}>
              <td>{year.year}</td>
              {(['profit', 'currentAssets', 'fixedAssets'] as const).map((key) => (
                <td key={key}>
                  <NumberInput
                    aria-label={`${year.year} ${key}`}
                    size="xs"
                    thousandSeparator=","
                    decimalScale={4}
                    value={year[key] / 10_000}
                    onChange={(typed) =>
                      setYears(
                        years.map((one, j) =>
                          i === j ? { ...one, [key]: Math.round(Number(typed) * 10_000) } : one,
                        ),
                      )
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Text fw={600} size="sm" mt="sm">
        品牌强度：五项得分（0—100）与权重（%）
      </Text>
      <div className={classes.fields}>
        {brandElements.map((e) => (
          <Figure
            key={e}
            label={`${elementLabels[e]}得分`}
            scale={2}
            value={scores[e]}
            onChange={(value) => setScores({ ...scores, [e]: value })}
          />
        ))}
        {brandElements.map((e) => (
          <Figure
            key={e}
            label={`${elementLabels[e]}权重`}
            scale={4}
            value={a.weights[e]}
            onChange={(value) => setA({ ...a, weights: { ...a.weights, [e]: value } })}
          />
        ))}
      </div>
      <Group gap="sm" mt="sm" mb="xs">
        <Text fw={600} size="sm">
          参数
        </Text>
        <Select
          aria-label="参数"
          size="xs"
          data={start.sets.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={first?.id ?? null}
          onChange={(id) => setA(start.sets.find((set) => set.id === id)?.assumptions ?? a)}
          allowDeselect={false}
        />
      </Group>
      <div className={classes.fields}>
        <NumberInput
          label="预测期（年）"
          size="xs"
          min={1}
          max={20}
          value={a.horizon}
          onChange={(typed) => setA({ ...a, horizon: Number(typed) })}
        />
        {constants.map(([key, label]) => (
          <Figure
            key={key}
            label={label}
            scale={4}
            value={a[key]}
            onChange={(value) => setA({ ...a, [key]: value })}
          />
        ))}
      </div>
      <Group justify="flex-end" mt="sm">
        <SegmentedControl
          aria-label="榜单"
          data={[...brandRankings]}
          value={ranking}
          onChange={(value) => setRanking(value as (typeof brandRankings)[number])}
        />
        <Button
          loading={run.isPending}
          onClick={() =>
            run.mutate({ firmId, baseYear, ranking, inputs: { years, scores }, assumptions: a })
          }
        >
          测算并冻结
        </Button>
      </Group>
    </div>
  );
};

/** 品牌价值 of one firm: what goes in, every constant, and what came out before. */
export const BrandForm = ({ firmId }: { readonly firmId: string }) => {
  const [baseYear, setBaseYear] = useState(Number(today().slice(0, 4)) - 1);
  const start = useAsk(
    'cultivation',
    'brandStart',
    { firmId, baseYear },
    api.assessments.brandStart.query,
  );
  const runs = useAsk('cultivation', 'brandValues', undefined, () =>
    api.assessments.brandValues.query(),
  );
  const own = (runs.data ?? []).filter((run) => run.firmId === firmId);
  return (
    <>
      <Group gap="sm" align="end">
        <NumberInput
          label="基准年"
          w="8rem"
          min={1990}
          max={2199}
          value={baseYear}
          onChange={(value) => setBaseYear(Number(value))}
        />
        <Text size="sm" c="dimmed" pb={6}>
          内部排序使用，不对外发布。公式框架见 GB/T 29188，各项参数可改，随每次测算一起冻结。
        </Text>
      </Group>
      {start.isError && <FailureNote error={start.error} onRetry={() => void start.refetch()} />}
      {start.data ? (
        <Form
          key={`${firmId} ${baseYear}`}
          firmId={firmId}
          baseYear={baseYear}
          start={start.data}
        />
      ) : (
        !start.isError && <Loading />
      )}
      {own.map((run) => (
        <BrandWorking key={run.id} run={run} />
      ))}
    </>
  );
};
