import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  Modal,
  rem,
  Textarea,
  TextInput,
} from '@mantine/core';

/** The one accent. Shade 7 on white reads 7.4 : 1. */
const ink: MantineColorsTuple = [
  '#eef3fa',
  '#dce6f3',
  '#b6cae5',
  '#8dacd7',
  '#6991ca',
  '#5180c2',
  '#3b6db2',
  '#24569b',
  '#1b4680',
  '#123562',
];

/** Something to look at that is not overdue; red is kept for overdue and mastheads. */
const amber: MantineColorsTuple = [
  '#fdf6ea',
  '#f8ead0',
  '#eed2a0',
  '#e2b76b',
  '#d39c3f',
  '#b97f22',
  '#9c6412',
  '#84510b',
  '#6b4108',
  '#523106',
];

const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#eff1f4',
  '#e3e6eb',
  '#d2d7de',
  '#b9c0ca',
  '#949daa',
  '#68727f',
  '#545d6a',
  '#373e49',
  '#1d222a',
];

/** System faces only: the machines have no network and bring their own Chinese fonts. */
const fontFamily =
  '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

/** The look: dense, calm, one accent, tight corners. */
export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: 7,
  colors: { ink, amber, gray },
  black: '#1d222a',
  fontFamily,
  fontFamilyMonospace: '"Cascadia Mono", Consolas, "Noto Sans Mono CJK SC", monospace',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: rem(12), sm: rem(13.5), md: rem(14.5), lg: rem(16), xl: rem(19) },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.55', lg: '1.6', xl: '1.5' },
  headings: {
    fontFamily,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: rem(20), lineHeight: '1.4' },
      h2: { fontSize: rem(16), lineHeight: '1.5' },
      h3: { fontSize: rem(14.5), lineHeight: '1.5' },
    },
  },
  components: {
    Button: Button.extend({ styles: { root: { fontWeight: 500 } } }),
    Modal: Modal.extend({ styles: { title: { fontWeight: 600, fontSize: rem(16) } } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'sm', autosize: true, minRows: 2 } }),
  },
});

/** Where Mantine's own choices fail AA on white, or would use red for something not overdue. */
export const cssVariables: CSSVariablesResolver = (mantine) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': mantine.colors.gray?.[7] ?? '#545d6a',
    '--mantine-color-placeholder': mantine.colors.gray?.[6] ?? '#68727f',
    '--mantine-color-error': mantine.colors.amber?.[7] ?? '#84510b',
    '--qice-line': mantine.colors.gray?.[2] ?? '#e3e6eb',
    '--qice-ground': mantine.colors.gray?.[1] ?? '#eff1f4',
    '--qice-overdue': '#b3261e',
  },
  dark: {},
});
