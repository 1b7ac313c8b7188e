import {
  courseThrough,
  pathTo,
  type StepNode,
  type TreeCourse,
  type TreeStep,
} from './step-tree.ts';

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

/** A recorded step of an application. */
export type Step = TreeStep & { readonly stage: string };

export type Course<S extends Step> = TreeCourse<Place, S>;

const isStep = (word: string): word is StepStage => (steps as readonly string[]).includes(word);

type Node<S> = StepNode<Place, S>;

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
export const courseOf = <S extends Step>(all: readonly S[], on?: string): Course<S> =>
  courseThrough<Place, S>(
    {
      start: nowhere,
      follow: (place, { stage }) => (isStep(stage) ? follow(place, stage) : undefined),
      choose: (ends) => ends.reduce((best, end) => (isBefore(end, best) ? end : best)),
      agrees,
    },
    all,
    on,
  );

/** The furthest stage an application has come to, exits and returns left out; null before the first. */
export const furthest = (path: readonly Pick<Step, 'stage'>[]): Stage | null =>
  path.reduce<Stage | null>(
    (best, { stage }) =>
      isStage(stage) && (best === null || rankOf(stage) > rankOf(best)) ? stage : best,
    null,
  );
