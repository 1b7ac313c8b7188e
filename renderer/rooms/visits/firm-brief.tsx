import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import { formatDay } from '#renderer/parts/formats.ts';
import { dueWords } from '#shared/due.ts';
import type { BriefDue, BriefPaper, VisitPreparation } from '#shared/visit-brief.ts';
import { usualFacts } from '#shared/visit-facts.ts';
import { tabOf } from '../enterprises/firm-story.ts';
import { type AskedFor, AskGroup, AskLine } from './ask-group.tsx';
import classes from './firm-brief.module.css';

type FirmBriefProps = {
  readonly brief: VisitPreparation;
  /** An old visit is for reading: what to ask is folded. */
  readonly folded: boolean;
  /** Goes to the field where a fact is put right. */
  readonly onFact: (key: string) => void;
};

const dueLine = ({ id, title, people, at, days, standing }: BriefDue): AskedFor => ({
  id,
  at,
  text: title,
  about: people.join('、'),
  mark: dueWords({ days, standing }),
  late: standing === 'overdue',
});

/** 12 天后到期、已过期 3 天. */
const paperWords = ({ days }: BriefPaper): string =>
  days < 0 ? `已过期 ${-days} 天` : days === 0 ? '今天到期' : `${days} 天后到期`;

/** How many of each there are, in one line: what is read when there is no time to read. */
const summaryOf = (brief: VisitPreparation): string => {
  const late = brief.measures.filter(({ standing }) => standing === 'overdue').length;
  const missing = brief.facts.filter(isMissing).length;
  const stale = brief.facts.filter(({ staleMonths }) => staleMonths !== null).length;
  const measures = brief.measures.length + brief.undated.length;
  const said = [
    measures > 0 && `措施 ${measures} 项${late > 0 ? `（逾期 ${late}）` : ''}`,
    brief.promises.length > 0 && `承诺答复 ${brief.promises.length} 件`,
    brief.issues.length > 0 && `未办结的问题 ${brief.issues.length} 件`,
    brief.papers.length > 0 && `证照到期 ${brief.papers.length} 项`,
    missing > 0 && `档案缺 ${missing} 项`,
    stale > 0 && `待确认 ${stale} 项`,
  ].filter((part) => part !== false);
  return said.length === 0 ? '没有要追问的事' : said.join(' · ');
};

const isMissing = ({ key, text }: VisitPreparation['facts'][number]): boolean =>
  text === '' && (usualFacts.includes(key) || key === 'uscc' || key === 'industry');

/** What to ask here (走访前须知): everything that is open with the firm, each line the way to its record. */
export const FirmBrief = ({ brief, folded, onFact }: FirmBriefProps) => {
  const [open, setOpen] = useState(!folded);
  const id = useId();
  const { firm, lastVisit } = brief;
  const stale = brief.facts.filter(({ staleMonths }) => staleMonths !== null);
  const facts = [...brief.facts.filter(isMissing), ...stale].map(
    ({ key, label, text, staleMonths }): AskedFor => ({
      id: key,
      at: `/enterprises/${firm.id}`,
      text: text === '' ? label : `${label}：${text}`,
      mark: text === '' ? '没有登记' : `${staleMonths} 个月没有确认`,
      onClick: () => onFact(key),
    }),
  );
  const papers = brief.papers.map(
    (paper): AskedFor => ({
      id: paper.row,
      at: `/enterprises/${firm.id}?tab=${tabOf(paper.ledger)}`,
      text: `${paper.word}：${paper.title}`,
      mark: paperWords(paper),
      late: paper.days < 0,
    }),
  );
  return (
    <section className={classes.brief} aria-label="走访前须知">
      <div className={classes.head}>
        <UnstyledButton
          className={classes.fold}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <IconChevronRight size="1rem" aria-hidden />
          这次要问
        </UnstyledButton>
        <span className={classes.summary}>{summaryOf(brief)}</span>
        <span className={classes.last}>
          {lastVisit ? (
            <>
              上次走访{' '}
              <Link href={`/visits/${lastVisit.id}`} className={classes.link}>
                {formatDay(lastVisit.on)}
              </Link>
              （{lastVisit.people.join('、')}），共 {brief.visits} 次
            </>
          ) : (
            '以前没有走访过'
          )}
        </span>
      </div>
      {open && (
        <div id={id} className={classes.groups}>
          <AskGroup
            title="措施"
            more={{ href: `/enterprises/${firm.id}?tab=sheets`, unit: '项' }}
            lines={[
              ...brief.measures.map(dueLine),
              ...brief.undated.map(
                ({ id: measure, title, people, at }): AskedFor => ({
                  ...{ id: measure, at, text: title, about: people.join('、'), mark: '未定时间' },
                }),
              ),
            ]}
          />
          <AskGroup
            title="上次的话"
            more={{ href: `/enterprises/${firm.id}?tab=visits`, unit: '条' }}
            lines={[
              ...brief.promises.map(dueLine),
              ...brief.followUps.map(
                ({ visitId, on, followUp, advice }): AskedFor => ({
                  id: visitId,
                  at: `/visits/${visitId}`,
                  text: followUp ?? advice ?? '',
                  mark: `${formatDay(on)}${followUp === null ? ' 建议' : ''}`,
                }),
              ),
            ]}
          />
          <AskGroup
            title="未办结的问题"
            more={{ href: `/issues?q=${encodeURIComponent(firm.name)}`, unit: '件' }}
            lines={brief.issues.map(
              ({ id: issue, type, content, issueState, handler, overdue, dueOn }): AskedFor => ({
                id: issue,
                at: `/issues/${issue}`,
                text: `【${type}】${content}`,
                about: handler ?? '',
                mark: overdue ? `${issueState}，已超时` : issueState,
                late: overdue,
                title: dueOn === null ? content : `${content}（${formatDay(dueOn)} 前办结）`,
              }),
            )}
          />
          <AskGroup
            title="证照荣誉到期"
            more={{ href: `/enterprises/${firm.id}?tab=licences`, unit: '项' }}
            lines={papers}
          />
          <AskGroup
            title="今年的目标"
            more={{ href: `/enterprises/${firm.id}?tab=cultivation`, unit: '项' }}
            lines={brief.targets.map(
              ({ kind, title, standing, at }, n): AskedFor => ({
                ...{ id: `${kind} ${n}`, at, text: title, about: standing ?? '', mark: kind },
              }),
            )}
          />
          <AskGroup
            title="档案要补要核"
            more={{ href: `/enterprises/${firm.id}`, unit: '项' }}
            lines={facts}
          />
          {brief.measures.length +
            brief.undated.length +
            brief.promises.length +
            brief.followUps.length +
            brief.issues.length +
            papers.length +
            brief.targets.length +
            facts.length ===
            0 && <AskLine nothing="没有未完成的措施、承诺和问题，档案也齐全。" />}
        </div>
      )}
    </section>
  );
};
