import {
  type Exit,
  exits,
  furthest,
  isExit,
  rankOf,
  returned,
  type Stage,
  stages,
} from './pipeline.ts';

/** How many came how far. Firms and products are two counts and are never added up. */

export type Runner = {
  readonly id: string;
  readonly firm: string;
  /** What makes a product one product of its firm; null where the award is for firms. */
  readonly product: string | null;
  /** The steps it has taken, in order. */
  readonly path: readonly { readonly stage: string; readonly reason?: string | null }[];
};

/** Distinct firms (家), distinct products (个), and the applications (项) behind both. */
export type Heads = {
  readonly firms: number;
  readonly products: number;
  readonly ids: readonly string[];
};

export const headsOf = (runners: readonly Omit<Runner, 'path'>[]): Heads => ({
  firms: new Set(runners.map(({ firm }) => firm)).size,
  products: new Set(
    runners.flatMap(({ firm, product }) => (product === null ? [] : [`${firm} ${product}`])),
  ).size,
  ids: runners.map(({ id }) => id),
});

export type FunnelStage = Heads & { readonly stage: Stage };
export type FunnelExit = Heads & { readonly exit: Exit; readonly reason: string };

export type Funnel = {
  /** From the first stage anybody came to; each holds all who came so far or further. */
  readonly stages: readonly FunnelStage[];
  /** Who left, by how and why. */
  readonly exits: readonly FunnelExit[];
  /** Sent back to be mended at least once on the way (退回补正). */
  readonly returned: Heads;
  /** Registered, with no step yet. */
  readonly idle: Heads;
};

/** Counts a set of applications, each once. Stages before the first and after the last anybody recorded are left out. */
export const funnelOf = (runners: readonly Runner[]): Funnel => {
  const reached = runners.flatMap((runner) => {
    const stage = furthest(runner.path);
    return stage === null ? [] : [{ runner, rank: rankOf(stage) }];
  });
  const most = Math.max(-1, ...reached.map(({ rank }) => rank));
  const recorded = new Set(runners.flatMap(({ path }) => path.map(({ stage }) => stage)));
  const least = stages.findIndex((stage) => recorded.has(stage));
  const left = runners.flatMap((runner) => {
    const last = runner.path.at(-1);
    return last && isExit(last.stage)
      ? [{ runner, exit: last.stage, reason: last.reason ?? '未注明' }]
      : [];
  });
  const by = Map.groupBy(left, ({ exit, reason }) => JSON.stringify([exit, reason]));
  return {
    stages: stages.slice(Math.max(0, least), most + 1).map((stage) => ({
      stage,
      ...headsOf(reached.filter((r) => r.rank >= rankOf(stage)).map(({ runner }) => runner)),
    })),
    exits: [...by.values()]
      .flatMap((group) => {
        const [first] = group;
        const heads = headsOf(group.map(({ runner }) => runner));
        return first ? [{ exit: first.exit, reason: first.reason, ...heads }] : [];
      })
      .sort(
        (a, b) =>
          exits.indexOf(a.exit) - exits.indexOf(b.exit) ||
          b.ids.length - a.ids.length ||
          (a.reason < b.reason ? -1 : 1),
      ),
    returned: headsOf(runners.filter(({ path }) => path.some(({ stage }) => stage === returned))),
    idle: headsOf(runners.filter(({ path }) => path.length === 0)),
  };
};
