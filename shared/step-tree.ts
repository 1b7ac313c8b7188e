/**
 * Steps that people record apart, each naming the step it followed, and the way they make together. Which
 * step may follow which is said by a machine (shared/pipeline.ts, shared/issue-course.ts); this is the part
 * all machines share: what hangs on a deleted step, in a ring, or beside the way that is shown.
 */

/** A recorded step, deleted ones too: what was recorded after a deleted one hangs on what was before it. */
export type TreeStep = {
  readonly id: string;
  /** The step it followed as its writer saw it; null for the first. */
  readonly afterId: string | null;
  /** `YYYY-MM-DD`, or `YYYY-MM`. */
  readonly onDate: string;
  readonly deleted?: boolean;
};

/** A step that follows legally from the one before it, and where that leads. */
export type StepNode<P, S> = {
  readonly step: S;
  readonly parent: StepNode<P, S> | null;
  readonly place: P;
};

export type Machine<P, S> = {
  /** Where everything begins. */
  readonly start: P;
  /** Where a step leads, or undefined where it may not follow. */
  readonly follow: (place: P, step: S) => P | undefined;
  /** The end shown among several, at least one; the same on every device whatever their order. */
  readonly choose: (ends: readonly StepNode<P, S>[]) => StepNode<P, S>;
  /** Whether an end only knows less than the path that is shown. */
  readonly agrees: (end: StepNode<P, S>, path: readonly StepNode<P, S>[]) => boolean;
};

export type TreeCourse<P, S> = {
  /** Where it stands; where people disagree, what every device shows until somebody decides. */
  readonly place: P;
  /** The steps that lead there, in order. Each may follow the one before it. */
  readonly path: readonly S[];
  /** Other ends that say something else: undoing all but one closes the question. Empty where none. */
  readonly contested: readonly S[];
  /** Live steps that do not follow from what is left before them. */
  readonly aside: readonly S[];
  /** Live steps that do follow, on the path or beside it, by id. */
  readonly sound: readonly S[];
};

/** The nodes from the first step to this one. */
export const pathTo = <P, S>(node: StepNode<P, S> | null): StepNode<P, S>[] => {
  const path: StepNode<P, S>[] = [];
  for (let at = node; at; at = at.parent) path.push(at);
  return path.reverse();
};

/**
 * Works out where the steps lead. The result depends on the set of steps alone, never on their order; its
 * path is a legal walk through the machine whatever the steps say.
 *
 * @param on `YYYY-MM-DD`: only what happened up to that day counts; everything where nothing is said
 */
export const courseThrough = <P, S extends TreeStep>(
  machine: Machine<P, S>,
  all: readonly S[],
  on?: string,
): TreeCourse<P, S> => {
  const known = new Map(all.map((step) => [step.id, step]));
  const counts = (step: S): boolean =>
    step.deleted !== true && (on === undefined || step.onDate <= on);
  const nodes = new Map<string, StepNode<P, S> | null>();
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
      const next = counts(step) ? machine.follow(node?.place ?? machine.start, step) : undefined;
      if (next !== undefined) node = { step, parent: node, place: next };
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
  const shown = ends.length === 0 ? null : machine.choose(ends);
  const path = pathTo(shown);
  return {
    place: shown?.place ?? machine.start,
    path: path.map(({ step }) => step),
    contested: ends
      .filter((end) => end !== shown && !machine.agrees(end, path))
      .map(({ step }) => step),
    aside: live.flatMap(({ step, node }) => (node?.step.id === step.id ? [] : [step])),
    sound: effective.map(({ step }) => step),
  };
};
