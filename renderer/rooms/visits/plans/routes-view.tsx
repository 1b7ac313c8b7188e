import { Autocomplete, Button, Group, Modal, TextInput } from '@mantine/core';
import { IconPrinter, IconRoute, IconSearch, IconSortAscendingLetters } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { isDay } from '#renderer/parts/day-text.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { type ChosenFirm, FirmChooser } from '#renderer/parts/firm-chooser.tsx';
import { today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { PaperButton } from '#renderer/parts/papers/paper-button.tsx';
import { VisitFormsButton } from '#renderer/parts/papers/visit-forms-button.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import {
  type Route,
  type RouteChoice,
  type RouteKey,
  type RouteStop,
  suggestOrder,
} from '#shared/visit-routes.ts';
import classes from './plans.module.css';
import { RouteChoicesTable } from './route-choices.tsx';
import { RouteStops } from './route-stops.tsx';

const stopOf = ({
  firm,
  township,
  address,
}: Pick<RouteStop, 'firm' | 'township' | 'address'>): RouteStop => ({
  ...{ firm, township, address },
  ...{ contact: null, phone: null, time: null, visit: null },
});

const said = (route: Route) => ({
  day: route.day,
  lead: route.lead,
  was: null,
  companions: route.companions,
  stops: route.stops.map(({ firm, time }) => ({ firm: firm.id, time })),
});

/**
 * Saves a route one change after the other. Of those that come while one is under way only the last is told: each
 * says the whole route. What was done stands on the screen before it is answered.
 */
const useRoute = (route: Route) => {
  const [ahead, setAhead] = useState<Route | null>(null);
  const isBusy = useRef(false);
  const waiting = useRef<Route | null>(null);
  const save = useTell(api.visitPlans.saveRoute.mutate, { changes: ['visits', 'today'] });
  // As a promise: what waits is sent also after the person has gone elsewhere.
  const send = async (next: Route): Promise<void> => {
    isBusy.current = true;
    const saved = await save.mutateAsync(said(next)).catch(() => null);
    const later = waiting.current;
    waiting.current = null;
    if (later) return send(later);
    isBusy.current = false;
    setAhead(saved);
  };
  const put = (next: Route): void => {
    setAhead(next);
    if (isBusy.current) waiting.current = next;
    else void send(next);
  };
  // What comes anew knows of visits made meanwhile.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the route is the reason to look.
  useEffect(() => {
    if (!isBusy.current) setAhead(null);
  }, [route]);
  return { shown: ahead ?? route, put };
};

type RouteDeskProps = { readonly route: Route; readonly firms: readonly RouteChoice[] };

/** A route at hand: every change is saved at once, and what it was is one click away. */
const RouteDesk = ({ route, firms }: RouteDeskProps) => {
  const { shown, put: keep } = useRoute(route);
  const put = (next: Route, words: string | null): void => {
    const before = shown;
    keep(next);
    if (words !== null) showUndo(words, () => keep(before));
  };
  const { stops, companions, day, lead } = shown;
  const [choosing, setChoosing] = useState(false);
  const addOther = ({ id, name, township }: ChosenFirm): void => {
    setChoosing(false);
    if (stops.some(({ firm }) => firm.id === id)) showDone(`${name}已经在路线上`);
    else
      put(
        { ...shown, stops: [...stops, stopOf({ firm: { id, name }, township, address: null })] },
        `${name}已加入路线`,
      );
  };
  const isEmpty = stops.length === 0;
  const made = stops.filter(({ visit }) => visit !== null).length;
  return (
    <div className={classes.split}>
      <section className={classes.side} aria-label="选企业">
        <div className={classes.bar}>
          <h3 className={classes.head}>待走访企业</h3>
          <span className={classes.spring} />
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconSearch size="1rem" aria-hidden />}
            onClick={() => setChoosing(true)}
          >
            计划外企业
          </Button>
        </div>
        <Modal
          opened={choosing}
          onClose={() => setChoosing(false)}
          title="把任何一家企业加入路线"
          size="lg"
        >
          <FirmChooser onChoose={addOther} />
        </Modal>
        <RouteChoicesTable
          firms={firms}
          lead={lead}
          taken={new Set(stops.map(({ firm }) => firm.id))}
          onAdd={(more) => put({ ...shown, stops: [...stops, ...more.map(stopOf)] }, null)}
        />
      </section>
      <section className={classes.side} aria-label="路线">
        <div className={classes.bar}>
          <h3 className={classes.head}>
            路线 {stops.length} 家{made > 0 && `，已走访 ${made} 家`}
          </h3>
          <TextInput
            key={companions}
            aria-label="同行人员"
            placeholder="同行人员，顿号隔开"
            size="xs"
            w="11rem"
            defaultValue={companions ?? ''}
            onBlur={(event) => {
              const next = event.currentTarget.value.trim() || null;
              if (next !== companions) put({ ...shown, companions: next }, null);
            }}
          />
          <span className={classes.spring} />
          <Button
            size="compact-sm"
            variant="default"
            disabled={stops.length < 2}
            leftSection={<IconSortAscendingLetters size="1rem" aria-hidden />}
            onClick={() => put({ ...shown, stops: suggestOrder(stops) }, '已按乡镇、地址排序')}
          >
            按乡镇、地址排
          </Button>
        </div>
        {isEmpty ? (
          <EmptyState icon={<IconRoute size="2rem" stroke={1.3} />} title="还没有选企业">
            在左边勾选后加入，或点一行、按回车直接加入；没有列入计划的在「计划外企业」里查找。顺序可拖动，也可用
            Alt+↑、Alt+↓ 调整。
          </EmptyState>
        ) : (
          <>
            <RouteStops
              stops={stops}
              onChange={(next) => put({ ...shown, stops: next }, null)}
              onRemove={(gone) =>
                put(
                  { ...shown, stops: stops.filter(({ firm }) => firm.id !== gone.firm.id) },
                  `${gone.firm.name}已移出路线`,
                )
              }
            />
            <div className={classes.bar}>
              <Button
                component={Link}
                href={`/visits/plans/routes/print?${new URLSearchParams({ day, lead })}`}
                leftSection={<IconPrinter size="1.1rem" aria-hidden />}
              >
                打印路线单
              </Button>
              <PaperButton kind="route-sheet" id={`${day} ${lead}`} label="Word 路线单" />
              <VisitFormsButton
                firms={{ ids: stops.map(({ firm }) => firm.id) }}
                label={`走访表 ${stops.length} 份`}
              />
            </div>
          </>
        )}
      </section>
    </div>
  );
};

type NearRoutesProps = {
  readonly routes: readonly Route[];
  readonly shown: RouteKey;
  readonly onChoose: (key: RouteKey) => void;
};

/** Routes there are: of the last week and those to come. */
const NearRoutes = ({ routes, shown, onChoose }: NearRoutesProps) => (
  <Group gap="xs" role="group" aria-label="已排路线">
    {routes.slice(0, 24).map(({ day, lead, stops }) => {
      const made = stops.filter(({ visit }) => visit !== null).length;
      return (
        <Button
          key={`${day} ${lead}`}
          size="compact-xs"
          variant={day === shown.day && lead === shown.lead ? 'light' : 'default'}
          onClick={() => onChoose({ day, lead })}
        >
          {day.slice(5)} {lead} {made > 0 ? `${made}/` : ''}
          {stops.length} 家
        </Button>
      );
    })}
  </Group>
);

/** 走访路线: a day's round put together from the plan, printed, and ticked off by its visits. */
export const RoutesView = ({ switcher }: { readonly switcher: ReactNode }) => {
  const [search, change] = useSearchParams();
  const session = useAsk('session', 'state', undefined, () => api.session.state.query());
  const own = session.data?.phase === 'open' ? session.data.self.person : '';
  const [typed, setTyped] = useState<{ day: string; lead: string } | null>(null);
  const asked = { day: search.get('day') ?? today(), lead: search.get('lead') ?? own };
  const { day, lead } = typed ?? asked;
  const go = (key: RouteKey): void => {
    setTyped(null);
    change(new URLSearchParams(key), { replace: true });
  };
  const isKey = isDay(asked.day) && asked.lead !== '';
  const choices = useAsk(
    'visits',
    'routeChoices',
    { day: asked.day },
    api.visitPlans.routeChoices.query,
    { enabled: isKey, keep: true },
  );
  const route = useAsk('visits', 'route', asked, api.visitPlans.route.query, { enabled: isKey });
  const move = useTell(api.visitPlans.saveRoute.mutate, {
    onDone: (saved) => {
      showDone(`路线已改到 ${saved.day}，${saved.lead}带队`);
      go(saved);
    },
  });
  const settle = (): void => {
    if (isDay(day) && lead.trim() !== '') go({ day, lead: lead.trim() });
  };
  const isOther = typed !== null && (typed.day !== asked.day || typed.lead.trim() !== asked.lead);
  const failed = [choices, route].find((query) => query.isError);
  return (
    <>
      <div className={classes.bar}>
        {switcher}
        <DayInput
          aria-label="日期"
          size="xs"
          w="9rem"
          value={day}
          onChange={(next) => setTyped({ day: next, lead })}
        />
        <Autocomplete
          aria-label="带队人"
          placeholder="带队人"
          size="xs"
          w="9rem"
          openOnFocus={false}
          data={[...new Set([own, ...(choices.data?.people ?? [])])].filter((name) => name !== '')}
          value={lead}
          onChange={(next) => setTyped({ day, lead: next })}
        />
        {isOther && (
          <>
            <Button size="xs" onClick={settle}>
              看这一天
            </Button>
            {route.data && route.data.stops.length > 0 && isDay(day) && lead.trim() !== '' && (
              <Button
                size="xs"
                variant="default"
                loading={move.isPending}
                onClick={() =>
                  move.mutate({
                    ...said(route.data),
                    ...{ day, lead: lead.trim(), was: asked },
                  })
                }
              >
                把这条路线改到这一天
              </Button>
            )}
          </>
        )}
        <span className={classes.spring} />
        {choices.data && <NearRoutes routes={choices.data.routes} shown={asked} onChoose={go} />}
      </div>
      {failed && <FailureNote error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && (choices.isPending || route.isPending) && isKey && <Loading />}
      {choices.data && route.data && (
        <RouteDesk
          key={`${asked.day} ${asked.lead}`}
          route={route.data}
          firms={choices.data.firms}
        />
      )}
    </>
  );
};
