/** The part of Electron's menu template that we use. */
type MenuLine =
  | { readonly type: 'separator' }
  | { readonly label: string; readonly role: MenuRole };
type MenuRole =
  | 'quit'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'zoomIn'
  | 'zoomOut'
  | 'resetZoom'
  | 'togglefullscreen'
  | 'hide'
  | 'minimize';

export type DesktopMenu = { label: string; submenu: MenuLine[] }[];

const line: MenuLine = { type: 'separator' };

/** Chinese labels throughout: Electron's own would follow the language of the system. */
export const desktopMenu = (platform: NodeJS.Platform): DesktopMenu => [
  {
    label: '企策',
    submenu: [
      ...(platform === 'darwin' ? [{ label: '隐藏企策', role: 'hide' } as const, line] : []),
      { label: '退出', role: 'quit' },
    ],
  },
  {
    label: '编辑',
    submenu: [
      { label: '撤销', role: 'undo' },
      { label: '重做', role: 'redo' },
      line,
      { label: '剪切', role: 'cut' },
      { label: '复制', role: 'copy' },
      { label: '粘贴', role: 'paste' },
      { label: '全选', role: 'selectAll' },
    ],
  },
  {
    label: '视图',
    submenu: [
      { label: '放大', role: 'zoomIn' },
      { label: '缩小', role: 'zoomOut' },
      { label: '实际大小', role: 'resetZoom' },
      line,
      { label: '全屏', role: 'togglefullscreen' },
      { label: '最小化', role: 'minimize' },
    ],
  },
];
