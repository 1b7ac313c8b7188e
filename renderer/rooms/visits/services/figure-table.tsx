import { Anchor } from '@mantine/core';
import { Fragment } from 'react';
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
  value === null ? '' : value > 0 ? `+${value}` : String(value);

type TableProps = {
  readonly figures: ServiceFigures;
  readonly by: ServiceSplit;
  /** Opens the rows behind a figure; a paper opens nothing. */
  readonly onOpen?: Open;
};

/** Figures of a period by group; every column has its unit, its day and a meaning of its own. */
export const FigureTable = ({ figures, by, onOpen }: TableProps) => {
  const { groups, total, before, lastYear } = figures;
  const cells = (
    name: string,
    now: ServiceFigureSet,
    then: ServiceFigureSet,
    group: string | null,
  ) => {
    const change = serviceChange(now, then);
    return serviceCounters.map(({ key, label, unit }) => (
      <Fragment key={key}>
        <td data-number>
          <Figure
            value={now[key]}
            label={`${name} ${label} ${now[key]} ${unit}`}
            onOpen={onOpen && (() => onOpen(key, group))}
          />
        </td>
        <td
          data-number
          data-change
          title={then[key] === null ? undefined : `上年同期 ${then[key]} ${unit}`}
        >
          {signed(change[key])}
        </td>
      </Fragment>
    ));
  };
  return (
    <table className={classes.figures} aria-label="服务统计">
      <thead>
        <tr>
          <th scope="col">{splitLabels[by]}</th>
          {serviceCounters.map(({ key, label, unit }) => (
            <Fragment key={key}>
              <th scope="col" data-number title={counterMeaning(serviceCounter(key))}>
                {label}
                <small>（{unit}）</small>
              </th>
              <th scope="col" data-number data-change title={`${label}：比上年同期增减`}>
                增减
              </th>
            </Fragment>
          ))}
        </tr>
      </thead>
      <tbody>
        {groups.map(({ key, label, figures: own, before: then }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            {cells(label, own, then, key)}
          </tr>
        ))}
        {groups.length === 0 && (
          <tr>
            <td colSpan={2 * serviceCounters.length + 1}>这段时间没有记录。</td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">合计</th>
          {cells('合计', total, before, null)}
        </tr>
        <tr className={classes.before}>
          <th scope="row">
            上年同期<small>{periodWords(lastYear)}</small>
          </th>
          {serviceCounters.map(({ key }) => (
            <Fragment key={key}>
              <td data-number>
                <Figure value={before[key]} label="" onOpen={undefined} />
              </td>
              <td />
            </Fragment>
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
