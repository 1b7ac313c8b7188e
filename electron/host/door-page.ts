/** The whole of what a stranger to the browser door gets to see. `sentence` is ours, not theirs. */
export const doorPage = (sentence: string): string => `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>企策</title>
<style>
  body { font: 16px/1.7 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif;
         max-width: 34em; margin: 18vh auto 0; padding: 0 24px; color: #1f2933 }
  h1 { font-size: 20px; color: #1d3f72 }
</style>
<h1>企策</h1>
<p>${sentence}</p>
<p>在启动企策的窗口里按一下回车，会显示一个新的地址。数据没有受影响。</p>
</html>
`;
