# What the terminal says by itself: the first screen, where a message belongs, and slips in stage directions.
# Words after @, # and : are typed as they stand here in every language.

# How the service is called, in sentences such as "What you write in … stays on this machine".
console-service = this terminal

# The first screen. { $first } is the person one is at the start.
console-welcome =
    This is the whole bot. Everything stays on this machine.
    Ask something in your own words, or type /help.

    You can play several people and rooms. You begin as @{ $first }.
      @ana            be Ana, in her private chat with the bot
      #plaza          go to the room #plaza as the same person
      @ana #plaza     both; with words after it, say only that line there
      :time +10m      move the clock on, in one leap (s, m, h, d or w)
      :leave #plaza   take the bot out of a room
      :again          the last event once more, as a network may repeat it
      :help           this page
      :quit           the end, also Ctrl-D
    In a room, the bot hears /commands and lines that begin with "bot,".
    A number picks one of the choices shown last. Tab completes.

# A name and its value, such as "Country: Nepal".
console-field = { $name }: { $value }

# One line below a message: a choice, and the words to type instead of its number.
console-choice = { $number }) { $label } (or type: { $say })
console-choice-plain = { $number }) { $label }
console-choice-private = { $number }) { $label } (opens your private chat; or type there: { $say })
console-choice-private-plain = { $number }) { $label } (opens your private chat)

# Above a message: to whom it is shown, when that isn't clear from the prompt.
console-only-you = (only you, { $person })
console-message = { $room } (message { $number })
console-corrected = { $room } (message { $number }, corrected)
console-removed = { $room } (message { $number }, removed)

console-chatter =
    (In a room, the bot hears only /commands and lines that begin with "bot,". The rest is people talking. This is said once.)
console-left = (The bot has left { $room }.)
console-time-moved = (The clock moved on by { $amount }.)

console-unknown-direction = There is no direction "{ $typed }". Did you mean { $nearest }? Type :help for all of them.
console-no-direction = There is no direction "{ $typed }". Type :help for all of them.
console-name-usage = Say who or where, for instance "@ana", "#plaza" or "@ana #plaza".
console-time-usage = Say how far, for instance ":time +10m" or ":time +1d" (s, m, h, d or w; forwards only, ten years at most).
console-leave-usage = Say which room, for instance ":leave #plaza".
console-nothing-to-repeat = Nothing has happened yet that could come again.
console-not-in-room = The bot isn't in { $room }.
console-not-text = That line isn't valid UTF-8 text, so I can't read it. Please type it again.
console-line-cut = That line is too long. I read only its first { $kilobytes } kB.
