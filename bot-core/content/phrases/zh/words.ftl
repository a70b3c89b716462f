# 有固定含义的词。第一行是机器人自己说的词；各行写法都能听懂，所有语言同时有效。繁体写法也收在这里。
words-yes =
    是
    是的
    好
    好的
    好啊
    可以
    行
    对
    同意
    我同意
    愿意
    没问题
    對
    願意
    沒問題
words-no =
    否
    不
    不是
    不对
    不要
    不用
    不用了
    不了
    不行
    不可以
    不同意
    我不同意
    不愿意
    算了
    不對
    不願意
words-back =
    返回
    后退
    上一步
    回去
    後退
words-skip =
    跳过
    略过
    没有
    无
    不填
    不说
    不想说
    不便说
    不方便说
    不回答
    跳過
    略過
    沒有
    無
    不說
    不想說
    不方便說
words-confirm =
    确认
    我确认
    确定
    確認
    我確認
    確定
words-change =
    修改
    更改
    改
    改一下
words-page =
    页
    页码
    頁
    頁碼
words-quiet =
    免打扰
    勿扰
    安静
    安静时段
    免打擾
    勿擾
    安靜
    安靜時段
words-timezone =
    时区
    時區
words-language =
    语言
    語言
words-on =
    开
    开启
    打开
    開
    開啟
    打開
words-off =
    关
    关闭
    关掉
    不通知
    无
    關
    關閉
    關掉
    無
words-each =
    每位
    每个
    每人
    逐个
    全部
    每個
    逐個
words-daily =
    每天
    每日
    天天
words-weekly =
    每周
    每星期
    每週
words-milestones =
    整数
    整数关口
    里程碑
    整數
words-silent =
    静音
    无声
    靜音
    無聲
words-audible =
    有声
    有声音
    响铃
    有聲
    有聲音
    響鈴
words-room-only =
    仅本聊天室
    只在这里
    仅本群
    仅本频道
    僅本聊天室
    只在這裡
    僅本群
    僅本頻道
words-followers =
    关注者
    订阅者
    關注者
    訂閱者
words-kind-government =
    政府
    各国政府
    国家
    各國政府
    國家
words-kind-organisation =
    组织
    机构
    一个组织
    非政府组织
    非营利组织
    社会组织
    公益组织
    公益机构
    协会
    基金会
    公司
    企业
    單位
    单位
    組織
    機構
    一個組織
    非政府組織
    非營利組織
    協會
    基金會
    企業
words-kind-group =
    团体
    群体
    小组
    网络
    团队
    社群
    一个团体
    团体或网络
    團體
    群體
    小組
    網絡
    網路
    團隊
    一個團體
words-kind-individual =
    个人
    我
    我自己
    我个人
    本人
    自己
    以个人身份
    个人身份
    个人名义
    以个人名义
    人
    個人
    我個人
    以個人身份
    以個人名義
words-display-full =
    全名
    姓名
    名字
    完整姓名
    全称
    显示姓名
    全稱
    顯示姓名
words-display-initials =
    缩写
    姓名缩写
    首字母
    姓名首字母
    缩写和国家
    縮寫
    姓名縮寫
words-display-counted =
    只计数
    仅计数
    只计入总数
    匿名
    不显示
    不署名
    只計數
    僅計數
    不顯示
words-approve =
    批准
    通过
    核准
    通過
words-refuse =
    拒绝
    驳回
    拒絕
    駁回
words-refusal-not-confirmed =
    未证实
    无法证实
    未證實
words-refusal-duplicate =
    重复
    重複
words-refusal-not-genuine =
    不真实
    假名
    不真實
words-refusal-somebody-else =
    冒名
    冒用他人
    他人姓名
# 可以放在国家名前面的小词：“支持者 来自 尼泊尔”。
words-from =
    来自
    在
    从
    來自
    從
# 支持登记最后可以修改的内容：“修改 姓名”。
words-change-kind =
    类型
    支持方
    谁
    類型
    誰
words-change-name =
    姓名
    名字
    名称
    名稱
words-change-country =
    国家
    国家或地区
    國家
words-change-affiliation =
    所属
    单位
    职业
    所屬
    單位
    職業
words-change-role =
    职务
    職務
words-change-contact =
    联系方式
    联系
    聯繫方式
    聯絡方式
words-change-letter =
    支持信
    信
words-change-display =
    显示方式
    显示
    顯示方式
    顯示
words-change-announce =
    通知
    聊天室
words-change-write =
    来信
    消息
    來信
# 各种语言的名称。
language-en = 英语
language-fr = 法语
language-es = 西班牙语
language-pt = 葡萄牙语
language-ar = 阿拉伯语
language-ru = 俄语
language-zh = 中文
language-de = 德语
language-bn = 孟加拉语
language-ne = 尼泊尔语
language-sw = 斯瓦希里语
