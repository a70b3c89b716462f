# 登记支持的对话，以及之后的事。

pledge-title = 登记你的支持
pledge-title-step = 登记你的支持 · 第 { $at } 个问题，共 { $of } 个
pledge-notice-think = 支持一份关于人权的文本，会透露出你的一些想法。请想一想：这样做对你安全吗？
secrecy-this-machine = 你在这里写的内容只留在这台机器上。
secrecy-end-to-end = 你在这里写的内容是端到端加密的：途经的服务器读不到内容，只能看到我们互相写过消息。我能读到，运行我的人也能读到。
secrecy-readable = 你在这里写的内容没有端到端加密：{ $service } 以及运行它的人可以读到。
secrecy-readable-by-servers = 你在这里写的内容没有端到端加密：运行你的服务器或我的服务器的人可以读到。你可以在这个聊天的设置里开启加密。
pledge-notice-kept = 我会把你的回答加密保存。别人能看到什么由你选择：你的姓名、姓名缩写，或者什么都看不到。你确认之前，什么都不算数；你也可以随时撤回。如果这个渠道对你来说不够安全，请使用 { $site }，或写信给 { $contact }。
pledge-ask-store = 我可以保存你的回答吗？
choose-agree = 可以，继续
choose-form = 填表
choose-pledge-back = 回到我的支持
choose-back = 返回
choose-yes = 是
choose-no = 否
choose-skip = 跳过
choose-rather-not-say = 我不想说
pledge-ask-kind = 是谁支持这些建议？
choose-kind-individual = 我，以个人身份
choose-kind-organisation = 一个组织
choose-kind-group = 一个团体或网络
choose-kind-government = 一个政府
pledge-ask-name = 你叫什么名字？请写成可以显示的样子；谁能看到，接下来由你选择。
pledge-ask-name-body = 它叫什么名称？
pledge-ask-country = 哪个国家或地区？
pledge-ask-affiliation = 你想补充点什么，比如组织、职业或城市？它会显示在你的名字后面。
pledge-ask-role = 你在其中担任什么职务？只有倡议的组织者会看到。
pledge-ask-contact = 倡议的组织者怎样联系你，来确认这是真的？例如一个电子邮箱。只有他们会看到。
pledge-ask-letter = 如果你有支持信，请把它贴在这里，或者给一个链接。你也可以把它发到 { $contact }。发在这里的，只有组织者会看到。
pledge-ask-display = 你想怎样显示在公开名单上？
choose-display-full = 显示全名
choose-display-initials = 显示姓名缩写和国家
choose-display-counted = 完全不显示，只计数
pledge-ask-announce = 我可以把这位新支持者告诉想收通知的聊天室吗？内容和名单上的一样。
pledge-ask-write = 组织者可以在这里给你写消息吗？
pledge-check-line = 会公开的就是这一行，一字不差：
pledge-check-counted = 什么都不会公开，只是支持者的总数加一。
pledge-check-speaks-for-others = 因为你是代表他人登记的，组织者会先看一看。你也可以写信给 { $contact }。
pledge-check-name-on-list = 这个名字已经在名单上了，所以组织者会先看一看。
pledge-check-all-reviewed = 计入之前，组织者会先看一看。
pledge-ask-confirm = 都没问题吗？
choose-confirm = 没问题，计入吧
choose-change = 修改内容
pledge-what-to-change = 你想修改什么？
type-change = 修改 { $field }
field-kind = 支持方
field-name = 姓名或名称
field-country = 国家
field-affiliation = 所属
field-role = 职务
field-contact = 联系方式
field-letter = 支持信
field-display = 显示方式
field-announce = 可以告诉聊天室
field-write = 组织者可以写消息
line-counted = 不显示任何一行，只计数。

pledge-typed-here-is-seen = 你在这个聊天室里输入的内容，这里的每个人都能看到。请点一个选项，或者在我们的私聊里写给我。
pick-one = 请从这些回答里选一个。
pledge-old-button = 那个回答属于前面的问题。现在要回答的是这个：
pledge-no-way-back = 这是第一个问题。你可以改为取消。
pledge-none-open = 现在没有未完成的登记。你可以开始一次。
pledge-cancelled = 已取消。什么都没有公布，你的回答也已经删掉。
pledge-published = 你是第 { $number } 号支持者。公众看到的是：
pledge-waiting = 你的支持正在等组织者审核，目前没有任何内容公开。计入之后，公众会看到：
pledge-refused = 你的支持没有被接受：{ $reason }你可以重新登记一次。当时的内容是：
pledge-thanks = 谢谢你！你是第 { $number } 号支持者，公开名单上现在有了这一行：
pledge-thanks-counted = 谢谢你！你是第 { $number } 号支持者。没有人会看到你是谁。
pledge-thanks-way-back = 你随时可以改变主意：“{ $display }”修改你的显示方式，“{ $withdraw }”撤回你的支持，“{ $forget }”删除一切。
pledge-held = 谢谢你！接下来由组织者审核。在那之前，什么都不会公开；结果如何，我会在这里告诉你。
pledge-held-body = 谢谢你！接下来由组织者审核。在那之前，什么都不会公开；结果如何，我会在这里告诉你。你也可以写信给 { $contact }。
pledge-held-beside = 谢谢你！接下来由组织者审核。在那之前，什么都不会公开。想知道结果，请输入“{ $command }”。你也可以写信给 { $contact }。

fault-empty = { $field }：里面什么都没有。
fault-too-long = { $field }：太长了，最多 { $most } 个字符。
fault-no-letters = { $field }：请用文字填写。
fault-link = { $field }：请不要写网址和电子邮箱。
fault-control = { $field }：里面有看不见的字符。请手动重新输入。
fault-bidirectional = { $field }：里面有会改变文字方向的字符。请手动重新输入。
fault-mention = { $field }：请不要写 @用户名，也不要提及别人。
fault-markup = { $field }：请不要使用排版符号，例如 *、_、[ ] 或 < >。
fault-formula = { $field }：不能以 =、+、- 或 @ 开头。
fault-noise = { $field }：这看起来不像文字。
fault-country-nearest = 我不认识“{ $typed }”这个国家。你是指 { $nearest } 吗？
fault-country-unknown = 我不认识这个国家。请写它的名称或两个字母的代码，也可以不填。

no-pledge = 我这里没有你的支持。
no-pledge-but-my-name = 如果你的名字还是出现在名单上，请写信给 { $contact }，会有人查清楚。
display-now = 公众现在看到的是：
display-ask = 你想怎样显示？
display-preview = 公众会看到：
display-follows = 名单会立即改变，已经发出的通知也会一起改变。
display-done = 改好了。公众现在看到的是：
choose-display-confirm = 好，就这样显示
choose-leave-as-is = 保持原样
withdraw-ask = 要撤回这份支持吗？
withdraw-what-happens = 它会立即从名单上移除，你的名字也会从我发过的每条通知里移除。我保存的关于这份支持的内容会被删除。
choose-withdraw-yes = 是，撤回
choose-withdraw-no = 不，保留
withdraw-done = 已撤回。你的支持已经从名单上移除，相关数据也已删除。提到你名字的通知正在修改。
forget-ask = 要删除我保存的关于你的一切吗？你的支持也会一起撤回。这无法恢复。
choose-forget-yes = 是，全部删除
choose-forget-no = 不，保留
forget-done = 已删除。我不再知道关于你的任何事。

mydata-title = 我保存的关于你的内容
mydata-nothing = 什么都没有。
mydata-id = 你在这个平台上的账号，只以一段打乱的代码保存，无法从它还原出账号。只要你有登记的支持、未答完的问题或开启了通知的聊天室，我还会加密保存该往哪里回复你。
mydata-language = 语言
mydata-role = 角色
mydata-rooms = 你开启过通知的聊天室
mydata-pledge = 支持
mydata-status-published = 已公布，第 { $number } 号
mydata-status-waiting = 等待组织者审核
mydata-status-refused = 未被接受
mydata-public-line = 公众看到的内容
mydata-since = 开始于
mydata-draft = 未完成的登记，开始于
mydata-consent = { $answer }（{ $day }，第 { $version } 版说明）
consent-store = 保存回答
consent-publish = 公开显示这一行
consent-announce = 告诉聊天室
consent-contact = 组织者可以给你写消息

privacy-title = 隐私
privacy-kept =
    你问的问题，我一概不保存。
    对于你登记的支持，我加密保存你的回答，以及你同意了什么、何时同意的。
    公众只能看到你确认过的那一行。
    你的账号只以一段打乱的代码保存，绝不以名字或号码保存。
    日志里不会有名字，也不会有消息内容。
    没有完成的登记，一天后就会丢弃。
    如果你在某个聊天室开启通知，我会加密记住是你开启的，以便那个聊天室不再接收通知时告诉你。
privacy-way-out = “{ $mydata }”显示全部内容，“{ $withdraw }”撤回你的支持，“{ $forget }”删除一切。如果这个渠道对你来说不够安全，请使用 { $site }，或写信给 { $contact }。

review-none = 没有待审核的支持。谢谢你来看看。
review-no-such = 没有 { $id } 号支持。输入“{ $review }”，看看哪些在等待审核。
review-title = { $waiting ->
   *[other] { $id } 号支持 · 共 { $waiting } 份待审核
}
review-why = 为什么要审核
review-why-speaks-for-others = 代表他人登记
review-why-name-on-list = 这个名字已经在名单上
review-why-all-reviewed = 每份支持都要审核
choose-approve = 批准
choose-refuse-not-confirmed = 拒绝：未能证实
choose-refuse-duplicate = 拒绝：重复
choose-refuse-not-genuine = 拒绝：不真实
choose-refuse-somebody-else = 拒绝：用了别人的名字
choose-next-pledge = 下一份支持
review-approved = 已批准，现在是第 { $number } 号支持者。如果能联系上本人，我会告知。
review-refused = { $id } 号支持已被拒绝：{ $reason }如果能联系上本人，我会告知。
review-already-published = { $id } 号支持已经公布了。
review-already-refused = { $id } 号支持已经被拒绝了。
refusal-not-confirmed = 没有什么能证明它所代表的各方真的支持。
refusal-duplicate = 它已经在名单上了。
refusal-not-genuine = 名字看起来不像真实的名字。
refusal-somebody-else = 这个名字属于另一个人，而那个人并没有表示支持。
pledge-typed-in-room = 这个聊天室里的其他人可能已经看到你输入的内容。如果你不希望他们看到，请删除那条消息。
pledge-filled-in = 我已经填好：
choose-change-nothing = 不修改，返回
fault-needed = { $field }：这一项需要你回答。你也可以返回或取消。
fault-no-contact = { $field }：这看起来不像联系方式。请填写电子邮箱、电话号码或账号。
display-now-waiting = 组织者会先审核你的支持。如果获得批准，公众会看到：
display-done-waiting = 改好了。计入之后，公众会看到：
withdraw-what-happens-waiting = 目前没有任何内容公开。我保存的关于这份支持的内容会被删除。
withdraw-done-waiting = 已撤回。你的支持已经不在了，相关数据也已删除。
mydata-public-line-waiting = 如果获得批准，公众会看到的内容
