import { api } from '#renderer/app/api.ts';
import type { FirmChoice } from '#shared/firm-list.ts';
import { PaperGroup } from './paper-group.tsx';

type VisitFormsButtonProps = {
  /** Null for the blank form. */
  readonly firms: FirmChoice | null;
  readonly label: string;
};

/** Forms to take along on paper: of the firms ticked, a page each, or the blank one. */
export const VisitFormsButton = ({ firms, label }: VisitFormsButtonProps) => (
  <PaperGroup
    label={label}
    formats={[{ id: null, name: '标准格式', format: 'docx' }]}
    chosen={null}
    make={(_, delivery) => api.papers.visitForms.mutate({ firms, ...delivery })}
  />
);
