import { expect } from 'vitest';
import { Refusal, type RefusalCode } from '#shared/errors.ts';

/** Words by which a person learns that nothing was lost. */
const reassuring = /(没有|未)(改动|动|并入|导入|受影响|加入)|数据未动|现有数据|停止写入/;
/** What a program says to a programmer. */
const foreign = /SQLITE|\bE[A-Z]{3,}\b|undefined|null|\[object|Error|\bat \/|\n/;

/** A message is for people: Chinese, whole, without a machine's words, and it reassures. */
export const expectForPeople = (message: string): void => {
  expect(message).toMatch(/^\p{Script=Han}|^「|^《/u);
  expect(message).toMatch(/。$/);
  expect(message.length).toBeLessThan(200);
  expect(message).not.toMatch(foreign);
  expect(message).toMatch(reassuring);
};

/** Runs what must be refused: with this code, in words for people. */
export const expectRefused = async (
  code: RefusalCode,
  work: () => unknown | Promise<unknown>,
): Promise<Refusal> => {
  const said = await (async () => work())().then(
    () => new Error('was not refused'),
    (error: unknown) => error,
  );
  if (!(said instanceof Refusal)) throw said;
  expect(said.code, said.message).toBe(code);
  expectForPeople(said.message);
  return said;
};
