import { Anchor, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { today } from '#renderer/parts/formats.ts';
import { StateBadge } from '#renderer/parts/state-badge.tsx';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import type { FirmLedgers } from '#shared/ledgers.ts';
import classes from './firm-band.module.css';
import { FirmConflicts } from './firm-conflicts.tsx';
import {
  expiringIn,
  expiringWords,
  honoursOn,
  honourWords,
  openIssues,
  sheetOfYear,
  sheetWords,
  tabOf,
  targetWords,
  visitWords,
  yearWords,
} from './firm-story.ts';

type CellProps = {
  readonly label: string;
  readonly onClick?: () => void;
  /** Takes two columns. */
  readonly wide?: boolean;
  readonly children: ReactNode;
};

const Cell = ({ label, onClick, wide, children }: CellProps) => {
  const inside = (
    <>
      <span className={classes.label}>{label}</span>
      <span className={classes.value}>{children}</span>
    </>
  );
  return onClick ? (
    <UnstyledButton className={classes.cell} data-wide={wide} onClick={onClick}>
      {inside}
    </UnstyledButton>
  ) : (
    <div className={classes.cell}>{inside}</div>
  );
};

type FirmBandProps = {
  readonly file: EnterpriseFile;
  /** Undefined while they are on their way. */
  readonly ledgers: FirmLedgers | undefined;
  readonly onTab: (tab: string) => void;
};

/** The firm in one glance: who, where, and how far things are this year. */
export const FirmBand = ({ file, ledgers, onTab }: FirmBandProps) => {
  const year = new Date().getFullYear();
  const sheet = sheetOfYear(file, year);
  const issues = openIssues(file);
  const day = today();
  const honours = ledgers && honoursOn(ledgers, day);
  const expiring = ledgers && expiringIn(ledgers, day);
  const [next] = expiring ?? [];
  return (
    <section className={classes.band} aria-label="企业概要">
      <div className={classes.who}>
        <Cell label="统一社会信用代码">{file.uscc ?? '没有登记'}</Cell>
        <Cell label="状态">{file.status ?? '未登记'}</Cell>
        <Cell label="层级">{file.tier ?? '未定'}</Cell>
        <Cell label="乡镇">{file.township ?? '未登记'}</Cell>
        <Cell label="数据状态">
          <StateBadge state={file.state} />
          <FirmConflicts id={file.id} />
        </Cell>
        {file.files.length > 0 && (
          <Cell label="并入的档案">
            <Anchor component={Link} href="/doubles?tab=merged">
              {file.files.map(({ name }) => name).join('、')}
            </Anchor>
          </Cell>
        )}
      </div>
      <div className={classes.story}>
        <Cell label={`${year} 年一企一策`} onClick={() => onTab('sheets')}>
          {sheetWords(sheet)}
          {sheet !== undefined && sheet.overdue > 0 && (
            <span className={classes.overdue}>
              <IconAlertTriangle size="0.9rem" aria-hidden />
              逾期 {sheet.overdue} 项
            </span>
          )}
        </Cell>
        <Cell label={`${year} 年申报目标`} onClick={() => onTab('cultivation')}>
          {ledgers === undefined ? '…' : targetWords(ledgers, year)}
        </Cell>
        <Cell label="最近走访" onClick={() => onTab('visits')}>
          {visitWords(file)}
        </Cell>
        <Cell label="未办结的问题" onClick={() => onTab('issues')}>
          {issues === 0 ? '没有' : `${issues} 件`}
        </Cell>
      </div>
      <div className={classes.story}>
        <Cell label="今日有效荣誉" onClick={() => onTab('honours')}>
          {honours === undefined ? '…' : honourWords(honours)}
        </Cell>
        <Cell
          wide
          label="到期提醒（90 天内）"
          onClick={() => onTab(next ? tabOf(next.ledger) : 'licences')}
        >
          {expiring === undefined ? '…' : expiringWords(expiring)}
          {expiring?.some(({ nearness }) => nearness === 'expired') && (
            <span className={classes.overdue}>
              <IconAlertTriangle size="0.9rem" aria-hidden />
              已过期 {expiring.filter(({ nearness }) => nearness === 'expired').length} 项
            </span>
          )}
        </Cell>
        <Cell label="最近一年经济数据" onClick={() => onTab('economics')}>
          {ledgers === undefined ? '…' : yearWords(ledgers)}
        </Cell>
      </div>
    </section>
  );
};
