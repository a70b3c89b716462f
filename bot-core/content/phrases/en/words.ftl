# Single words with a fixed meaning. The first line is what the bot itself says; every line is understood, in every
# language at once.
words-yes =
    yes
    y
    yes please
    ok
    agree
    i agree
words-no =
    no
    n
    no thanks
words-back =
    back
    go back
words-skip =
    skip
    none
    no answer
    rather not say
    prefer not to say
words-confirm =
    confirm
    i confirm
words-change =
    change
    edit
words-page =
    page
    p
words-quiet =
    quiet
words-timezone =
    timezone
    tz
words-language =
    language
words-on =
    on
words-off =
    off
    none
words-each =
    each
    all
words-daily =
    daily
words-weekly =
    weekly
words-milestones =
    milestones
words-silent =
    silent
    silently
words-audible =
    loud
    audible
    aloud
words-room-only = room-only
words-followers = followers
words-kind-government =
    government
    governments
    state
words-kind-organisation =
    organisation
    organisations
    organization
    organizations
    org
    orgs
    ngo
words-kind-group =
    group
    groups
    network
    collective
words-kind-individual =
    individual
    individuals
    person
    a person
    as a person
    people
    myself
    me
    i do
words-display-full =
    full name
    full
    name
words-display-initials =
    initials
words-display-counted =
    counted only
    counted
    count only
    anonymous
words-approve =
    approve
words-refuse =
    refuse
    reject
words-refusal-not-confirmed = not-confirmed
words-refusal-duplicate = duplicate
words-refusal-not-genuine = not-genuine
words-refusal-somebody-else = somebody-else
# Small words that may stand before a country: "supporters from nepal".
words-from =
    from
    in
    of
# What can be changed at the end of a pledge: "change name".
words-change-kind =
    who
    kind
words-change-name = name
words-change-country = country
words-change-affiliation = affiliation
words-change-role = role
words-change-contact = contact
words-change-letter = letter
words-change-display =
    appearance
    display
words-change-announce =
    rooms
    news
words-change-write = messages
# What the languages are called.
language-en = English
language-fr = French
language-es = Spanish
language-pt = Portuguese
language-ar = Arabic
language-ru = Russian
language-zh = Chinese
language-de = German
language-bn = Bengali
language-ne = Nepali
language-sw = Swahili
