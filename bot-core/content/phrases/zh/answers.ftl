# 回答：段落、支持者，以及文本没有说到的事。

recommendation-number = 建议 { $number }
statement-number = 2020 年声明第 { $number } 点
passage-title = { $place } · { $topic }
type-recommendation = 建议 { $number }
type-statement = 声明 { $number }
explanation = 简单地说（这是我们的解释，不属于原文）：{ $text }
# 冒号前面的词可以输入来选择，所以这里用半角冒号。
choose-next = 下一条: { $passage }
choose-previous = 上一条: { $passage }
choose-related = 相关: { $passage }
choose-more = 更多: { $passage }
choose-or = 或者: { $passage }

definition-elsewhere = 完整的定义不在我手头的文本里。你可以在倡议的网站上找到它：{ $site }
about = { $recommendations } 条建议说明网络安全怎样可以保护人、尊重人权。2020 年，Freedom Online Coalition（自由在线联盟）的 31 个政府在一份共 { $points } 点的声明中重申了这些建议。支持它们的有政府、组织和个人：到目前为止共 { $supporters } 位。全部内容在这里：{ $site }

options = 我不确定你指的是哪一部分。最接近的是这些：
not-covered = 文本里没有说到这个，所以我不乱猜。建议和 2020 年声明里说到的，我都可以回答。
perhaps-command = 还是你想用命令“{ $command }”？
courtesy = 关于网络安全人权建议和 2020 年声明，有问题就来问我。直接问就行。
no-such-recommendation = 没有“{ $typed }”这条建议。建议的编号从 1 到 { $last }。
no-such-point = 2020 年声明里没有“{ $typed }”这一点。编号从 1 到 { $last }。

process-how = 你可以直接在这里私下登记你的支持：输入“{ $pledge }”。在任何内容算数之前，我会把会公开的内容原样给你看。倡议是这样说的：
process-body = 可以。组织、团体或政府都可以在这里登记支持；公布之前，倡议的组织者会看一看。你也可以写信给 { $contact }：
process-letter = 支持信请发到 { $contact }。你也可以在这里登记支持时一并留下。
process-change = 如果你是在这里登记的，你可以自己修改显示方式，或者把名字从名单上拿掉，立即生效。如果你是在别处签的，或者有人用了你的名字，请写信给 { $contact }。
process-contact = 倡议的地址是 { $contact }。
process-privacy = 我尽量少保存，而且只在你同意之后才保存。输入“{ $privacy }”看看保存什么，输入“{ $mydata }”看看具体内容。倡议的联系方式在这里。

supporters-title = 支持者：{ $total }
supporters-title-filter = 支持者 · { $filter }：{ $total }
supporters-none = 名单上没有与“{ $filter }”相符的。
supporters-no-such-page = { $pages ->
   *[other] 名单只有 { $pages } 页。
}
supporters-page = 第 { $page } 页，共 { $pages } 页
choose-next-page = 下一页
choose-previous-page = 上一页
latest-title = 最新的支持
kind-government = 政府
kind-organisation = 组织
kind-group = 团体
kind-individual = 个人
kinds-government = 政府
kinds-organisation = 组织
kinds-group = 团体
kinds-individual = 个人
stats-title = { $total ->
   *[other] { $total } 位支持者
}
stats-counted-only = 其中只计数的
stats-by-country = 按国家统计（仅限公开的）：
stats-other-countries = 其他国家
how-many-government = { $count ->
   *[other] 有 { $count } 个政府支持这些建议。
}
how-many-organisation = { $count ->
   *[other] 有 { $count } 个组织支持这些建议。
}
how-many-group = { $count ->
   *[other] 有 { $count } 个团体支持这些建议。
}
how-many-individual = { $count ->
   *[other] 有 { $count } 人支持这些建议。
}
named-yes = { $count ->
   *[other] 有。公开名单上与“{ $name }”相符的有 { $count } 个：
}
named-no = 没有，我在公开名单上没找到“{ $name }”。有些支持者只计数，不列出。
named-no-government = 没有，我在公开名单的政府里没找到“{ $name }”。

# 译文代替倡议原话时，这句话说明出处。
citation-translated = 非正式译文，仅以英文原文为准。{ $citation }
choose-original = 英文原文
choose-translation = 译文

# 把答错的问题告诉组织者。
wrong-ask = 很抱歉没帮上忙。组织者知道了这个问题，就能改进。请用你自己的话再发给我一遍。不要写名字，也不要写任何可能指向你或别人的内容。
wrong-show = 我可以为倡议的组织者保存这个问题吗？
wrong-what-is-kept = 如果你同意，我会保存问题的文字、日期，以及我用哪些文本回答的；不会保存是谁问的、在哪里问的。所以以后我没法找到它来替你删除。
choose-wrong-yes = 可以，保存
choose-wrong-no = 不，丢掉
wrong-done = 谢谢你。问题已经保存，没有保存是谁问的。它能帮我下次找到正确的答案。
