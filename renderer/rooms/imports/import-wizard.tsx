import { JobDialog } from '#renderer/parts/job-dialog.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { ChooseStep } from './choose-step.tsx';
import classes from './import-wizard.module.css';
import { MappingStep } from './mapping-step.tsx';
import { PreviewStep } from './preview-step.tsx';
import { SheetStep } from './sheet-step.tsx';
import { useImport } from './use-import.ts';

const steps = { file: '选择文件', sheet: '工作表与表头', columns: '核对各列', preview: '预览结果' };

const crumbs = [
  { label: '企业', href: '/enterprises' },
  { label: '导入记录', href: '/imports' },
] as const;

/** A table into the store in four steps; nothing is written before the last button. */
export const ImportWizard = () => {
  const walk = useImport();
  const { step, read, mapping, preview } = walk;
  return (
    <Page
      title="导入表格"
      breadcrumbs={crumbs}
      fill
      actions={
        <ol className={classes.steps} aria-label="步骤">
          {Object.entries(steps).map(([key, name], at) => (
            <li key={key} aria-current={key === step ? 'step' : undefined}>
              {at + 1}. {name}
            </li>
          ))}
        </ol>
      }
    >
      {step === 'file' && <ChooseStep walk={walk} />}
      {step === 'sheet' && read && (
        <SheetStep
          key={`${read.table.sheet} ${read.table.headerTop} ${read.table.headerRow}`}
          walk={walk}
          table={read.table}
        />
      )}
      {step === 'columns' && read && mapping && (
        <MappingStep walk={walk} table={read.table} mapping={mapping} />
      )}
      {step === 'preview' && read && preview && (
        <PreviewStep walk={walk} table={read.table} preview={preview} />
      )}
      <JobDialog
        job={walk.job}
        title={walk.committing.isPending ? '正在导入' : '正在读表'}
        onCancel={walk.cancel}
        cancelling={walk.cancelling}
      />
    </Page>
  );
};
