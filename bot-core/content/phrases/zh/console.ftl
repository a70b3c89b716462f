# 终端自己说的话：第一屏、消息属于哪里，以及场景指令的错误。@、# 和 : 后面的词在所有语言里都照原样输入。

# 服务的叫法，例如“你写的内容……这个终端可以读到”。
console-service = 这个终端

# 第一屏。{ $first } 是一开始扮演的人。
console-welcome =
    这就是完整的机器人。一切都只留在这台机器上。
    用你自己的话问点什么，或者输入 /帮助。

    你可以扮演几个人，进入几个聊天室。一开始你是 @{ $first }。
      @ana            扮演 Ana，在她和机器人的私聊里
      #plaza          以同一个人的身份去聊天室 #plaza
      @ana #plaza     两者一起；后面加上文字，就只在那里说那一句
      :time +10m      让时钟一下子往前走（s、m、h、d 或 w）
      :leave #plaza   让机器人离开一个聊天室
      :again          把上一个事件再来一次，网络有时会重复
      :help           这一页
      :quit           结束，也可以按 Ctrl-D
    在聊天室里，机器人只听 /命令 和以“bot,”开头的行。
    输入数字，选择最近显示的选项。按 Tab 键补全。

# 名称和它的值，例如“国家：尼泊尔”。
console-field = { $name }：{ $value }

# 消息下面的一行：一个选项，以及可以代替数字输入的词。
console-choice = { $number }) { $label }（或输入：{ $say }）
console-choice-plain = { $number }) { $label }
console-choice-private = { $number }) { $label }（打开你的私聊；或在那里输入：{ $say }）
console-choice-private-plain = { $number }) { $label }（打开你的私聊）

# 消息上面：从提示符看不出显示给谁时。
console-only-you = （只有你能看到，{ $person }）
console-message = { $room }（消息 { $number }）
console-corrected = { $room }（消息 { $number }，已更正）
console-removed = { $room }（消息 { $number }，已移除）

console-chatter =
    （在聊天室里，机器人只听 /命令 和以“bot,”开头的行。其余的是大家在聊天。这句话只说一次。）
console-left = （机器人已经离开 { $room }。）
console-time-moved = （时钟往前走了 { $amount }。）

console-unknown-direction = 没有“{ $typed }”这个指令。你是想输入 { $nearest } 吗？输入 :help 查看全部指令。
console-no-direction = 没有“{ $typed }”这个指令。输入 :help 查看全部指令。
console-name-usage = 请说明是谁或在哪里，例如“@ana”、“#plaza”或“@ana #plaza”。
console-time-usage = 请说明走多久，例如“:time +10m”或“:time +1d”（s、m、h、d 或 w；只能往前，最多十年）。
console-leave-usage = 请说明是哪个聊天室，例如“:leave #plaza”。
console-nothing-to-repeat = 还没有发生过可以重复的事。
console-not-in-room = 机器人不在 { $room } 里。
console-not-text = 这一行不是有效的 UTF-8 文本，我读不了。请重新输入。
console-line-cut = 这一行太长了。我只读前 { $kilobytes } kB。
