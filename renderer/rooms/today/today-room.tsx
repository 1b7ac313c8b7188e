import { Anchor, Button } from '@mantine/core';
import { IconBuildingFactory2, IconCoffee, IconPlus } from '@tabler/icons-react';
import { Link, useSearch } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { dueKindLabels } from '#shared/due.ts';
import type { Today, TodayFirm, TodayVisit } from '#shared/today.ts';
import { DueMark } from './due-mark.tsx';
import { Block, goAlongLines, Line } from './line-list.tsx';
import classes from './today.module.css';
import { TodayPage } from './today-page.tsx';

const weekdays = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];

const dayWords = ({ on, working, holiday }: Today): string => {
  const kind = working ? (holiday ? `${holiday}调休上班` : '工作日') : (holiday ?? '休息日');
  return `${formatDay(on)} ${weekdays[new Date(`${on}T00:00:00Z`).getUTCDay()]} · ${kind}`;
};

const visitWords = ({ participants, purpose }: TodayVisit): string =>
  [participants.join('、'), purpose].filter((word) => word).join(' · ');

const firmWords = ({ missing, staleMonths }: TodayFirm): string =>
  [
    ...(staleMonths === null ? [] : [`${staleMonths} 个月没有确认`]),
    ...(missing.length === 0 ? [] : [`缺${missing.join('、')}`]),
  ].join('；');

const VisitLines = ({ visits, on }: Pick<Today, 'visits' | 'on'>) => {
  const now = visits.filter((visit) => visit.on === on).length;
  return (
    <Block
      title="走访"
      count={visits.length}
      unit="次"
      nothing="今天和往后没有登记走访。"
      action={
        <Anchor component={Link} href="/visits/new" size="sm">
          记录走访
        </Anchor>
      }
    >
      {visits.map((visit, at) => (
        <Line
          key={visit.id}
          href={`/visits/${visit.id}`}
          mark={
            <span className={classes.when} data-today={at < now || undefined}>
              {visit.on === on ? (visit.startAt ?? '今天') : visit.on.slice(5)}
            </span>
          }
          title={visit.firm.name}
          about={visitWords(visit)}
        />
      ))}
    </Block>
  );
};

/** The round of the day: each firm leads to its form, or to the visit that ticked it off. */
const RouteLines = ({ routes }: Pick<Today, 'routes'>) => {
  const [head] = routes;
  const stops = routes.flatMap((route) => route.stops);
  const made = stops.filter(({ visit }) => visit !== null).length;
  if (!head) return null;
  return (
    <Block
      title="今天的走访路线"
      count={stops.length}
      unit={made > 0 ? `家，已走访 ${made} 家` : '家'}
      action={
        <Anchor
          component={Link}
          href={`/visits/plans/routes?${new URLSearchParams({ day: head.day, lead: head.lead })}`}
          size="sm"
        >
          看路线
        </Anchor>
      }
    >
      {stops.map((stop, at) => (
        <Line
          key={stop.firm.id}
          href={
            stop.visit === null ? `/visits/new?enterprise=${stop.firm.id}` : `/visits/${stop.visit}`
          }
          mark={
            <span className={classes.when} data-today>
              {stop.time ?? `第 ${at + 1} 站`}
            </span>
          }
          title={stop.firm.name}
          about={[stop.address ?? stop.township, stop.contact, stop.phone]
            .filter(Boolean)
            .join(' · ')}
          end={stop.visit === null ? '记录走访' : '已走访'}
        />
      ))}
    </Block>
  );
};

/** More would not be read in a day. */
const most = 200;

const counts = ({ due }: Today): string => {
  const of = (standing: string): number => due.filter((line) => line.standing === standing).length;
  return [`逾期 ${of('overdue')}`, `今天到期 ${of('today')}`, `将到期 ${of('soon')}`].join(' · ');
};

const Day = ({ today }: { readonly today: Today }) => {
  const { due, issues, returns, firms, visits, routes, on } = today;
  const isQuiet =
    due.length + issues.length + returns.length + firms.length + visits.length + routes.length ===
    0;
  if (today.isNew)
    return (
      <EmptyState
        icon={<IconBuildingFactory2 size="2.25rem" stroke={1.3} />}
        title="从企业名单开始"
        actions={
          <>
            <Button component={Link} href="/imports/new">
              导入企业名单
            </Button>
            <Button component={Link} href="/enterprises" variant="default">
              去企业栏目
            </Button>
          </>
        }
      >
        先把手头的企业名单导进来。以后每天打开，这里列出你要办的事：走访、到期的措施、在办问题、被退回的记录。
      </EmptyState>
    );
  if (isQuiet)
    return (
      <EmptyState
        icon={<IconCoffee size="2.25rem" stroke={1.3} />}
        title="今天没有要催办的事"
        actions={
          <>
            <Button
              component={Link}
              href="/visits/new"
              leftSection={<IconPlus size="1rem" aria-hidden />}
            >
              记录走访
            </Button>
            <Button component={Link} href="/today/workload" variant="default">
              看各人工作量
            </Button>
          </>
        }
      >
        {today.ownFirms > 0
          ? `联系的 ${today.ownFirms} 家企业都没有到期事项。可以去看看最久没有走访的一家。`
          : '措施、问题、承诺答复和证照快到期时，会提前五个工作日列在这里；被退回的记录、要确认的企业档案也在这里。'}
      </EmptyState>
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside hold the focus.
    <div className={classes.columns} onKeyDown={goAlongLines}>
      <div className={classes.column}>
        <Block
          title="逾期与将到期"
          count={due.length}
          unit="件"
          nothing="五个工作日内没有到期的事。"
          action={<span className={classes.quiet}>{counts(today)}</span>}
        >
          {due.slice(0, most).map((line) => (
            <Line
              key={`${line.kind} ${line.id}`}
              href={line.at}
              mark={<DueMark line={line} />}
              title={line.title}
              about={[dueKindLabels[line.kind], line.firm?.name].filter((word) => word).join(' · ')}
              end={line.dueOn}
            />
          ))}
          {due.length > most && (
            <li className={classes.nothing}>只列出最急的 {most} 件，办完一件补上一件。</li>
          )}
        </Block>
        <Block title="其他在办问题" count={issues.length} unit="件">
          {issues.map((issue) => (
            <Line
              key={issue.id}
              href={issue.at}
              mark={<span className={classes.when}>{issue.state}</span>}
              title={issue.content}
              about={issue.firm.name}
              end={issue.raisedOn}
            />
          ))}
        </Block>
      </div>
      <div className={classes.column}>
        <RouteLines routes={routes} />
        <VisitLines visits={visits} on={on} />
        <Block title="被退回，待改正" count={returns.length} unit="件">
          {returns.map((one) => (
            <Line key={one.id} href={one.at} title={`${one.title}：${one.said}`} about={one.firm} />
          ))}
        </Block>
        <Block title="联系企业的档案待确认" count={firms.length} unit="家">
          {firms.map((firm) => (
            <Line
              key={firm.id}
              href={`/enterprises/${firm.id}`}
              title={firm.name}
              about={firmWords(firm)}
            />
          ))}
        </Block>
      </div>
    </div>
  );
};

/** 今日: what a person has before them; each line leads to where it is dealt with. */
export const TodayRoom = () => {
  const person = new URLSearchParams(useSearch()).get('person');
  const today = useAsk('today', 'of', { person }, api.today.of.query, { keep: true });
  const { data } = today;
  return (
    <TodayPage
      tab="today"
      subtitle={data && `${data.person} · ${dayWords(data)}`}
      actions={
        data && !data.own ? (
          <Button component={Link} href="/today" variant="default">
            回到我的今日
          </Button>
        ) : undefined
      }
    >
      {today.isError && <FailureNote error={today.error} onRetry={() => void today.refetch()} />}
      {today.isPending && <Loading />}
      {data?.note && (
        <p className={classes.note} role="status">
          {data.note}。
          <Anchor component={Link} href="/settings/holidays" size="sm">
            录入放假安排
          </Anchor>
        </p>
      )}
      {data && data.nobodys > 0 && data.own && (
        <p className={classes.note} role="status">
          另有 {data.nobodys} 件到期事项没有落实到人。
          <Anchor component={Link} href="/today/contacts" size="sm">
            指定联系企业人员
          </Anchor>
        </p>
      )}
      {data && <Day today={data} />}
    </TodayPage>
  );
};
