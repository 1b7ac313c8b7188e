import {
  Button,
  Group,
  NumberInput,
  type NumberInputProps,
  SegmentedControl,
  Select,
  Text,
} from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { nothingKnown, today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import {
  type Blank,
  type BrandAssumptions,
  type BrandInputs,
  type BrandStart,
  brandBlanks,
  brandConstants,
  brandElements,
  brandFigures,
  brandRankings,
  constantLabel,
  elementLabels,
  figureLabels,
} from '#shared/brand-value.ts';
import { showFigure } from '#shared/scoring/points.ts';
import { BrandWorking } from './brand-working.tsx';
import tables from './cultivation-tables.module.css';
import classes from './radar.module.css';
import { YearInput } from './year-input.tsx';

type FigureProps = Omit<NumberInputProps, 'value' | 'onChange'> & {
  /** Null where nobody has filled it. */
  readonly value: number | null;
  /** Digits behind the point the stored number keeps. */
  readonly scale: number;
  readonly onChange: (value: number | null) => void;
};

/** An empty cell is not known, which is not zero. */
const Figure = ({ value, scale, onChange, ...rest }: FigureProps) => (
  <NumberInput
    size="xs"
    decimalScale={scale}
    {...rest}
    value={value === null ? '' : value / 10 ** scale}
    onChange={(typed) => {
      const said = typed === '' ? Number.NaN : Number(typed);
      onChange(Number.isNaN(said) ? null : Math.round(said * 10 ** scale));
    }}
  />
);

const noScores: Blank<BrandInputs['scores']> = {
  quality: null,
  service: null,
  innovation: null,
  tangible: null,
  intangible: null,
};

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
  const [years, setYears] = useState<Blank<BrandInputs>['years']>(
    start.years.map(({ year, profit }) => ({
      year,
      profit,
      currentAssets: null,
      fixedAssets: null,
    })),
  );
  const [scores, setScores] = useState(noScores);
  const [a, setA] = useState(first?.assumptions ?? null);
  const [ranking, setRanking] = useState<(typeof brandRankings)[number]>(start.ranking);
  const run = useTell(api.assessments.brandRun.mutate, {
    changes: ['cultivation'],
    onDone: () => showDone('已测算，结果、输入和参数都已冻结'),
  });
  if (!a)
    return (
      <Text size="sm" c="dimmed">
        还没有品牌价值参数，请先在「奖项目录」里装入目录包。
      </Text>
    );
  const blanks = brandBlanks({ years, scores }, a);
  return (
    <div className={tables.sheet}>
      <table className={tables.table} aria-label="历年输入">
        <thead>
          <tr>
            <th>年度</th>
            {brandFigures.map((key) => (
              <th key={key}>{figureLabels[key]}（万元）</th>
            ))}
            <th data-right>档案里的资产总额（万元）</th>
          </tr>
        </thead>
        <tbody>
          {start.years.map(({ year, assets }, i) => (
            <tr key={year}>
              <td>{year}</td>
              {brandFigures.map((key) => (
                <td key={key}>
                  <Figure
                    aria-label={`${year} 年${figureLabels[key]}`}
                    thousandSeparator=","
                    scale={4}
                    value={years[i]?.[key] ?? null}
                    onChange={(value) =>
                      setYears(years.map((one, j) => (i === j ? { ...one, [key]: value } : one)))
                    }
                  />
                </td>
              ))}
              <td data-right>{assets === null ? nothingKnown : showFigure(assets)}</td>
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
        <Figure
          label={constantLabel('horizon')}
          min={1}
          max={20}
          scale={0}
          value={a.horizon}
          onChange={(horizon) => setA({ ...a, horizon })}
        />
        {brandConstants.map((key) => (
          <Figure
            key={key}
            label={constantLabel(key)}
            scale={4}
            value={a[key]}
            onChange={(value) => setA({ ...a, [key]: value })}
          />
        ))}
      </div>
      {blanks.length > 0 && (
        <Text size="sm" c="amber.7" mt="sm">
          填齐才能测算，没有的填 0：{blanks.join('、')}
        </Text>
      )}
      <Group justify="flex-end" mt="sm">
        <SegmentedControl
          aria-label="榜单"
          data={[...brandRankings]}
          value={ranking}
          onChange={(value) => setRanking(value as (typeof brandRankings)[number])}
        />
        <Button
          disabled={blanks.length > 0}
          loading={run.isPending}
          onClick={() =>
            run.mutate({
              firmId,
              baseYear,
              ranking,
              // Nothing is blank: the button is not to be pressed before.
              inputs: { years, scores } as BrandInputs,
              assumptions: a as BrandAssumptions,
            })
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
        <YearInput label="基准年" w="8rem" year={baseYear} onChange={setBaseYear} />
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
      {runs.isError && <FailureNote error={runs.error} onRetry={() => void runs.refetch()} />}
      {own.map((run) => (
        <BrandWorking key={run.id} run={run} />
      ))}
    </>
  );
};
