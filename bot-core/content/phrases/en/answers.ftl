# Answers: passages, supporters, and what the texts don't cover.

recommendation-number = Recommendation { $number }
statement-number = Point { $number } of the 2020 statement
passage-title = { $place }: { $topic }
type-recommendation = rec { $number }
type-statement = foc { $number }
explanation = In plain words (our explanation, not part of the text): { $text }
choose-next = Next: { $passage }
choose-previous = Previous: { $passage }
choose-related = Related: { $passage }
choose-more = More: { $passage }
choose-or = Or: { $passage }

definition-elsewhere = The full definition isn’t among the texts that I have. You find it on the campaign’s site: { $site }
about = { $recommendations } recommendations say how cybersecurity can protect people and respect their human rights. In 2020, the 31 governments of the Freedom Online Coalition reaffirmed them in a statement of { $points } points. Governments, organisations and people support them: { $supporters } so far. All of it: { $site }

options = I’m not sure which part you mean. These are the nearest:
not-covered = The texts don’t say anything about that, so I won’t guess. I can answer what the recommendations and the 2020 statement do say.
perhaps-command = Or did you mean the command { $command }?
courtesy = I’m here for your questions about the recommendations for human rights in cybersecurity and the 2020 statement. Just ask.
no-such-recommendation = There is no recommendation “{ $typed }”. They go from 1 to { $last }.
no-such-point = There is no point “{ $typed }” in the 2020 statement. They go from 1 to { $last }.

process-how = You can add your support right here, in private: type { $pledge }. I show you exactly what would be public before anything counts. The campaign says it like this:
process-body = Yes. An organisation, a group or a government can pledge here; an organiser of the campaign looks at it before it is published. You can also write to { $contact }:
process-letter = A letter of support goes to { $contact }. You can also leave it with a pledge here.
process-change = If you pledged here, you can change how you appear or take your name off the list yourself, at once. If you signed elsewhere, or somebody used your name, write to { $contact }.
process-contact = The address of the campaign is { $contact }.
process-privacy = I keep as little as I can, and only with your yes. Type { $privacy } to read what, and { $mydata } to see it. The campaign can be reached here.

supporters-title = Supporters: { $total }
supporters-title-filter = Supporters · { $filter }: { $total }
supporters-none = Nobody on the list matches “{ $filter }”.
supporters-no-such-page = { $pages ->
    [one] The list has only { $pages } page.
   *[other] The list has only { $pages } pages.
}
supporters-page = Page { $page } of { $pages }
choose-next-page = Next page
choose-previous-page = Previous page
latest-title = Latest expressions of support
kind-government = government
kind-organisation = organisation
kind-group = group
kind-individual = individual
kinds-government = Governments
kinds-organisation = Organisations
kinds-group = Groups
kinds-individual = Individuals
stats-title = { $total ->
    [one] { $total } supporter
   *[other] { $total } supporters
}
stats-counted-only = of these only counted
stats-by-country = By country, as far as it is public:
stats-other-countries = Other countries
how-many-government = { $count ->
    [one] { $count } government supports the recommendations.
   *[other] { $count } governments support the recommendations.
}
how-many-organisation = { $count ->
    [one] { $count } organisation supports the recommendations.
   *[other] { $count } organisations support the recommendations.
}
how-many-group = { $count ->
    [one] { $count } group supports the recommendations.
   *[other] { $count } groups support the recommendations.
}
how-many-individual = { $count ->
    [one] { $count } person supports the recommendations.
   *[other] { $count } people support the recommendations.
}
named-yes = { $count ->
    [one] Yes, it’s on the public list:
   *[other] Yes. On the public list I find { $count } with “{ $name }”:
}
named-no = No, I don’t find “{ $name }” on the public list. Some supporters are only counted and not listed.
named-no-government = No, I don’t find “{ $name }” among the governments on the public list.

# A translation stands where the campaign's own words would; this stands where they say where those are from.
citation-translated = Unofficial translation; only the English text counts. { $citation }
choose-original = English original
choose-translation = Translation

# Telling the organisers of a wrong answer.
wrong-ask = I’m sorry that I didn’t help. The organisers can mend this if they know the question. Send it to me once more, in your own words. Leave out names and whatever could point to you or to somebody else.
wrong-show = May I keep this question for the organisers of the campaign?
wrong-what-is-kept = I’d keep the words, the day, and which texts I answered with, but not who asked or where. So I couldn’t find it later to erase it for you.
choose-wrong-yes = Yes, keep it
choose-wrong-no = No, drop it
wrong-done = Thank you. The question is kept, without who asked. It helps me find the right answer next time.
