# 聊天室收到什么、可以选择什么。

hello = 你好！我回答关于 { $campaign } 的问题，也在私聊里登记大家的支持。
hello-quiet = 有人跟我说话时，我才开口。聊天室管理员可以让我把新支持者的消息告诉大家，每天一次：“{ $announcements } 每天”。如果不希望我留在这里，把我移出聊天室就行，我会忘掉它。

announcements-now = 这个聊天室收到的通知
announcements-done = 从现在起，这个聊天室收到的通知
announcements-pace = 通知
announcements-quiet = 免打扰时段
announcements-time-zone = 时区
announcements-language = 语言
announcements-sound = 声音
announcements-reach = 发给
announcements-quiet-hours = { $from } 至 { $to }
announcements-no-quiet-hours = 无
announcements-no-language = 未选择
announcements-more = 免打扰时段、时区和语言：“{ $announcements } 免打扰 22:00-07:00 时区 Asia/Singapore 语言 zh”。输入“{ $announcements } 免打扰 关”，就取消免打扰时段。
announcements-admins-only = 只有这个聊天室的管理员可以更改它收到的通知。
announcements-no-followers = 没有人能从别处关注这个聊天室，所以它的通知只留在这里。
announcements-may-not-post = 我不能在这个聊天室里主动发消息，所以它收不到通知。请让管理员允许我在这里发消息，然后再选一次。
pace-off = 无
pace-each = 每位新支持者，立即通知（十分钟内接着来的合并成一条）
pace-daily = 每天一次，早上九点
pace-weekly = 每周一次，星期一早上九点
pace-milestones = 只在人数达到整数关口时通知，以及公告
sound-silent = 静音
sound-audible = 和普通消息一样
reach-room-only = 只发到这个聊天室
reach-followers = 这个聊天室，以及在别处关注它的所有人
choose-pace-off = 不要通知
choose-pace-each = 每位支持者
choose-pace-daily = 每天一次
choose-pace-weekly = 每周一次
choose-pace-milestones = 只要整数关口
choose-sound-silent = 静音
choose-sound-audible = 有声音
choose-reach-room-only = 只发到这个聊天室
choose-reach-followers = 也发给关注者

news-supporters = { $count ->
   *[other] 网络安全人权建议有 { $count } 位新支持者：
}
news-unnamed = { $count ->
   *[other] 又有 { $count } 位支持者加入，未具名。
}
news-unnamed-more = { $count ->
   *[other] 还有 { $count } 位，未具名。
}
news-milestone = 我们现在有 { $total } 位支持者了。
news-notice = 倡议组织者的公告：

announce-preview = 各聊天室会看到：
announce-ask = { $rooms ->
   *[other] 它会发到 { $rooms } 个开启了通知的聊天室。要发送吗？
}
announce-ask-again = 要发送吗？
choose-send = 发送
announce-done = 正在发出。每个聊天室会在可以收通知的时候收到：一般立即收到；如果刚收到过通知，就在十分钟之内；每天或每周收通知的，在九点；免打扰时段内绝不会收到。
announce-not-taken = 这段文字发不出去：它太长，或者里面有看不见的字符。

outcome-approved = 好消息：你的支持已经计入。你是第 { $number } 号支持者。谢谢你！
outcome-refused = 你的支持没有被接受：{ $reason }如果你认为弄错了，请写信给 { $contact }。
news-more = { $count ->
   *[other] 还有 { $count } 位：“{ $supporters }”显示全部。
}
news-withdrawn = 这条消息已撤回。
news-lost = { $rooms ->
   *[other] 你开启过通知的 { $rooms } 个聊天室不再接收我的消息，所以我停发了。想在那里重新收到通知，请把我加回去，或者允许我发消息，并在每个聊天室里输入“{ $announcements } 每天”。
}
