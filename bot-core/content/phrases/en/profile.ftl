# What a platform shows of the bot before anybody writes to it, and where nothing of a conversation can be shown.

profile-description =
    I answer questions about { $campaign }, the recommendations for human rights in cybersecurity, in the words of their texts. I show who supports them, and I take your own pledge of support, in private.

    In a group I only speak when I’m spoken to; its admins can have me tell it about new supporters.

    Just ask. “help” lists what I understand; “privacy” says what I keep about you.
profile-short-description = Answers about human rights in cybersecurity, quoted from the campaign’s texts. Takes pledges of support.

hello-private = Just ask, in your own words.

inline-hint = Type what you look for: “encryption”, “rec 8”
inline-nothing = Nothing fits. Ask me in private
