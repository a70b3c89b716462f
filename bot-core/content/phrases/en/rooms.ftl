# What rooms hear and choose.

hello = Hello! I answer questions about { $campaign }, and I take pledges of support, in private.
hello-quiet = I only speak when I’m spoken to. Room admins can have me tell the room about new supporters: { $announcements } daily. If you’d rather not have me here, remove me from the room, and I forget it.

announcements-now = What this room hears
announcements-done = From now on, this room hears this
announcements-pace = News
announcements-quiet = Quiet hours
announcements-time-zone = Clock
announcements-language = Language
announcements-sound = Sound
announcements-reach = Goes to
announcements-quiet-hours = { $from } to { $to }
announcements-no-quiet-hours = none
announcements-no-language = not chosen
announcements-more = Quiet hours, clock and language: “{ $announcements } quiet 22:00-07:00 timezone Asia/Kathmandu language fr”. “{ $announcements } quiet off” ends quiet hours.
announcements-admins-only = Only the admins of this room can change what it hears.
announcements-no-followers = Nobody can follow this room from elsewhere, so its news stay here.
announcements-may-not-post = I may not write in this room by myself, so it can’t hear any news. Please have its admins allow me to send messages here, and then choose again.
pace-off = none
pace-each = each new supporter, at once (what follows within ten minutes comes in one message)
pace-daily = once a day, at nine in the morning
pace-weekly = once a week, Monday at nine in the morning
pace-milestones = round numbers and notices only
sound-silent = none
sound-audible = as any message
reach-room-only = this room only
reach-followers = this room and everybody who follows it from elsewhere
choose-pace-off = No news
choose-pace-each = Each supporter
choose-pace-daily = Once a day
choose-pace-weekly = Once a week
choose-pace-milestones = Round numbers only
choose-sound-silent = Without a sound
choose-sound-audible = With a sound
choose-reach-room-only = To this room only
choose-reach-followers = Also to followers

news-supporters = { $count ->
    [one] A new supporter of the recommendations for human rights in cybersecurity:
   *[other] { $count } new supporters of the recommendations for human rights in cybersecurity:
}
news-unnamed = { $count ->
    [one] One more supporter joined, without being named.
   *[other] { $count } more supporters joined, without being named.
}
news-unnamed-more = { $count ->
    [one] And one more, without being named.
   *[other] And { $count } more, without being named.
}
news-milestone = We are { $total } supporters now.
news-notice = From the organisers of the campaign:

announce-preview = Rooms would see this:
announce-ask = { $rooms ->
    [one] It would go to { $rooms } room that hears news. Send it?
   *[other] It would go to { $rooms } rooms that hear news. Send it?
}
announce-ask-again = Send it?
choose-send = Send it
announce-done = On its way. Each room hears it when its news may come: at once, or within ten minutes if it has just had some; at nine where news comes daily or weekly; never in quiet hours.
announce-not-taken = That text can’t be sent: it is too long, or has invisible characters in it.

outcome-approved = Good news: your pledge counts now. You are supporter number { $number }. Thank you!
outcome-refused = Your pledge was not taken: { $reason } If you think that’s wrong, write to { $contact }.
news-more = { $count ->
    [one] And { $count } more: { $supporters } shows everybody.
   *[other] And { $count } more: { $supporters } shows everybody.
}
news-withdrawn = This message was withdrawn.
news-lost = { $rooms ->
    [one] A room in which you turned on news no longer takes my messages, so I have stopped. To hear news there again, let me back in or allow me to write, and type “{ $announcements } daily” in it.
   *[other] { $rooms } rooms in which you turned on news no longer take my messages, so I have stopped. To hear news there again, let me back in or allow me to write, and type “{ $announcements } daily” in each of them.
}
