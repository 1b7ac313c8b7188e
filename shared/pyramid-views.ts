import { z } from 'zod';
import { onDay } from './applications.ts';
import type { StructureLine } from './brand-structure.ts';
import { type Layer, layers } from './pyramid.ts';
import type { Expiry } from './registers/validity.ts';

/** What the screen asks about the county's standing on a day, and what it gets. */

export const overviewInput = z.object({ on: onDay });
export type OverviewInput = z.infer<typeof overviewInput>;

/** Which rows are behind a figure. */
export const overviewPart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('layer'), layer: z.enum(layers) }),
  z.object({ kind: z.literal('candidates'), layer: z.enum(layers) }),
  z.object({ kind: z.literal('stock'), award: z.string().max(200) }),
  z.object({ kind: z.literal('structure'), indicator: z.string().max(40) }),
]);
export type OverviewPart = z.infer<typeof overviewPart>;

export const overviewMembersInput = z.object({ on: onDay, part: overviewPart });
export type OverviewMembersInput = z.infer<typeof overviewMembersInput>;

export type LayerView = {
  readonly layer: Layer;
  readonly label: string;
  readonly rule: string;
  /** 家. */
  readonly firms: number;
  /** Firms of this layer (家) that something speaks for going one up. */
  readonly candidates: number;
};

export type StockLine = {
  readonly award: string;
  readonly level: string | null;
  /** Honours that hold (项). */
  readonly count: number;
  /** Distinct holders (家); an honour of the area has none. */
  readonly firms: number;
  /** Distinct products (个). */
  readonly products: number;
};

export type Overview = {
  readonly on: string;
  /** All firms counted (家). */
  readonly firms: number;
  /** Of the tiers 领军 and 骨干 (家). */
  readonly keyFirms: number;
  readonly layers: readonly LayerView[];
  readonly stock: readonly StockLine[];
  readonly structure: readonly StructureLine[];
  /** The year the goals are for; null without goals. */
  readonly goalYear: number | null;
};

export type OverviewMember = {
  readonly id: string;
  readonly firm: { readonly id: string; readonly name: string } | null;
  readonly title: string;
  readonly notes: readonly string[];
};

/** What runs out, and whose it is; null for what is the area's. */
export type ExpiryLine = Expiry & {
  readonly firm: { readonly id: string; readonly name: string } | null;
};

/** 未开始, 进行中 or 已结束 on the day asked for. */
export type WindowState = 'ahead' | 'open' | 'over';

export type WindowLine = {
  readonly id: string;
  readonly award: string;
  readonly year: number;
  /** 申报 or 评审. */
  readonly phase: string;
  readonly opensOn: string | null;
  readonly closesOn: string | null;
  readonly state: WindowState;
  /** Whole days to its beginning while ahead, to its end while open; null where over or unknown. */
  readonly days: number | null;
  /** Begins or ends within 30 days. */
  readonly remind: boolean;
  /** Applications of that award and year (项). */
  readonly applications: number;
};

export type Calendar = {
  readonly on: string;
  readonly windows: readonly WindowLine[];
  readonly expiries: readonly ExpiryLine[];
};
