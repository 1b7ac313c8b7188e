import { Anchor } from '@mantine/core';
import {
  counterMeaning,
  type ServiceCounterKey,
  type ServiceSplit,
  serviceCounter,
  serviceCounters,
  splitLabels,
} from '#shared/service-counters.ts';
import {
  periodWords,
  type ServiceFigureSet,
  type ServiceFigures,
  serviceChange,
} from '#shared/services.ts';
import classes from './services.module.css';

type Open = (counter: ServiceCounterKey, group: string | null) => void;

type FigureProps = {
  readonly value: number | null;
  readonly label: string;
  readonly onOpen: (() => void) | undefined;
};

const Figure = ({ value, label, onOpen }: FigureProps) => {
  if (value === null) return <span className={classes.none}>—</span>;
  if (value === 0 || !onOpen)
    return <span className={value === 0 ? classes.none : ''}>{value}</span>;
  return (
    <Anchor component="button" type="button" size="sm" aria-label={label} onClick={onOpen}>
      {value}
    </Anchor>
  );
};

const signed = (value: number | null): string =>
  value === null ? '—' : value > 0 ? `+${value}` : String(value);

type TableProps = {
  readonly figures: ServiceFigures;
  readonly by: ServiceSplit;
  /** Opens the rows behind a figure; a paper opens nothing. */
  readonly onOpen?: Open;
};

/** Figures of a period by group; every column has its unit, its day and a meaning of its own. */
export const FigureTable = ({ figures, by, onOpen }: TableProps) => {
  const { groups, total, before, lastYear } = figures;
  const change = serviceChange(figures);
  const cells = (name: string, values: ServiceFigureSet, group: string | null | undefined) =>
    serviceCounters.map(({ key, label, unit }) => (
      <td key={key} data-number>
        <Figure
          value={values[key]}
          label={`${name} ${label} ${values[key]} ${unit}`}
          onOpen={onOpen && group !== undefined ? () => onOpen(key, group) : undefined}
        />
      </td>
    ));
  return (
    <table className={classes.figures} aria-label="服务统计">
      <thead>
        <tr>
          <th scope="col">{splitLabels[by]}</th>
          {serviceCounters.map(({ key, label, unit }) => (
            <th key={key} scope="col" data-number title={counterMeaning(serviceCounter(key))}>
              {label}
              <small>（{unit}）</small>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {groups.map(({ key, label, figures: own }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            {cells(label, own, key)}
          </tr>
        ))}
        {groups.length === 0 && (
          <tr>
            <td colSpan={serviceCounters.length + 1}>这段时间没有记录。</td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">合计</th>
          {cells('合计', total, null)}
        </tr>
        <tr className={classes.before}>
          <th scope="row">
            上年同期<small>{periodWords(lastYear)}</small>
          </th>
          {cells('上年同期', before, undefined)}
        </tr>
        <tr className={classes.before}>
          <th scope="row">增减</th>
          {serviceCounters.map(({ key }) => (
            <td key={key} data-number>
              {signed(change[key])}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
};

/** 口径: what each figure counts, by which day, and what it leaves out. */
export const Meanings = () => (
  <table className={classes.meanings} aria-label="统计口径">
    <thead>
      <tr>
        <th scope="col">指标</th>
        <th scope="col">单位</th>
        <th scope="col">计什么</th>
        <th scope="col">按哪一天归期</th>
        <th scope="col">不计什么</th>
        <th scope="col">按人员时算谁的</th>
      </tr>
    </thead>
    <tbody>
      {serviceCounters.map(({ key, label, unit, counts, day, leavesOut, person }) => (
        <tr key={key}>
          <th scope="row">{label}</th>
          <td>{unit}</td>
          <td>{counts}</td>
          <td>{day}</td>
          <td>{leavesOut}</td>
          <td>{person}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
