import { graphlib, layout } from '@dagrejs/dagre';
import type { LadderView } from '#shared/ladders.ts';

/** Where each award stands in the picture, in pixels; the upper ones above. */
export type PlacedLadder = {
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  readonly paths: readonly { readonly id: string; readonly d: string; readonly must: boolean }[];
};

export const nodeSize = { width: 150, height: 58 } as const;

type Point = { readonly x: number; readonly y: number };

/** Ranks from below upwards: what leads to an award stands under it. */
export const placeLadder = ({ nodes, steps }: LadderView): PlacedLadder => {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'BT', nodesep: 10, ranksep: 46, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { ...nodeSize });
  for (const step of steps) graph.setEdge(step.fromId, step.toId, {}, step.id);
  layout(graph);
  const size = graph.graph() as { readonly width?: number; readonly height?: number };
  return {
    width: Math.ceil(size.width ?? 0),
    height: Math.ceil(size.height ?? 0),
    nodes: new Map(
      nodes.map(({ id }) => {
        const { x, y } = graph.node(id) as Point;
        return [id, { x, y }];
      }),
    ),
    paths: steps.map((step) => {
      const edge = graph.edge(step.fromId, step.toId, step.id) as {
        readonly points?: readonly Point[];
      };
      const d = (edge.points ?? [])
        .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
        .join(' ');
      return { id: step.id, d, must: step.kind === '必须先获得' };
    }),
  };
};
