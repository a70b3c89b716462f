# The commands: names (the first line is the one that is shown), what each does, and how it is typed.

command-ask-names = ask
command-ask-about = answers your question from the texts
command-ask-usage =
    ask May the police break encryption?
command-recommendation-names =
    recommendation
    rec
    r
command-recommendation-about = shows one of the 13 recommendations
command-recommendation-usage =
    rec 8
    recommendation 8
command-statement-names =
    statement
    foc
    point
command-statement-about = shows a point of the 2020 statement
command-statement-usage =
    foc 3
    statement 3
command-definition-names = definition
command-definition-about = what the texts mean by cybersecurity
command-definition-usage = definition
command-about-names = about
command-about-about = what this is about
command-about-usage = about
command-supporters-names = supporters
command-supporters-about = the public list; add a word, a country or a kind
command-supporters-usage =
    supporters
    supporters nepal
    supporters organisations page 2
command-latest-names = latest
command-latest-about = the newest supporters
command-latest-usage = latest
command-stats-names = stats
command-stats-about = supporters by kind and country
command-stats-usage = stats
command-pledge-names =
    pledge
    sign
    start
command-pledge-about = adds your support, in private
command-pledge-usage =
    pledge
    pledge Name | Country | Affiliation
command-display-names =
    display
    appearance
command-display-about = changes how you appear on the list
command-display-usage =
    display
    display initials
command-withdraw-names =
    withdraw
    unsign
command-withdraw-about = takes your pledge back, at once
command-withdraw-usage = withdraw
command-mydata-names = mydata
command-mydata-about = shows all that I keep about you
command-mydata-usage = mydata
command-forget-names = forget
command-forget-about = erases all that I keep about you
command-forget-usage = forget
command-privacy-names = privacy
command-privacy-about = what I keep, and what this channel can’t protect
command-privacy-usage = privacy
command-wrong-names = wrong
command-wrong-about = tells the organisers about a wrong answer
command-wrong-usage =
    wrong
    wrong May my boss read my chats?
command-language-names =
    language
    lang
command-language-about = the language of my answers
command-language-usage =
    language fr
    language en
command-help-names =
    help
    commands
command-help-about = what I understand
command-help-usage =
    help
    help pledge
command-cancel-names =
    cancel
    stop
command-cancel-about = ends what we are in the middle of
command-cancel-usage = cancel
command-announcements-names =
    announcements
    news
command-announcements-about = what this room hears (room admins)
command-announcements-usage =
    announcements each
    announcements daily quiet 22:00-07:00 timezone Asia/Kathmandu
    announcements language fr
    announcements loud
    announcements off
command-review-names = review
command-review-about = pledges that wait for an organiser
command-review-usage =
    review
    review approve 12
    review refuse 12 duplicate
command-announce-names = announce
command-announce-about = a notice to every room that listens
command-announce-usage = announce We meet on Friday at noon UTC.
command-roles-names = roles
command-roles-about = who may do what
command-roles-usage = roles

# What buttons for commands say.
choose-ask = Ask a question
choose-recommendation = Recommendations
choose-statement = Statement
choose-definition = Definition
choose-about = What is this about?
choose-supporters = All supporters
choose-latest = The newest supporters
choose-stats = Supporters by kind and country
choose-pledge = Add your support
choose-display = Change how I appear
choose-withdraw = Take my pledge back
choose-mydata = What is kept about me
choose-forget = Erase everything about me
choose-privacy = Privacy
choose-wrong = Wrong answer?
choose-language = Language
choose-help = Help
choose-cancel = Cancel
choose-announcements = What this room hears
choose-review = Waiting pledges
choose-announce = Notice to rooms
choose-roles = Who may do what

help-title = What I understand
help-intro-private = Just ask, in your own words. Or type one of these:
help-intro-room = Ask me by name or with a command:
help-more = More on one of them: { $help } and its name, for example “{ $help } pledge”.
help-other-names = Also: { $names }

unknown-command = I don’t know “{ $typed }”. Type { $help } to see what I understand.
unknown-command-nearest = I don’t know “{ $typed }”. Did you mean { $command }?
command-needs-more = Something is missing after the command. It is typed like this:
argument-not-understood = I didn’t understand “{ $typed }”. It is typed like this:
nothing-said = I only read words, and found none there. Ask me something, or type { $help }.
stale-choice = That choice is too old, or not for you. Nothing was changed.
nothing-to-cancel = Nothing is going on that could be cancelled.
nothing-changed = All right. Nothing was changed.
go-private = Let’s do this in private, so that nobody else reads it.
wrote-to-you = I’ve written to you in a direct chat, where nobody else in this room reads along.
cannot-write-to-you = I couldn’t open a direct chat with you. Please write to me directly, where nobody else in this room reads along: “{ $command }”.
sign-is-too-little = A reaction is too little for this, so nothing was changed. If you mean it, please type “{ $words }”.
message-unreadable = I couldn’t read your last message: it is encrypted, and its key hasn’t reached me. If it doesn’t come soon, please write the message again. If I can’t read that either, restarting your app often helps.
conversation-expired = What we had begun waited too long, so I dropped it. Nothing of it was kept.
conversation-unreadable = I was updated and can’t go on where we were. Nothing was published; please start again.
trouble = Something went wrong on my side, and nothing was changed. Please try again in a minute.

language-ask = I’m answering in { $language }. Which language would you like?
language-done = I’ll answer you in { $language } from now on. Type { $help } to see what I understand.

roles-title = Who may do what
role-reviewer = Reviewer
role-organiser = Organiser
role-reviewer-may = { $holders ->
    [one] looks at pledges that wait, approves or refuses them ({ $holders } person)
   *[other] looks at pledges that wait, approves or refuses them ({ $holders } people)
}
role-organiser-may = { $holders ->
    [one] all of that, and notices to rooms ({ $holders } person)
   *[other] all of that, and notices to rooms ({ $holders } people)
}
roles-none = You have none of these roles. You don’t need one to ask or to pledge.
roles-own = Yours: { $roles }
roles-how = Roles are given on the machine that the bot runs on, with “outreach-bot roles grant”.
reviewers-only = Only reviewers can look at pledges. Type { $roles } to see who may do what.
organisers-only = Only organisers can write to rooms. Type { $roles } to see who may do what.
help-line = { $name }: { $about }
nothing-open = Nothing is open between us that this could answer. Ask me something, or type { $help }.
