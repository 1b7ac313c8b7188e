import type { CommanderError } from 'commander';
import { Refusal } from '#shared/errors.ts';

const sentenceByCode: Readonly<Record<string, string>> = {
  'commander.unknownCommand': '没有这个命令',
  'commander.unknownOption': '没有这个选项',
  'commander.excessArguments': '参数太多',
  'commander.missingArgument': '缺少参数',
  'commander.optionMissingArgument': '选项缺少值',
  'commander.missingMandatoryOptionValue': '缺少必填选项',
  'commander.invalidArgument': '值不对',
};

/** A wrong command line, in Chinese, with the word it is about. */
export const usageRefusal = ({ code, message }: CommanderError): Refusal => {
  const about = /'([^']+)'/.exec(message)?.[1];
  const said = sentenceByCode[code] ?? '用法不对';
  const own = code === 'commander.invalidArgument' ? /[。？！]$/.test(message) : false;
  const detail = own ? message.replace(/^.*? is invalid\. /, '') : '用 qice --help 查看用法。';
  return Refusal.of('usage', { why: `${said}${about ? `：${about}` : ''}。${detail}` });
};
