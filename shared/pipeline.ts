/**
 * The way of an application (申报) from first look to award, as a pure machine. Nothing stores a stage:
 * people record steps, each naming the step it followed, and the stage is worked out from all of them.
 * Two devices that record apart so come to the same stage whatever order their records arrive in.
 */

/** Stages in their order. */
export const stages = [
  '摸底',
  '列入计划',
  '意向',
  '申报',
  '初审',
  '专家预审',
  '推荐上报',
  '上级受理',
  '评审/现场',
  '公示',
  '获评',
  '奖励',
  '跟踪复评',
] as const;
export type Stage = (typeof stages)[number];

/** Ways out. */
export const exits = ['未通过', '撤回', '不在目录'] as const;
export type Exit = (typeof exits)[number];

/** Sent back to the firm to be mended; comes again to where it was sent back from. */
export const returned = '退回补正';

/** Everything a step may lead to. */
export const steps = [...stages, returned, ...exits] as const;
export type StepStage = (typeof steps)[number];

/** Why an application failed. */
export const failReasons = [
  '市场占有率不足',
  '标准水平低/未采标',
  '近三年抽查不合格',
  '体系不健全',
  '规模不足',
  '不在年度目录',
  '材料不全',
  '信用问题',
] as const;
export type FailReason = (typeof failReasons)[number];

/** Where an application stands. `from` is the stage it was sent back from, while it is sent back. */
export type Place = { readonly stage: StepStage | null; readonly from: Stage | null };

export const nowhere: Place = { stage: null, from: null };

/** What an office may leave out on the way. */
const optional: ReadonlySet<Stage> = new Set(['摸底', '列入计划', '意向', '专家预审', '奖励']);
/** Where material is looked at and may be sent back. */
const mendable: ReadonlySet<Stage> = new Set(['初审', '专家预审', '上级受理', '评审/现场']);
/** Where it may be found wanting. */
const judged: ReadonlySet<Stage> = new Set([
  '初审',
  '专家预审',
  '推荐上报',
  '上级受理',
  '评审/现场',
  '公示',
  '跟踪复评',
]);

export const isStage = (word: string | null): word is Stage =>
  (stages as readonly string[]).includes(word ?? '');
export const isExit = (word: string | null): word is Exit =>
  (exits as readonly string[]).includes(word ?? '');

/** Place of a stage in the order, from 0. */
export const rankOf = (stage: Stage): number => stages.indexOf(stage);

const forwardOf = (stage: Stage | null): Stage[] => {
  const found: Stage[] = [];
  const start = stage === null ? 0 : rankOf(stage) + 1;
  for (const next of stages.slice(start)) {
    found.push(next);
    if (!optional.has(next)) break;
  }
  return found;
};

/**
 * What may follow where an application stands, likeliest first. Empty where it has ended: a mistake is
 * undone, not written over.
 */
export const nextSteps = ({ stage, from }: Place): StepStage[] => {
  if (stage === null) return forwardOf(null);
  if (isExit(stage)) return [];
  if (stage === returned) {
    const back: StepStage[] = from === null || from === '初审' ? ['初审'] : [from, '初审'];
    const early = from === null || rankOf(from) < rankOf('推荐上报');
    return [...back, '未通过', '撤回', ...(early ? (['不在目录'] as const) : [])];
  }
  const rank = rankOf(stage);
  return [
    ...(stage === '跟踪复评' ? (['跟踪复评'] as const) : forwardOf(stage)),
    ...(mendable.has(stage) ? ([returned] as const) : []),
    ...(judged.has(stage) ? (['未通过'] as const) : []),
    ...(rank < rankOf('获评') ? (['撤回'] as const) : []),
    ...(rank < rankOf('推荐上报') ? (['不在目录'] as const) : []),
  ];
};

/** Where a step leads, or undefined where it may not follow. */
export const follow = (place: Place, stage: StepStage): Place | undefined => {
  if (!nextSteps(place).includes(stage)) return undefined;
  return { stage, from: stage === returned && isStage(place.stage) ? place.stage : null };
};

/** Whether a step to this stage must say why. */
export const needsReason = (stage: StepStage): boolean =>
  stage === '未通过' || stage === '不在目录' || stage === returned;

/** A recorded step, deleted ones too: what was recorded after a deleted one hangs on what was before it. */
export type Step = {
  readonly id: string;
  /** The step it followed as its writer saw it; null for the first. */
  readonly afterId: string | null;
  readonly stage: string;
  /** `YYYY-MM-DD`, or `YYYY-MM`. */
  readonly onDate: string;
  readonly deleted?: boolean;
};

export type Course<S extends Step> = {
  /** Where it stands; where people disagree, what every device shows until somebody decides. */
  readonly place: Place;
  /** The steps that lead there, in order. Each may follow the one before it. */
  readonly path: readonly S[];
  /** Other ends that say something else: undoing all but one closes the question. Empty where none. */
  readonly contested: readonly S[];
  /** Live steps that do not follow from what is left before them. */
  readonly aside: readonly S[];
};

const isStep = (word: string): word is StepStage => (steps as readonly string[]).includes(word);

type Node<S> = { readonly step: S; readonly parent: Node<S> | null; readonly place: Place };

const pathTo = <S>(node: Node<S> | null): Node<S>[] => {
  const path: Node<S>[] = [];
  for (let at = node; at; at = at.parent) path.push(at);
  return path.reverse();
};

/** Ways out come last: that something has ended is never shown while somebody says it goes on. */
const weightOf = ({ place }: Node<Step>): number => {
  if (isStage(place.stage)) return 2 * rankOf(place.stage) + 1;
  return place.stage === returned && place.from ? 2 * rankOf(place.from) : -1;
};

/** The end that is shown among several, the same on every device. */
const isBefore = (a: Node<Step>, b: Node<Step>): boolean => {
  const [x, y] = [weightOf(a), weightOf(b)];
  if (x !== y) return x > y;
  if (a.step.onDate !== b.step.onDate) return a.step.onDate > b.step.onDate;
  return a.step.id < b.step.id;
};

/** Whether an end only knows less than the path: it passes through there, or goes on from there. */
const agrees = <S extends Step>(end: Node<S>, path: readonly Node<S>[]): boolean => {
  const own = new Set(pathTo(end).map(({ step }) => step.id));
  const after = path.filter(({ step }) => !own.has(step.id));
  const next = nextSteps(end.place);
  return after.some(
    ({ place }) =>
      place.stage === end.place.stage || (isStage(place.stage) && next.includes(place.stage)),
  );
};

/**
 * Works out where an application stands. The result depends on the set of steps alone, never on their
 * order; its path is a legal walk through the machine whatever the steps say.
 *
 * @param on `YYYY-MM-DD`: only what happened up to that day counts; everything where nothing is said
 */
export const courseOf = <S extends Step>(all: readonly S[], on?: string): Course<S> => {
  const known = new Map(all.map((step) => [step.id, step]));
  const counts = (step: S): boolean =>
    step.deleted !== true && (on === undefined || step.onDate <= on);
  const nodes = new Map<string, Node<S> | null>();
  /** Notes, for a step and all before it, the last one that counts; null where there is none. */
  const resolve = ({ id }: S): void => {
    // Walked without recursion: a long chain of years must not exhaust the stack.
    const waiting: S[] = [];
    const walked = new Set<string>();
    let at: string | null = id;
    while (at !== null && !nodes.has(at) && !walked.has(at)) {
      const step = known.get(at);
      if (!step) break;
      walked.add(at);
      waiting.push(step);
      at = step.afterId;
    }
    // Steps that follow each other in a ring count for nothing; what hangs on them begins anew.
    const ring = waiting.findIndex((step) => step.id === at);
    const rung = ring < 0 ? [] : waiting.splice(ring);
    for (const step of rung) nodes.set(step.id, null);
    let node = at === null ? null : (nodes.get(at) ?? null);
    for (const step of waiting.reverse()) {
      const next =
        counts(step) && isStep(step.stage) ? follow(node?.place ?? nowhere, step.stage) : undefined;
      if (next) node = { step, parent: node, place: next };
      nodes.set(step.id, node);
    }
  };
  for (const step of all) resolve(step);
  const live = all
    .filter(counts)
    .map((step) => ({ step, node: nodes.get(step.id) }))
    .sort((a, b) => (a.step.id < b.step.id ? -1 : 1));
  const effective = live.flatMap(({ step, node }) => (node?.step.id === step.id ? [node] : []));
  const parents = new Set(effective.map(({ parent }) => parent?.step.id));
  const ends = effective.filter(({ step }) => !parents.has(step.id));
  const shown = ends.reduce<Node<S> | null>(
    (best, end) => (best === null || isBefore(end, best) ? end : best),
    null,
  );
  const path = pathTo(shown);
  return {
    place: shown?.place ?? nowhere,
    path: path.map(({ step }) => step),
    contested: ends.filter((end) => end !== shown && !agrees(end, path)).map(({ step }) => step),
    aside: live.flatMap(({ step, node }) => (node?.step.id === step.id ? [] : [step])),
  };
};

/** The furthest stage an application has come to, exits and returns left out; null before the first. */
export const furthest = (path: readonly Pick<Step, 'stage'>[]): Stage | null =>
  path.reduce<Stage | null>(
    (best, { stage }) =>
      isStage(stage) && (best === null || rankOf(stage) > rankOf(best)) ? stage : best,
    null,
  );
