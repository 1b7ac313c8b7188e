/**
 * What people write into a cell to say that there is nothing: also the error texts a spreadsheet
 * shows when a formula broke.
 */
const nothing =
  /^(?:n\/?a|null|nil|none|undefined|#n\/a|#ref!|#value!|#name\?|#div\/0!|#null!|#num!|[-–—－_/\\*.·…。]+|无|暂无|没有|空|未填|未知|不详|未公示|不公示|企业选择不公示)$/i;

/** True for an empty cell and for the usual ways of writing "nothing": `N/A`, `-`, `无` … */
export const isBlank = (text: string): boolean => {
  const trimmed = text.trim();
  return trimmed === '' || nothing.test(trimmed.normalize('NFKC'));
};
