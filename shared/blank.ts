/**
 * What people write into a cell to say that there is nothing: also the error texts a spreadsheet
 * shows when a formula broke.
 */
const nothing =
  /^(?:n\/?a|null|nil|none|undefined|#n\/a|#ref!|#value!|#name\?|#div\/0!|#null!|#num!|[-–—－_/\\*.·…。]+|无|暂无|没有|空|未填|未知|不详|未公示|不公示|企业选择不公示)$/i;

/** What such a cell may begin with, where it begins with a Chinese character or in ASCII. */
const starts = new Set([...'无暂没空未不企nNuU#-_/\\*.']);

/** Nearly every cell says by its first character that it says something. */
const maySayNothing = (text: string): boolean => {
  const first = text.charCodeAt(0);
  const isPlain = first < 0x80 || (first >= 0x4e00 && first <= 0x9fff);
  return !isPlain || starts.has(text.charAt(0));
};

/** True for an empty cell and for the usual ways of writing "nothing": `N/A`, `-`, `无` … */
export const isBlank = (text: string): boolean => {
  const trimmed = text.trim();
  if (trimmed === '') return true;
  return maySayNothing(trimmed) && nothing.test(trimmed.normalize('NFKC'));
};
