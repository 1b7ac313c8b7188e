/** The pyramid of a county's firms: every firm stands in one layer, the highest it has come to. */

export const layers = ['brand', 'credit', 'system', 'rest'] as const;
export type Layer = (typeof layers)[number];

export const layerLabels: Readonly<Record<Layer, string>> = {
  brand: '名牌企业',
  credit: '质量信用企业',
  system: '体系认证企业',
  rest: '其他企业',
};

export const layerRules: Readonly<Record<Layer, string>> = {
  brand: '持有有效的省级及以上名牌产品',
  credit: '质量信用等级 A 级及以上',
  system: '管理体系认证证书在有效期内',
  rest: '以上都没有',
};

/** Levels from the highest. */
export const honourLevels = ['国家', '省', '市', '县'] as const;

/** Whether a level is at least as high as another; 行业 and unknown words are not. */
export const isAtLeast = (level: string | null, least: string): boolean => {
  const at = honourLevels.indexOf(level as never);
  return at >= 0 && at <= honourLevels.indexOf(least as never);
};

/** Grades that count as rated well: the A class of the usual four-class scheme. */
export const goodGrades: readonly string[] = ['AAA', 'AA', 'A'];

/** What a firm is measured by on a day. */
export type Standing = {
  readonly id: string;
  /** Highest level of a valid brand honour; null for none. */
  readonly brandLevel: string | null;
  /** The latest valid credit grade. */
  readonly grade: string | null;
  /** Whether a management system certificate holds. */
  readonly certified: boolean;
  /** Applications for a brand of the province or higher that are under way (项). */
  readonly applying: number;
  /** Whether a system certificate ran out within a year. */
  readonly lapsed: boolean;
  readonly aboveScale: boolean;
};

/** The one layer of a firm: the highest whose condition it meets. */
export const layerOf = ({ brandLevel, grade, certified }: Standing): Layer => {
  if (isAtLeast(brandLevel, '省')) return 'brand';
  if (grade !== null && goodGrades.includes(grade)) return 'credit';
  return certified ? 'system' : 'rest';
};

/** Why a firm is next for the layer above; empty where nothing speaks for it yet. */
export const upgradeReasons = (standing: Standing): string[] => {
  const layer = layerOf(standing);
  if (layer === 'brand') return [];
  const { brandLevel, grade, certified, applying, lapsed, aboveScale } = standing;
  const reasons: string[] = [];
  if (applying > 0) reasons.push(`正在申报省级及以上名牌 ${applying} 项`);
  if (isAtLeast(brandLevel, '市')) reasons.push('持有市级名牌');
  if (layer === 'system' && grade === 'B') reasons.push('信用 B 级，差一级');
  if (layer === 'rest' && lapsed) reasons.push('体系证书一年内到期未换');
  if (layer === 'rest' && aboveScale && !certified) reasons.push('规上企业尚未认证');
  return reasons;
};

/** Kinds of certificates that certify a management system, by words of their name. */
export const isSystemKind = (kind: string | null): boolean =>
  kind !== null && /管理|体系|ISO\s*\d|HACCP|职业健康/i.test(kind);
