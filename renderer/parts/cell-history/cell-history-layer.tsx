import { ActionIcon, FocusTrap, Popover } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import classes from './cell-history.module.css';
import { cellElement, readCell } from './cell-name.ts';
import { CellValues } from './cell-values.tsx';

/** How long the pointer rests on a field before its clock shows, and how long it stays, in ms. */
const showAfter = 250;
const hideAfter = 400;

type Spot = { readonly top: number; readonly left: number; readonly side: 'start' | 'end' };

/**
 * Where the clock of a field stands: the end of its label's line, on whatever the field is; at the beginning
 * of a cell whose figures stand at its end.
 */
const spotOf = (element: HTMLElement): Spot | null => {
  const { top, left, right, height } = element.getBoundingClientRect();
  if (height === 0) return null;
  return element.dataset.number === undefined
    ? { top, left: right, side: 'end' }
    : { top, left, side: 'start' };
};

/** Whether something else lies over that place: a bar that stays while the form scrolls. */
const isCovered = (element: HTMLElement, { top, left, side }: Spot): boolean => {
  const there = document.elementFromPoint(side === 'end' ? left - 4 : left + 4, top + 4);
  if (there === null || element.contains(there) || there.contains(element)) return false;
  return there.closest('[data-cell-layer]') === null;
};

/**
 * The history of any field that `cellOf` marks, one layer for the whole window: a small clock at the
 * field under the pointer or the caret, Ctrl+H, and the list that either opens.
 */
export const CellHistoryLayer = () => {
  const [field, setField] = useState<HTMLElement | null>(null);
  const [spot, setSpot] = useState<Spot | null>(null);
  const [opened, setOpened] = useState(false);
  const layer = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** Where the caret was when the list was opened: on a slow computer the list has it before anybody else could look. */
  const caret = useRef<Element | null>(null);

  const show = (element: HTMLElement | null): void => {
    const next = element?.isConnected ? spotOf(element) : null;
    setSpot(element && next && !isCovered(element, next) ? next : null);
  };
  const place = useEffectEvent((): void => show(field));
  const point = useEffectEvent((next: HTMLElement | null, after: number): void => {
    clearTimeout(timer.current);
    if (opened) return;
    timer.current = setTimeout(() => {
      setField(next);
      show(next);
    }, after);
  });
  const open = (element: HTMLElement): void => {
    clearTimeout(timer.current);
    caret.current = document.activeElement;
    setField(element);
    setSpot(spotOf(element));
    setOpened(true);
  };
  const close = (): void => {
    setOpened(false);
    if (caret.current instanceof HTMLElement) caret.current.focus({ preventScroll: true });
  };
  const onAsked = useEffectEvent(open);
  const onOver = useEffectEvent((target: EventTarget | null): void => {
    if (target instanceof Node && layer.current?.contains(target)) {
      clearTimeout(timer.current);
      return;
    }
    const under = cellElement(target);
    if (under) point(under, showAfter);
    else point(cellElement(document.activeElement), hideAfter);
  });

  useEffect(() => {
    const over = (event: Event): void => onOver(event.target);
    const focus = (event: Event): void => point(cellElement(event.target), 0);
    const key = (event: KeyboardEvent): void => {
      const element = cellElement(event.target);
      if (!element || !event.ctrlKey || event.altKey || event.shiftKey || event.code !== 'KeyH')
        return;
      event.preventDefault();
      onAsked(element);
    };
    const move = (): void => place();
    // The field goes with its page: a way out of the list leads to another one.
    const leave = (): void => {
      setOpened(false);
      setSpot(null);
    };
    document.addEventListener('pointerover', over);
    document.addEventListener('focusin', focus);
    document.addEventListener('keydown', key);
    window.addEventListener('scroll', move, true);
    window.addEventListener('resize', move);
    window.addEventListener('hashchange', leave);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener('pointerover', over);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('keydown', key);
      window.removeEventListener('scroll', move, true);
      window.removeEventListener('resize', move);
      window.removeEventListener('hashchange', leave);
    };
  }, []);

  if (!field || !spot) return null;
  return (
    <div ref={layer} data-screen-only data-cell-layer>
      <Popover
        opened={opened}
        onDismiss={close}
        position="bottom-end"
        width={440}
        shadow="md"
        withinPortal={false}
      >
        <Popover.Target>
          <ActionIcon
            className={classes.clock}
            style={{ top: spot.top, left: spot.left }}
            data-side={spot.side}
            variant="default"
            size="sm"
            tabIndex={-1}
            aria-label="这一栏的变更记录"
            title="这一栏的变更记录　Ctrl+H"
            // The caret stays in the field.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => (opened ? close() : open(field))}
          >
            <IconHistory size="0.9rem" stroke={1.6} aria-hidden />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown className={classes.dropdown} aria-label="这一栏的变更记录">
          <FocusTrap>
            <div>
              <CellValues cell={readCell(field)} onClose={close} />
            </div>
          </FocusTrap>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
};
