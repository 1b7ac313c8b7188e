import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { formatDay } from '#renderer/parts/formats.ts';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import { isOpenIssue } from '#shared/visits.ts';
import classes from './firm-brief.module.css';

type FirmBriefProps = {
  readonly firm: EnterpriseFile;
  /** The visit at hand: not its own predecessor. */
  readonly visitId: string;
};

/** What to know before asking: the last visit, open issues, what was promised for this year. */
export const FirmBrief = ({ firm, visitId }: FirmBriefProps) => {
  // Of an old visit, what came before it; of a new one, the latest there is.
  const day = firm.visits.find((visit) => visit.id === visitId)?.visitedOn;
  const last = firm.visits
    .filter((visit) => visit.id !== visitId && (day === undefined || visit.visitedOn <= day))
    .toSorted((a, b) => b.visitedOn.localeCompare(a.visitedOn))[0];
  const open = firm.issues.filter(
    (issue) => issue.visitId !== visitId && isOpenIssue(issue.issueState),
  );
  const sheet = firm.sheets.toSorted((a, b) => b.year - a.year)[0];
  return (
    <section className={classes.brief} aria-label="走访前须知">
      <span>
        {last ? (
          <>
            上次走访{' '}
            <Anchor component={Link} href={`/visits/${last.id}`} size="xs">
              {formatDay(last.visitedOn)}
            </Anchor>
            （{last.participants.join('、')}）
          </>
        ) : (
          '以前没有走访过'
        )}
      </span>
      {open[0] && (
        <span>
          <Anchor
            component={Link}
            href={
              open.length === 1
                ? `/issues/${open[0].id}`
                : `/issues?q=${encodeURIComponent(firm.name)}`
            }
            size="xs"
          >
            未办结的问题 {open.length} 件
          </Anchor>
        </span>
      )}
      {sheet && (
        <span>
          <Anchor component={Link} href={`/sheets/${sheet.id}`} size="xs">
            {sheet.year} 年工作表
          </Anchor>{' '}
          措施 {sheet.measures} 项，完成 {sheet.done} 项
          {sheet.overdue > 0 && <span className={classes.late}>，逾期 {sheet.overdue} 项</span>}
        </span>
      )}
      {firm.contactName && (
        <span>
          联系人 {firm.contactName} {firm.contactPhone}
        </span>
      )}
      {firm.address && <span>{firm.address}</span>}
    </section>
  );
};
