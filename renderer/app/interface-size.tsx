import { createContext, type ReactNode, use, useLayoutEffect, useMemo, useState } from 'react';

/** The three sizes of the whole interface, as a share of the browser's own 16 px. */
export const interfaceSizes = [
  { key: 'small', label: '小', scale: 0.9 },
  { key: 'middle', label: '中', scale: 1 },
  { key: 'large', label: '大', scale: 1.2 },
] as const;
export type InterfaceSize = (typeof interfaceSizes)[number]['key'];

type Choice = {
  readonly size: InterfaceSize;
  readonly scale: number;
  readonly choose: (size: InterfaceSize) => void;
};

const storageKey = 'qice.interface-size';
const scaleOf = (size: InterfaceSize): number =>
  interfaceSizes.find((entry) => entry.key === size)?.scale ?? 1;

const remembered = (): InterfaceSize =>
  interfaceSizes.find((entry) => entry.key === localStorage.getItem(storageKey))?.key ?? 'middle';

const ChoiceContext = createContext<Choice>({ size: 'middle', scale: 1, choose: () => undefined });

/** Keeps the chosen size on this machine and applies it to the root font size. */
export const InterfaceSizeProvider = ({ children }: { readonly children: ReactNode }) => {
  const [size, setSize] = useState(remembered);
  useLayoutEffect(() => {
    document.documentElement.style.setProperty('--qice-root', `${scaleOf(size) * 100}%`);
  }, [size]);
  const choice = useMemo(
    (): Choice => ({
      size,
      scale: scaleOf(size),
      choose: (next) => {
        localStorage.setItem(storageKey, next);
        setSize(next);
      },
    }),
    [size],
  );
  return <ChoiceContext value={choice}>{children}</ChoiceContext>;
};

export const useInterfaceSize = (): Choice => use(ChoiceContext);
