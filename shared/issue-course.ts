import {
  courseThrough,
  pathTo,
  type StepNode,
  type TreeCourse,
  type TreeStep,
} from './step-tree.ts';

/**
 * The way of an issue (问题/诉求) from registration to 销号, as a pure machine. Nothing stores a state: people
 * record steps, each naming the step it followed, and the state is worked out from all of them
 * (docs/decisions/0028-issue-course.md).
 */

/** States in their order; those out of the straight way stand where they branch off. */
export const issueStates = [
  '登记',
  '受理',
  '退回',
  '交办',
  '转办',
  '办理中',
  '协调',
  '上报',
  '答复',
  '企业评价',
  '销号',
  '不予受理',
] as const;
export type IssueState = (typeof issueStates)[number];

/** Steps that lead to the state of their name. */
export const issueMoves = issueStates.filter((state) => state !== '登记');
export type IssueMove = Exclude<IssueState, '登记'>;

/** Steps that leave the state as it is. */
export const issueNotes = ['联系企业', '阶段答复', '催办', '延期', '移交'] as const;
export type IssueNote = (typeof issueNotes)[number];

export const issueActions = [...issueMoves, ...issueNotes] as const;
export type IssueAction = IssueMove | IssueNote;

/** What a firm says of an answer. */
export const firmOpinions = ['认可', '不认可'] as const;
export type FirmOpinion = (typeof firmOpinions)[number];

/** A recorded step of an issue. */
export type IssueStep = TreeStep & {
  readonly action: string;
  readonly opinion: string | null;
};

export type IssuePlace = {
  readonly state: IssueState;
  /** What was sent back, while it is sent back. */
  readonly from: IssueState | null;
  /** How often the firm did not accept an answer. */
  readonly denied: number;
};

export const registered: IssuePlace = { state: '登记', from: null, denied: 0 };

export const isMove = (word: string): word is IssueMove =>
  (issueMoves as readonly string[]).includes(word);
export const isNote = (word: string): word is IssueNote =>
  (issueNotes as readonly string[]).includes(word);

/** What an issue counts as: only a 销号, which the firm's confirmation must precede, is solved. */
export const issuePhases = ['open', 'transferred', 'solved', 'refused'] as const;
export type IssuePhase = (typeof issuePhases)[number];
export const phaseLabels: Readonly<Record<IssuePhase, string>> = {
  open: '办理中',
  transferred: '已转办',
  solved: '已解决',
  refused: '不予受理',
};
export const phaseOf = (state: IssueState): IssuePhase => {
  if (state === '销号') return 'solved';
  if (state === '不予受理') return 'refused';
  return state === '转办' ? 'transferred' : 'open';
};

/** Nothing more is to be done: by us, by the firm, or by those it was transferred to. */
const isOver = ({ state }: IssuePlace): boolean =>
  phaseOf(state) === 'solved' || phaseOf(state) === 'refused';

const onward: Readonly<Record<IssueState, readonly IssueMove[]>> = {
  登记: ['受理', '退回', '不予受理', '转办'],
  受理: ['交办', '办理中', '答复', '转办', '退回'],
  退回: [],
  交办: ['办理中', '答复', '协调', '上报', '转办', '退回'],
  转办: ['答复', '退回'],
  办理中: ['答复', '协调', '上报', '转办', '退回'],
  协调: ['办理中', '答复', '上报', '转办', '退回'],
  上报: ['办理中', '答复', '协调', '转办', '退回'],
  答复: ['企业评价', '退回'],
  企业评价: ['销号'],
  销号: [],
  不予受理: [],
};

/** Whether it was sent back to the firm to be completed, not to whoever handed it out. */
const backToFirm = (from: IssueState | null): boolean =>
  from === null || from === '登记' || from === '受理';

/** Moves that may follow where an issue stands, likeliest first. Empty where it has ended. */
export const nextMoves = ({ state, from }: IssuePlace): readonly IssueMove[] => {
  if (state !== '退回') return onward[state];
  if (backToFirm(from)) return ['受理', '不予受理', '转办'];
  return from === '答复' ? ['办理中', '答复', '交办'] : ['交办', '办理中', '转办'];
};

/** Notes that may be made where an issue stands. */
export const nextNotes = (place: IssuePlace): readonly IssueNote[] => {
  if (isOver(place)) return [];
  return place.state === '转办' ? ['联系企业', '阶段答复', '催办'] : issueNotes;
};

/**
 * Where a step leads, or undefined where it may not follow. An answer the firm does not accept is in hand
 * again at once; no step says so a second time.
 */
export const followIssue = (
  place: IssuePlace,
  { action, opinion }: Pick<IssueStep, 'action' | 'opinion'>,
): IssuePlace | undefined => {
  if (isNote(action)) return nextNotes(place).includes(action) ? place : undefined;
  if (!isMove(action) || !nextMoves(place).includes(action)) return undefined;
  const { denied } = place;
  if (action === '退回') return { state: '退回', from: place.state, denied };
  if (action !== '企业评价') return { state: action, from: null, denied };
  if (opinion === '认可') return { state: '企业评价', from: null, denied };
  return opinion === '不认可' ? { state: '办理中', from: null, denied: denied + 1 } : undefined;
};

/** Whose turn it is: the office that registered, who handles it, the office above, another office, the firm. */
export type IssueHolder = 'office' | 'handler' | 'upper' | 'other' | 'firm';
export const holderOf = ({ state, from }: IssuePlace): IssueHolder | null => {
  switch (state) {
    case '销号':
    case '不予受理':
      return null;
    case '交办':
    case '办理中':
    case '协调':
      return 'handler';
    case '上报':
      return 'upper';
    case '转办':
      return 'other';
    case '答复':
      return 'firm';
    case '退回':
      return backToFirm(from) ? 'firm' : 'office';
    default:
      return 'office';
  }
};

type Node<S> = StepNode<IssuePlace, S>;

const rank: Readonly<Record<IssueState, number>> = {
  不予受理: -1,
  登记: 0,
  受理: 1,
  转办: 1.5,
  交办: 2,
  办理中: 4,
  协调: 5,
  上报: 5,
  答复: 6,
  企业评价: 7,
  销号: 8,
  退回: 0,
};

/** How far an end has come: every answer not accepted is a round of its own. */
const weightOf = ({ place: { state, from, denied } }: Node<IssueStep>): number =>
  10 * denied + (state === '退回' ? rank[from ?? '登记'] - 0.5 : rank[state]);

/** The end that is shown among several, the same on every device. */
const isBefore = (a: Node<IssueStep>, b: Node<IssueStep>): boolean => {
  const [x, y] = [weightOf(a), weightOf(b)];
  if (x !== y) return x > y;
  if (a.step.onDate !== b.step.onDate) return a.step.onDate > b.step.onDate;
  return a.step.id < b.step.id;
};

/** States the straight way leads through: who stands there may only know less than somebody further on. */
const straight: ReadonlySet<IssueState> = new Set([
  '登记',
  '受理',
  '交办',
  '办理中',
  '协调',
  '上报',
  '答复',
  '企业评价',
]);

/**
 * Whether an end only knows less than the path: it passes through there, or goes on from there. What was
 * noted beside the path contradicts nothing; the move it was noted after may.
 */
const agrees = <S extends IssueStep>(end: Node<S>, path: readonly Node<S>[]): boolean => {
  let move: Node<S> | null = end;
  while (move && isNote(move.step.action)) move = move.parent;
  const own = new Set(pathTo(end).map(({ step }) => step.id));
  if (!move || path.some(({ step }) => step.id === move.step.id)) return true;
  const { place } = move;
  const after = path.filter(({ step }) => !own.has(step.id) && !isNote(step.action));
  const next = straight.has(place.state) ? nextMoves(place) : [];
  return after.some(
    (other) =>
      (other.place.state === place.state && other.place.denied === place.denied) ||
      (straight.has(other.place.state) &&
        isMove(other.place.state) &&
        next.includes(other.place.state)),
  );
};

const least = <S extends IssueStep>(ends: readonly Node<S>[]): Node<S> =>
  ends.reduce((best, end) => (isBefore(end, best) ? end : best));

/** That something has ended is never shown while somebody says it goes on. */
const choose = <S extends IssueStep>(ends: readonly Node<S>[]): Node<S> => {
  const best = least(ends);
  if (!isOver(best.place)) return best;
  const path = pathTo(best);
  const open = ends.filter((end) => !isOver(end.place) && !agrees(end, path));
  return open.length === 0 ? best : least(open);
};

export type IssueCourse<S extends IssueStep> = TreeCourse<IssuePlace, S>;

/**
 * Works out where an issue stands. The result depends on the set of steps alone, never on their order; its
 * path is a legal walk through the machine whatever the steps say.
 *
 * @param on `YYYY-MM-DD`: only what happened up to that day counts; everything where nothing is said
 */
export const issueCourse = <S extends IssueStep>(all: readonly S[], on?: string): IssueCourse<S> =>
  courseThrough<IssuePlace, S>({ start: registered, follow: followIssue, choose, agrees }, all, on);
