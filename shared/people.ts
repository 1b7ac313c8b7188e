/** Names in one cell: 「王科员、李计量」. A person of ours is a name, as everywhere in the store. */

const han = /^\p{Script=Han}$/u;

/** What people write between names; a space too, but not the one inside 「张　三」. */
const between = /[、，,;；/／|｜\n\r\t]+/;

/** 「张 三 李四」: a space after a single character stands inside a name that is spread to the width of three. */
const spaced = (part: string): string[] => {
  const words = part.split(/[\s\u3000]+/u).filter((word) => word !== '');
  // Names in other scripts have spaces of their own.
  if (words.some((word) => !/^[\p{Script=Han}·•]+$/u.test(word))) return [words.join(' ')];
  const names: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const [word = '', next = ''] = [words[at], words[at + 1]];
    if (han.test(word) && han.test(next)) {
      names.push(word + next);
      at += 1;
    } else names.push(word);
  }
  return names;
};

/**
 * The people a cell names, each once, in their order. What stands in brackets behind a name (牵头、科室) is
 * no part of it.
 *
 * @example peopleOf('王科员（牵头）、李计量') // ['王科员', '李计量']
 */
export const peopleOf = (text: string | null): string[] => [
  ...new Set(
    (text ?? '')
      .normalize('NFC')
      .replace(/[（(【[][^）)】\]]*[）)】\]]/g, '')
      .split(between)
      .flatMap(spaced)
      .map((name) => name.replace(/等$/, '').trim())
      .filter((name) => name !== ''),
  ),
];

/** Whether a cell names this person. */
export const namesPerson = (text: string | null, person: string): boolean =>
  peopleOf(text).includes(peopleOf(person)[0] ?? '');
