/** A text with something put in place of what is selected, and where the caret stands then (UTF-16 units, as inputs count). */
export const insertAt = (
  text: string,
  selection: { readonly from: number; readonly to: number },
  phrase: string,
): { readonly text: string; readonly caret: number } => {
  const from = Math.max(0, Math.min(selection.from, selection.to, text.length));
  const to = Math.max(from, Math.min(Math.max(selection.from, selection.to), text.length));
  return { text: text.slice(0, from) + phrase + text.slice(to), caret: from + phrase.length };
};
