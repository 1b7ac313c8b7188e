/** The township an address names. */

const kinds = /街道|镇|乡/g;
const divisionMarks = ['自治州', '省', '市', '县', '区', '旗'];

/** Text behind the last division mark that still leaves a name: 「澜溪县新市」 → 「新市」. */
const behindDivisions = (head: string): string => {
  let start = 0;
  for (const mark of divisionMarks) {
    const at = head.lastIndexOf(mark, head.length - mark.length - 1);
    if (at >= 0) start = Math.max(start, at + mark.length);
  }
  return head.slice(start);
};

/**
 * The 街道, 镇 or 乡 that an address starts with, below province, city and county; null when it
 * names none. 「澜江市澜溪县湖口镇工业路3号」 → 「湖口镇」.
 */
export const townshipInAddress = (address: string): string | null => {
  const text = /\s/.test(address) ? address.replace(/\s+/g, '') : address;
  for (const { index, 0: kind } of text.matchAll(kinds)) {
    const head = text.slice(0, index);
    // Behind a road or a number it is a village, a market or a shop.
    if (/[路号巷弄村\d（(]/.test(head)) return null;
    // 塔镇镇 is the town of 塔镇.
    const doubled = kind === '镇' && text.charAt(index + 1) === '镇' ? '镇' : '';
    const name = behindDivisions(head);
    if (/^\p{Script=Han}{1,5}$/u.test(name) && !(kind === '乡' && name.endsWith('城'))) {
      return name + kind + doubled;
    }
  }
  return null;
};
