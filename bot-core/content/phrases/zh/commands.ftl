# 命令：名称（第一行是显示出来的）、各自的用途、怎么输入。名称里没有空格；繁体写法也能用。

command-ask-names =
    提问
    问
    提問
    問
command-ask-about = 根据文本回答你的问题
command-ask-usage =
    提问 警察可以破解加密吗？
command-recommendation-names =
    建议
    建議
command-recommendation-about = 显示 13 条建议中的一条
command-recommendation-usage =
    建议 8
    r 8
command-statement-names =
    声明
    聲明
command-statement-about = 显示 2020 年声明中的一点
command-statement-usage =
    声明 3
    foc 3
command-definition-names =
    定义
    定義
command-definition-about = 这些文本所说的网络安全是什么意思
command-definition-usage = 定义
command-about-names =
    关于
    简介
    介绍
    關於
    簡介
    介紹
command-about-about = 这是怎么一回事
command-about-usage = 关于
command-supporters-names =
    支持者
    支持者名单
    名单
    支持者名單
    名單
command-supporters-about = 公开名单；可以加上一个词、国家或类型
command-supporters-usage =
    支持者
    支持者 尼泊尔
    支持者 组织 页 2
command-latest-names =
    最新
    最新支持者
    新支持者
command-latest-about = 最新加入的支持者
command-latest-usage = 最新
command-stats-names =
    统计
    統計
command-stats-about = 按类型和国家统计支持者
command-stats-usage = 统计
command-pledge-names =
    支持
    我要支持
    表态
    签名
    联署
    连署
    开始
    表態
    簽名
    聯署
    連署
    開始
command-pledge-about = 登记你的支持，在私聊中进行
command-pledge-usage =
    支持
    支持 姓名 | 国家 | 所属
command-display-names =
    显示方式
    顯示方式
command-display-about = 修改你在名单上的显示方式
command-display-usage =
    显示方式
    显示方式 缩写
command-withdraw-names =
    撤回
    撤回支持
    撤销
    收回
    撤銷
command-withdraw-about = 立即撤回你的支持
command-withdraw-usage = 撤回
command-mydata-names =
    我的数据
    我的资料
    我的數據
    我的資料
command-mydata-about = 显示我保存的关于你的一切
command-mydata-usage = 我的数据
command-forget-names =
    删除
    删除数据
    清除
    忘记我
    忘记
    刪除
    刪除資料
    忘記我
    忘記
command-forget-about = 删除我保存的关于你的一切
command-forget-usage = 删除
command-privacy-names =
    隐私
    隱私
command-privacy-about = 我保存什么，以及这个渠道保护不了什么
command-privacy-usage = 隐私
command-wrong-names =
    纠错
    答错
    答错了
    回答有误
    糾錯
    答錯
    答錯了
    回答有誤
command-wrong-about = 把答错的问题告诉组织者
command-wrong-usage =
    纠错
    纠错 老板可以看我的聊天记录吗？
command-language-names =
    语言
    語言
command-language-about = 我回答时使用的语言
command-language-usage =
    语言 zh
    语言 en
command-help-names =
    帮助
    命令
    指令
    幫助
command-help-about = 我能听懂什么
command-help-usage =
    帮助
    帮助 支持
command-cancel-names =
    取消
    停止
command-cancel-about = 结束我们正在进行的事
command-cancel-usage = 取消
command-announcements-names =
    通知
    通知设置
    通知設定
command-announcements-about = 这个聊天室收到哪些通知（聊天室管理员）
command-announcements-usage =
    通知 每位
    通知 每天 免打扰 22:00-07:00 时区 Asia/Singapore
    通知 语言 zh
    通知 有声
    通知 关
command-review-names =
    审核
    審核
command-review-about = 等待组织者处理的支持
command-review-usage =
    审核
    审核 批准 12
    审核 拒绝 12 重复
command-announce-names =
    公告
    发公告
    發公告
command-announce-about = 向所有开启通知的聊天室发一条公告
command-announce-usage = 公告 我们星期五 UTC 时间中午 12 点见面。
command-roles-names =
    角色
    权限
    權限
command-roles-about = 谁可以做什么
command-roles-usage = 角色

# 命令按钮上的文字。
choose-ask = 提个问题
choose-recommendation = 建议
choose-statement = 声明
choose-definition = 定义
choose-about = 这是怎么一回事？
choose-supporters = 所有支持者
choose-latest = 最新的支持者
choose-stats = 按类型和国家统计
choose-pledge = 我要支持
choose-display = 修改我的显示方式
choose-withdraw = 撤回我的支持
choose-mydata = 保存了我的哪些信息
choose-forget = 删除关于我的一切
choose-privacy = 隐私
choose-wrong = 答错了？
choose-language = 语言
choose-help = 帮助
choose-cancel = 取消
choose-announcements = 这个聊天室收到的通知
choose-review = 待审核的支持
choose-announce = 向聊天室发公告
choose-roles = 谁可以做什么

help-title = 我能听懂什么
help-intro-private = 直接用你自己的话问就行。也可以输入下面的命令：
help-intro-room = 叫我的名字，或者用命令来问我：
help-more = 想了解某个命令，请输入“{ $help }”再加上它的名称，例如“{ $help } 支持”。
help-other-names = 也可以输入：{ $names }

unknown-command = 我不认识“{ $typed }”。输入“{ $help }”，看看我能听懂什么。
unknown-command-nearest = 我不认识“{ $typed }”。你是想输入“{ $command }”吗？
command-needs-more = 命令后面还缺点内容。要这样输入：
argument-not-understood = 我没看懂“{ $typed }”。要这样输入：
nothing-said = 我只能读文字，这里没有找到文字。问我点什么，或者输入“{ $help }”。
stale-choice = 这个选项已经过时，或者不是给你的。什么都没有改变。
nothing-to-cancel = 现在没有正在进行的事可以取消。
nothing-changed = 好的。什么都没有改变。
go-private = 我们私下聊这件事吧，这样别人就看不到了。
wrote-to-you = 我已经私聊你了，这个聊天室里的其他人看不到那里的内容。
cannot-write-to-you = 我没能打开和你的私聊。请直接私聊我，那里这个聊天室的其他人看不到：“{ $command }”。
sign-is-too-little = 这件事只点一个表情回应还不够，所以什么都没有改变。如果你确实要这样做，请输入“{ $words }”。
message-unreadable = 我读不了你的上一条消息：它是加密的，而密钥还没有传到我这里。如果密钥迟迟不到，请把消息再发一遍。要是那条我也读不了，重启你的应用往往会有用。
conversation-expired = 我们刚才开始的事等得太久，我已经把它丢掉了，什么都没有保存。
conversation-unreadable = 我更新过了，没法从刚才的地方继续。什么都没有公布；请重新开始。
trouble = 我这边出了点问题，什么都没有改变。请过一分钟再试。

language-ask = 我现在用{ $language }回答你。你想用哪种语言？
language-done = 从现在起，我用{ $language }回答你。输入“{ $help }”，看看我能听懂什么。

roles-title = 谁可以做什么
role-reviewer = 审核员
role-organiser = 组织者
role-reviewer-may = { $holders ->
   *[other] 查看待审核的支持，批准或拒绝（{ $holders } 人）
}
role-organiser-may = { $holders ->
   *[other] 除了以上各项，还能向聊天室发公告（{ $holders } 人）
}
roles-none = 你没有这些角色。提问和表示支持都不需要角色。
roles-own = 你的角色：{ $roles }
roles-how = 角色要在运行机器人的机器上，用“outreach-bot roles grant”授予。
reviewers-only = 只有审核员可以查看待审核的支持。输入“{ $roles }”，看看谁可以做什么。
organisers-only = 只有组织者可以给聊天室写消息。输入“{ $roles }”，看看谁可以做什么。
help-line = { $name }：{ $about }
nothing-open = 我们之间现在没有等着这个回答的问题。问我点什么，或者输入“{ $help }”。
