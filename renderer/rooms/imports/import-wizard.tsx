import { Page } from '#renderer/parts/page.tsx';
import { ChooseStep } from './choose-step.tsx';
import classes from './import-wizard.module.css';
import { MappingStep } from './mapping-step.tsx';
import { PreviewStep } from './preview-step.tsx';
import { useImport } from './use-import.ts';

const steps = ['选择文件', '核对各列', '预览结果'] as const;

const crumbs = [
  { label: '企业', href: '/enterprises' },
  { label: '导入记录', href: '/imports' },
] as const;

/** A roster into the store in three steps; nothing is written before the last button. */
export const ImportWizard = () => {
  const walk = useImport();
  const step = walk.preview ? 2 : walk.read ? 1 : 0;
  return (
    <Page
      title="导入企业名单"
      breadcrumbs={crumbs}
      fill
      actions={
        <ol className={classes.steps} aria-label="步骤">
          {steps.map((name, at) => (
            <li key={name} aria-current={at === step ? 'step' : undefined}>
              {at + 1}. {name}
            </li>
          ))}
        </ol>
      }
    >
      {step === 0 && <ChooseStep walk={walk} />}
      {step === 1 && walk.read && walk.mapping && (
        <MappingStep walk={walk} table={walk.read.table} mapping={walk.mapping} />
      )}
      {step === 2 && walk.read && walk.preview && (
        <PreviewStep walk={walk} table={walk.read.table} preview={walk.preview} />
      )}
    </Page>
  );
};
