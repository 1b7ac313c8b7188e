import { Button, Progress } from '@mantine/core';
import { sentenceOf } from '#renderer/app/api.ts';
import classes from './intake-notes.module.css';
import type { FileIntake } from './use-file-intake.ts';

type IntakeNotesProps = {
  readonly intake: Pick<FileIntake, 'pending' | 'progress' | 'stop' | 'retry' | 'giveUp'>;
  /** 照片, 附件 … with its counter: 张照片. */
  readonly what: string;
};

/** How far what was chosen has come, and the sentence of each that did not arrive. */
export const IntakeNotes = ({ intake, what }: IntakeNotesProps) => {
  const { pending, progress } = intake;
  const failed = pending.filter(({ error }) => error !== null);
  return (
    <>
      {progress && (
        <div className={classes.progress} role="status">
          <span>
            正在处理{progress.total > 1 && ` ${progress.done + 1}/${progress.total}`} {what}…
          </span>
          <Progress
            className={classes.bar}
            aria-label={`正在处理${what}`}
            value={(100 * progress.done) / progress.total}
          />
          {progress.total - progress.done > 1 && (
            <Button variant="default" size="compact-xs" onClick={intake.stop}>
              停止
            </Button>
          )}
        </div>
      )}
      {failed.length > 0 && (
        <ul className={classes.failed} aria-label="没有加入的文件">
          {failed.map((file) => (
            <li key={file.id}>
              <span className={classes.words}>
                <b>{file.file.name}</b>　{sentenceOf(file.error)}
              </span>
              <Button variant="default" size="compact-xs" onClick={() => intake.retry(file)}>
                重试
              </Button>
              <Button variant="subtle" size="compact-xs" onClick={() => intake.giveUp(file.id)}>
                不加了
              </Button>
            </li>
          ))}
          {failed.length > 1 && (
            <Button
              variant="subtle"
              size="compact-xs"
              mt={4}
              onClick={() => {
                for (const { id } of failed) intake.giveUp(id);
              }}
            >
              都不加了
            </Button>
          )}
        </ul>
      )}
    </>
  );
};
