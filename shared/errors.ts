/**
 * The one catalogue of everything Qice refuses to do.
 *
 * A refusal is an expected answer, not a bug: it has a stable code for scripts and one Chinese
 * sentence for people that says what is, that nothing was lost, and what to do. A retired code is
 * never used again. Bugs are ordinary errors; they are logged and end the operation.
 */
const sentences = {
  // 口令与数据目录
  'passphrase.wrong': () => '口令不对。数据没有改动，请重新输入。',
  'passphrase.weak': () => '口令太短。请至少使用 8 个字符，最好是一句只有您知道的话。',
  'passphrase.missing': () => '没有给出口令。请设置 QICE_PASSPHRASE 或使用 --passphrase-file。',
  'store.missing': (d: { dir: string }) => `这个目录里还没有企策数据：${d.dir}。请先完成首次设置。`,
  'store.exists': (d: { dir: string }) =>
    `这个目录里已有企策数据：${d.dir}。原有数据未动，请直接打开或换一个目录。`,
  'store.newer': (d: { found: number; known: number }) =>
    `这份数据由更新版本的企策建立（数据版本 ${d.found}，本程序认识到 ${d.known}）。数据未动，请安装新版后再打开。`,
  'store.damaged': (d: { what: string }) =>
    `数据文件未通过检查：${d.what}。为免扩大损失已停止写入，请到「设置 › 备份」恢复最近的备份。`,
  'store.busy': () => '另一个企策正在使用这份数据。数据未动，请先关闭另一个窗口或程序。',
  'store.locked': () => '尚未输入口令，数据是锁着的。',
  'store.readonly': (d: { path: string }) =>
    `不能写入：${d.path} 是只读的。数据未动，请换一个可写的位置。`,
  'disk.full': (d: { path: string }) =>
    `磁盘已满，未能写入 ${d.path}。已有数据未受影响，请腾出空间后重试。`,
  'file.unwritable': (d: { path: string; why: string }) =>
    `未能写入 ${d.path}（${d.why}）。已有数据未受影响，请检查U盘或目录后重试。`,
  'file.missing': (d: { path: string }) =>
    `找不到文件：${d.path}。请检查U盘是否插好、路径是否正确。`,
  'backup.unusable': (d: { why: string }) => `这份备份不能用于恢复：${d.why}。现有数据未动。`,

  // 读入表格
  'table.empty': () => '文件是空的（0 字节或没有任何内容）。没有导入任何数据。',
  'table.password': () =>
    '文件设有打开密码。请在 Excel 或 WPS 中去掉密码另存后再导入；没有导入任何数据。',
  'table.unreadable': (d: { why: string }) =>
    `读不懂这个文件：${d.why}。没有导入任何数据，请另存为 .xlsx 或 .csv 后重试。`,
  'table.tooLarge': (d: { what: string }) =>
    `表太大：${d.what}。没有导入任何数据，请拆成几个文件分别导入。`,
  'table.noHeader': () =>
    '没有找到表头（至少要有「企业名称」或「统一社会信用代码」一列）。没有导入任何数据。',
  'import.stale': () => '预览之后数据已有变化，请重新预览再导入。没有导入任何数据。',
  'import.mapping': (d: { problems: string[] }) =>
    `还不能导入：${d.problems.join('；')}。没有导入任何数据，请核对各列后再试。`,
  'import.undone': () => '这次导入已经撤销过了。',

  // 记录
  'record.missing': (d: { what: string }) =>
    `没有找到这条记录：${d.what}。它可能已被删除，请刷新后再看。`,
  'record.invalid': (d: { problems: string[] }) =>
    `还不能保存：${d.problems.join('；')}。没有改动任何数据；填写的内容还在，改正后再试。`,
  'record.fixed': (d: { what: string }) =>
    `「${d.what}」已经定稿，不能再改：申报和评分都以它为准。没有改动任何数据；需要修改时请另立新版本。`,
  'sheet.issued': (d: { what: string }) =>
    `这张工作表已经签发，${d.what}不能再改。没有改动任何数据；需要修改时请点「出新一版」，签发的这一版照旧可查。`,
  'sheet.replaced': () =>
    '这一版已由后来签发的新版替代，不能再出新版。没有改动任何数据；请打开最新的一版。',
  'demo.occupied': () =>
    '这份数据里已有企业，演示数据没有写入，原有数据未动。请用 qice init 另建一份空的数据再试。',
  'pack.unreadable': (d: { why: string[] }) =>
    `这个目录包不能装入：${d.why.join('；')}。没有改动任何数据，请向发来目录包的单位要一份完好的。`,
  'run.damaged': () =>
    '这次评分的冻结结果读不出来，可能来自更新的版本或在传递中损坏。没有改动任何数据；请升级企策，或重新评分。',
  'firms.same': (d: { name: string }) =>
    `这两份档案已经是同一家：「${d.name}」。没有改动任何数据，请刷新后再看。`,
  'remark.office': () =>
    '这件事由退回的单位（或它的上级）来办，本机不能办。没有改动任何数据；您可以写答复说明改了什么。',
  'remark.closed': () => '这次退回已经办结，或已经再次退回。没有改动任何数据，请刷新后再看。',
  'rule.office': () =>
    '签发前的审批由县局办公室设定，本机不能改。没有改动任何数据；设定会随县局的数据包下发。',
  'approval.office': (d: { step: string }) =>
    `本县规定这张工作表须经${d.step}，意见要在县局办公室的电脑上签署，本机不能签。没有改动任何数据；请把工作表报到县局后再签。`,
  'bulk.stale': () => '预览之后名单或档案已有变化，请重新预览再修改。没有改动任何数据。',
  'bulk.undone': () => '这次批量修改已经撤销过了。',
  'follow.undone': () => '这一步已经撤销过了，没有再改动。',
  'attachment.unreadable': () =>
    '这个文件不能作为附件，未加入。可以用 JPEG、PNG 图片或完整的 PDF 文件。',
  'attachment.large': (d: { megabytes: number }) =>
    `文件超过 ${d.megabytes} MB，未加入。请分成几份，或降低扫描分辨率再试。`,
  'template.unusable': (d: { why: string }) =>
    `这个文件不能作模板：${d.why}。没有保存任何内容，请在 Word、Excel 或 WPS 中改好后重新选择。`,
  'template.faulty': (d: { problems: string[] }) =>
    `模板还不能使用：${d.problems.join('；')}。没有保存任何内容，请改好后重新选择。`,
  'template.missing': (d: { name: string }) =>
    `模板「${d.name}」的文件还没有传到这台电脑（附件待补）。没有生成文书；请先读入上级发来的数据包，或改用标准格式。`,
  'template.noRecord': (d: { what: string }) =>
    `还没有可以用来预览的${d.what}。模板没有改动；有了第一条记录就能预览。`,
  'pdf.missing': () =>
    '这台电脑上没有找到 LibreOffice，不能直接生成 PDF。文书没有受影响：请先生成 Word 或 Excel 文件，在 WPS 或 Word 中打开后打印或另存为 PDF。',
  'pdf.failed': (d: { why: string }) =>
    `PDF 没有生成：${d.why}。记录没有改动；请再试一次，或生成 Word、Excel 文件后在 WPS 或 Word 中打印。`,
  'print.missing': () =>
    '这台电脑上没有找到可以打开文书的程序。文书没有受影响：请先生成文件，再在 WPS 或 Word 中打开并打印。',
  'print.failed': (d: { why: string }) =>
    `文书没有打开：${d.why}。记录没有改动；请生成 Word、Excel 或 PDF 文件，再在 WPS、Word 或 PDF 阅读器中打开并打印。`,
  'photo.unreadable': () => '这张照片读不出来，未加入。请换一张 JPEG 或 PNG 照片。',
  'photo.empty': () => '这个文件是空的（0 字节），未加入。请从相机或手机里重新拷一份再试。',
  'photo.heic': () =>
    '这是 HEIC 格式的照片，本机读不出来，未加入。请在手机上另存为 JPEG，或把相机格式改为「兼容性最佳」后再拍。',
  'photo.large': (d: { megabytes: number; most: number }) =>
    `这个文件有 ${d.megabytes} MB，照片最大 ${d.most} MB，未加入。请换一张小一些的照片。`,
  'camera.missing': () => '这台电脑上没有找到摄像头。可以用手机拍好后，再用「添加照片」选取。',
  'camera.denied': () =>
    '系统或浏览器没有允许使用摄像头，没有拍照。请在系统的隐私设置里允许后再试，或用「添加照片」选取已拍好的照片。',
  'camera.busy': () =>
    '摄像头打不开，可能正被别的程序占用，没有拍照。请关闭占用它的程序后再试，或用「添加照片」选取照片。',

  // 数据交换
  'card.unreadable': () => '这不是有效的企策名片文件。没有改动任何数据。',
  'card.self': () => '这是本机自己的名片，不需要信任。',
  'card.changed': (d: { name: string }) =>
    `「${d.name}」的名片与先前信任的指纹不同。请当面或电话核对指纹，核对无误后再重新信任。没有改动任何数据。`,
  'envelope.own': () =>
    '本机还没有启用国密密钥，不能用国密信封。没有做数据包；请先在「名片与信任」里启用，再把新名片交给对方核对。',
  'envelope.peer': (d: { name: string }) =>
    `「${d.name}」的名片上没有国密公钥，不能用国密信封。没有做数据包；请让对方启用国密密钥，把新名片交给您核对，或者改用普通信封。`,
  'share.unreadable': () =>
    '这份恢复密钥份额读不出来，可能有字抄错或漏抄。没有改动任何数据，请对照纸面逐组核对后重新输入。',
  'share.mismatch': () =>
    '这些份额合不成一把恢复密钥：需要同一把密钥的两份不同份额。没有改动任何数据，请核对份额编号和单位后重试。',
  'recovery.missing': () => '本单位还没有恢复密钥。请先制作恢复密钥，再做演练。',
  'recovery.exists': (d: { madeAt: string }) =>
    `本单位已有恢复密钥（${d.madeAt} 制作）。没有改动；确需更换，请明确选择更换，旧份额仍能打开以前的数据包，请继续保管。`,
  'recovery.office': () =>
    '恢复密钥由县局或市局办公室制作，本机是工作人员的设备。没有改动任何数据。',
  'recovery.other': () =>
    '这两份份额合成的是另一把恢复密钥，不是本单位现在用的。没有改动任何数据，请找出现在这把密钥的份额。',
  'device.unknown': (d: { name: string }) =>
    `没有找到设备「${d.name}」。请用 qice devices 查看本机认识的设备，再用编号或指纹指明。`,
  'device.notBelow': (d: { name: string }) =>
    `「${d.name}」不归本机停用：只有它的上级办公室能停用一台设备。没有改动任何数据。`,
  'device.tooEarly': (d: { applied: number }) =>
    `停用序号不能早于本机已经并入的第 ${d.applied} 条：并入的内容不会收回。没有改动任何数据。`,
  'device.retired': (d: { name: string; by: string; on: string; reason: string }) =>
    `设备「${d.name}」已由${d.by}于 ${d.on} 停用（${d.reason}），不能再信任它的名片，也不能再给它做数据包。没有改动任何数据，请让对方用新设备制作新的名片。`,
  'bundle.retired': (d: { name: string; by: string; on: string; reason: string; upTo: number }) =>
    `数据包由已停用的设备「${d.name}」签名（${d.by}于 ${d.on} 停用：${d.reason}），不能信任。没有并入任何数据。如果它是停用前做好、确实要并入的，请停用它的单位核实后把停用序号改为 ${d.upTo}（qice retire --at ${d.upTo}），再读入一次。`,
  'bundle.certificate': (d: { device: string }) =>
    `数据包里设备「${d.device}」的证书与本机所知不符，可能有人冒充。没有并入任何数据，请打电话向签发证书的单位核对。`,
  'office.unknown': (d: { name: string }) =>
    `没有信任过「${d.name}」。请先读入对方的名片并核对指纹。`,
  'office.ambiguous': (d: { name: string; matches: string[] }) =>
    `「${d.name}」对应多个已信任的单位：${d.matches.join('、')}。请写全名称或使用编号。`,
  'bundle.foreign': () => '这不是企策数据包，或文件已损坏。没有并入任何数据，请让对方重新导出。',
  'bundle.notForUs': () =>
    '这个数据包不是给本机的（无法用本机密钥打开）。没有并入任何数据，请核对对方导出时选的单位。',
  'bundle.damaged': (d: { why: string }) =>
    `数据包未通过校验（${d.why}）。没有并入任何数据，请让对方重新导出或重新拷贝。`,
  'bundle.untrusted': (d: { name: string; fingerprint: string }) =>
    `数据包的签名人「${d.name}」（指纹 ${d.fingerprint}）未被本机信任。没有并入任何数据，请先读入对方名片并核对指纹。`,
  'snapshot.office': () =>
    '快照由县局或市局办公室制作，本机是工作人员的电脑。没有改动任何数据；新电脑请找办公室要快照。',
  'snapshot.quarantined': (d: { count: number }) =>
    `本机有 ${d.count} 条内容还在隔离，快照会缺这些。没有做快照；请先升级企策或等所缺的登记到了再做。`,
  'snapshot.nothing': () => '本机还没有任何数据，不用做快照。',
  'snapshot.sender': (d: { name: string }) =>
    `快照只收上级办公室或本单位的，这一份来自${d.name}。没有改动任何数据。`,
  'snapshot.notEmpty': () =>
    '快照只能读入还没有任何记录的企策，本机已有数据，读入会盖住它们。没有改动任何数据；平时的改动请让对方做普通数据包。',
  'compact.office': () =>
    '办公室保存全部变更记录备查，不精简。没有改动任何数据；精简是给工作人员的电脑用的。',
  'compact.quarantined': (d: { count: number }) =>
    `本机有 ${d.count} 条内容还在隔离，精简会用到它们的原样。没有改动任何数据；请先升级企策或等所缺的登记到了再做。`,
  'compact.receipt': () =>
    '还没有上级办公室的回执，不知道哪些记录别处已经存好。没有改动任何数据；请先导出数据包交给上级，读入回执。',
  'bundle.newer': () =>
    '数据包由更新版本的企策制作，本程序读不了。没有并入任何数据，请升级后再读入。',
  'export.tooSmall': (d: { least: number }) =>
    `每个文件的上限太小：有一份不能再拆开，至少要 ${Math.ceil(d.least / 1_000_000)} MB。没有写出文件，请把上限调大。`,
  'bundle.forked': (d: { device: string }) =>
    `设备「${d.device}」的同一段记录出现了两个不同版本，可能是数据被复制或恢复过。两份都未覆盖，没有并入任何数据，请联系该设备的使用人。`,
  'conflict.gone': () => '这一处已经裁定过，或对方又有新的改动。数据没有改动，请刷新后再看。',
  'receipt.unwritten': (d: { path: string }) =>
    `数据已全部并入，但回执没有写到 ${d.path}。请换一个U盘或目录，把同一个数据包再并入一次，即可得到回执，数据不会重复。`,
  'job.cancelled': () => '已取消。没有留下半成品，数据未动。',

  // 门
  'door.token': () => '链接已失效。请使用启动时显示的最新地址重新打开。',
  usage: (d: { why: string }) => d.why,
} as const;

type Sentences = typeof sentences;
export type RefusalCode = keyof Sentences;
type DetailsOf<C extends RefusalCode> = Parameters<Sentences[C]>;

/** What crosses a process boundary in place of an exception. */
export type RefusalData = { readonly code: RefusalCode; readonly message: string };

/** An expected refusal. `code` is stable; `message` is the sentence shown to people. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;

  private constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }

  /** @example throw Refusal.of('record.missing', { what: '企业' }) */
  static of<C extends RefusalCode>(code: C, ...details: DetailsOf<C>): Refusal {
    const say = sentences[code] as (...d: DetailsOf<C>) => string;
    return new Refusal(code, say(...details));
  }

  /** Rebuilds a refusal that crossed a process boundary as data. */
  static from(data: RefusalData): Refusal {
    return new Refusal(data.code, data.message);
  }

  toData(): RefusalData {
    return { code: this.code, message: this.message };
  }
}

/** For the `default` of a switch that the compiler knows to be complete. */
export const assertNever = (value: never): never => {
  throw new Error(`Unexpected case: ${JSON.stringify(value)}`);
};
