# The pledge conversation, and what comes after it.

pledge-title = Add your support
pledge-title-step = Add your support · question { $at } of { $of }
pledge-notice-think = Supporting a text on human rights shows something of what you think. Take a moment: is that safe for you?
secrecy-this-machine = What you write here stays on this machine.
secrecy-end-to-end = What you write here is end-to-end encrypted: the servers on its way can’t read it, only see that we write to each other. I can read it, and so can whoever runs me.
secrecy-readable = What you write here is not end-to-end encrypted: { $service } and whoever runs it can read it.
secrecy-readable-by-servers = What you write here is not end-to-end encrypted: whoever runs your server or mine can read it. You can turn encryption on in the settings of this chat.
pledge-notice-kept = I keep your answers encrypted. What others see of them, you choose: your name, your initials, or nothing at all. Nothing counts before you confirm, and you can take it back at any time. If this channel isn’t safe enough for you, use { $site } or write to { $contact }.
pledge-ask-store = May I keep your answers?
choose-agree = Yes, go on
choose-form = Fill in a form
choose-pledge-back = Back to my pledge
choose-back = Back
choose-yes = Yes
choose-no = No
choose-skip = Leave out
choose-rather-not-say = I’d rather not say
pledge-ask-kind = Who supports the recommendations?
choose-kind-individual = I do, as a person
choose-kind-organisation = An organisation
choose-kind-group = A group or network
choose-kind-government = A government
pledge-ask-name = What is your name? Write it the way it may appear; you choose in a moment who sees it.
pledge-ask-name-body = What is it called?
pledge-ask-country = Which country?
pledge-ask-affiliation = What would you like to add: an organisation, a profession, a city? It appears after your name.
pledge-ask-role = What is your role in it? Only organisers of the campaign see this.
pledge-ask-contact = How can organisers of the campaign reach you, to make sure that it’s real? For example an e-mail address. Only they see it.
pledge-ask-letter = If you have a letter of support, paste it here or give a link to it. You can also send it to { $contact }. Only organisers see it here.
pledge-ask-display = How do you want to appear on the public list?
choose-display-full = With the full name
choose-display-initials = With initials and country
choose-display-counted = Not at all, only counted
pledge-ask-announce = May I tell rooms that asked for news about this new supporter, as it stands on the list?
pledge-ask-write = May the organisers write to you here?
pledge-check-line = This exact line would be public:
pledge-check-counted = Nothing would be public. Only the number of supporters grows by one.
pledge-check-speaks-for-others = Because you speak for others, an organiser looks at it first. You can also write to { $contact }.
pledge-check-name-on-list = This name is on the list already, so an organiser looks at it first.
pledge-check-all-reviewed = An organiser looks at it before it counts.
pledge-ask-confirm = Is everything right?
choose-confirm = Yes, count it
choose-change = Change something
pledge-what-to-change = What would you like to change?
type-change = change { $field }
field-kind = Who
field-name = Name
field-country = Country
field-affiliation = Affiliation
field-role = Role
field-contact = Contact
field-letter = Letter
field-display = Appearance
field-announce = Rooms may be told
field-write = Organisers may write
line-counted = No line: only counted.

pledge-typed-here-is-seen = Everybody here can read what you type in this room. Pick one of the choices, or write to me in our private chat.
pick-one = Please pick one of the answers.
pledge-old-button = That answer belongs to an earlier question. This one is open:
pledge-no-way-back = This is the first question. You can cancel instead.
pledge-none-open = No pledge is open. You can begin one.
pledge-cancelled = Cancelled. Nothing was published, and your answers are gone.
pledge-published = You are supporter number { $number }. This is what the public sees:
pledge-waiting = Your pledge waits for an organiser. Nothing of it is public yet. When it counts, the public sees this:
pledge-refused = Your pledge was not taken: { $reason } You can make another one. It said:
pledge-thanks = Thank you! You are supporter number { $number }, and this is now on the public list:
pledge-thanks-counted = Thank you! You are supporter number { $number }. Nobody sees who you are.
pledge-thanks-way-back = You can change your mind at any time: { $display } changes how you appear, { $withdraw } takes your pledge back, { $forget } erases everything.
pledge-held = Thank you! An organiser looks at it now. Nothing is public until then, and I’ll tell you here what came of it.
pledge-held-body = Thank you! An organiser looks at it now. Nothing is public until then, and I’ll tell you here what came of it. You can also write to { $contact }.
pledge-held-beside = Thank you! An organiser looks at it now. Nothing is public until then. To see what came of it, type { $command }. You can also write to { $contact }.

fault-empty = { $field }: there was nothing in it.
fault-too-long = { $field }: that’s too long. At most { $most } characters fit.
fault-no-letters = { $field }: please use letters.
fault-link = { $field }: please leave out web and e-mail addresses.
fault-control = { $field }: it has invisible characters in it. Please type it again by hand.
fault-bidirectional = { $field }: it has characters that turn the direction of text. Please type it again by hand.
fault-mention = { $field }: please leave out @names and mentions.
fault-markup = { $field }: please leave out formatting such as *, _ , [ ] or < >.
fault-formula = { $field }: it can’t begin with = + - or @.
fault-noise = { $field }: that doesn’t look like words.
fault-country-nearest = I don’t know the country “{ $typed }”. Did you mean: { $nearest }?
fault-country-unknown = I don’t know that country. Please write its name or its two-letter code, or leave it out.

no-pledge = I have no pledge from you.
no-pledge-but-my-name = If your name is on the list anyway, write to { $contact }, and it will be looked into.
display-now = This is what the public sees now:
display-ask = How do you want to appear?
display-preview = This is what the public would see:
display-follows = The list changes at once, and so do the announcements that were posted already.
display-done = Done. The public sees this now:
choose-display-confirm = Yes, show it like this
choose-leave-as-is = Leave it as it is
withdraw-ask = Take this pledge back?
withdraw-what-happens = It goes off the list at once, and your name off every announcement that I posted. What I keep about the pledge is erased.
choose-withdraw-yes = Yes, take it back
choose-withdraw-no = No, keep it
withdraw-done = Done. Your pledge is off the list, and its data is erased. Announcements that named you are being changed now.
forget-ask = Erase everything that I keep about you? A pledge is taken back too. This can’t be undone.
choose-forget-yes = Yes, erase everything
choose-forget-no = No, keep it
forget-done = Done. I no longer know anything about you.

mydata-title = What I keep about you
mydata-nothing = Nothing.
mydata-id = Your account on this platform is kept only as a scrambled code that can’t be turned back into the account. While you have a pledge, an open question or rooms with news, I also keep, encrypted, where to answer you.
mydata-language = Language
mydata-role = Role
mydata-rooms = Rooms in which you turned on news
mydata-pledge = Pledge
mydata-status-published = published, number { $number }
mydata-status-waiting = waits for an organiser
mydata-status-refused = not taken
mydata-public-line = What the public sees
mydata-since = Since
mydata-draft = Open pledge, begun
mydata-consent = { $answer } ({ $day }, wording { $version })
consent-store = Keeping it
consent-publish = Showing the public line
consent-announce = Telling rooms
consent-contact = Organisers may write to you

privacy-title = Privacy
privacy-kept =
    I keep nothing of the questions you ask.
    Of a pledge I keep your answers, encrypted, and what you agreed to and when.
    The public sees only the line that you confirmed.
    Your account is kept only as a scrambled code, never as a name or number.
    No names and no messages go into logs.
    An unfinished pledge is dropped after a day.
    If you turn on news in a room, I remember, encrypted, that it was you, to tell you should the room stop taking them.
privacy-way-out = { $mydata } shows all of it, { $withdraw } takes your pledge back, { $forget } erases everything. If this channel isn’t safe enough for you, use { $site } or write to { $contact }.

review-none = No pledge waits. Thank you for looking.
review-no-such = There is no pledge { $id }. Type { $review } to see what waits.
review-title = { $waiting ->
    [one] Pledge { $id } · { $waiting } waits
   *[other] Pledge { $id } · { $waiting } wait
}
review-why = Why it waits
review-why-speaks-for-others = somebody speaks for others
review-why-name-on-list = the name is on the list already
review-why-all-reviewed = every pledge is reviewed
choose-approve = Approve
choose-refuse-not-confirmed = Refuse: not confirmed
choose-refuse-duplicate = Refuse: duplicate
choose-refuse-not-genuine = Refuse: not genuine
choose-refuse-somebody-else = Refuse: somebody else’s name
choose-next-pledge = Next pledge
review-approved = Approved. It is supporter number { $number } now. I tell the person, if I can reach them.
review-refused = Pledge { $id } is refused: { $reason } I tell the person, if I can reach them.
review-already-published = Pledge { $id } is published already.
review-already-refused = Pledge { $id } is refused already.
refusal-not-confirmed = nothing showed that those it speaks for really stand behind it.
refusal-duplicate = it is on the list already.
refusal-not-genuine = the name didn’t look like a real one.
refusal-somebody-else = the name belongs to somebody who didn’t pledge.
pledge-typed-in-room = Others in this room may have read what you typed. If you’d rather they hadn’t, delete that message.
pledge-filled-in = I filled this in:
choose-change-nothing = Nothing, go back
fault-needed = { $field }: I need an answer to this one. You can also go back or cancel.
fault-no-contact = { $field }: that doesn’t look like a way to reach you. Please give an e-mail address, a phone number or an account.
display-now-waiting = An organiser looks at your pledge first. The public would see this:
display-done-waiting = Done. Once it counts, the public sees this:
withdraw-what-happens-waiting = Nothing of it is public yet. What I keep about the pledge is erased.
withdraw-done-waiting = Done. Your pledge is gone, and its data is erased.
mydata-public-line-waiting = What the public would see
