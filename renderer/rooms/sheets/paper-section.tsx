import { Anchor } from '@mantine/core';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import classes from './paper-section.module.css';

/** Parts of the paper, in their order. */
const sections = [
  { id: 'situation', label: '现状' },
  { id: 'gaps', label: '差距' },
  { id: 'diagnosis', label: '诊断' },
  { id: 'targets', label: '目标' },
  { id: 'measures', label: '措施' },
  { id: 'results', label: '成效' },
  { id: 'reviews', label: '会商' },
  { id: 'approvals', label: '审批' },
] as const;

const elementId = (id: string): string => `sheet-part-${id}`;

type PaperSectionProps = {
  readonly id: (typeof sections)[number]['id'];
  readonly title: string;
  readonly children: ReactNode;
};

export const PaperSection = ({ id, title, children }: PaperSectionProps) => (
  <div id={elementId(id)} className={classes.section}>
    <h3 className={classes.title}>{title}</h3>
    {children}
  </div>
);

/** Goes to a part and into its first field. */
const goTo = (id: string): void => {
  const part = document.getElementById(elementId(id));
  part?.scrollIntoView({ block: 'start' });
  part
    ?.querySelector<HTMLElement>('textarea:not([readonly]), input:not([readonly]), select, button')
    ?.focus({ preventScroll: true });
};

/** The part the caret is in, by its place; -1 outside of all. */
const partOfFocus = (): number =>
  sections.findIndex(({ id }) =>
    document.getElementById(elementId(id))?.contains(document.activeElement),
  );

/** Names of the parts above the paper; F6 and Shift+F6 go from one to the next. */
export const SectionBar = () => {
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (event.key !== 'F6' || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const step = event.shiftKey ? -1 : 1;
    const next = (partOfFocus() + step + sections.length) % sections.length;
    goTo(sections[next]?.id ?? 'situation');
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <nav className={classes.bar} aria-label="工作表各部分" data-screen-only>
      {sections.map(({ id, label }) => (
        <Anchor key={id} component="button" type="button" size="sm" onClick={() => goTo(id)}>
          {label}
        </Anchor>
      ))}
      <span className={classes.hint}>F6 到下一部分</span>
    </nav>
  );
};
