# Vyumba vinasikia na kuchagua nini.

hello = Habari! Ninajibu maswali kuhusu { $campaign }, na ninapokea saini za kuunga mkono, kwa faragha.
hello-quiet = Ninazungumza tu ninapoongeleshwa. Wasimamizi wa chumba wanaweza kuniomba nikijulishe chumba kuhusu waungaji mkono wapya: { $announcements } kila-siku. Kama hupendi niwe hapa, niondoe kwenye chumba, nami nitakisahau.

announcements-now = Habari za chumba hiki
announcements-done = Kuanzia sasa, chumba hiki kinapata habari hivi
announcements-pace = Habari
announcements-quiet = Saa za ukimya
announcements-time-zone = Saa za eneo
announcements-language = Lugha
announcements-sound = Sauti
announcements-reach = Zinafika kwa
announcements-quiet-hours = { $from } hadi { $to }
announcements-no-quiet-hours = hakuna
announcements-no-language = haijachaguliwa
announcements-more = Saa za ukimya, saa za eneo na lugha: “{ $announcements } kimya 22:00-07:00 ukanda Africa/Nairobi lugha sw”. “{ $announcements } kimya zima” humaliza saa za ukimya.
announcements-admins-only = Ni wasimamizi wa chumba hiki tu wanaoweza kubadilisha habari ambazo kinapata.
announcements-no-followers = Hakuna anayeweza kufuatilia chumba hiki kutoka kwingine, kwa hiyo habari zake zinabaki hapa.
announcements-may-not-post = Siruhusiwi kuandika katika chumba hiki bila kuulizwa, kwa hiyo hakiwezi kupata habari zozote. Tafadhali omba wasimamizi wake waniruhusu kutuma jumbe hapa, kisha chagua tena.
pace-off = hakuna
pace-each = kila mwungaji mkono mpya, mara moja (wanaofuata ndani ya dakika kumi huja katika ujumbe mmoja)
pace-daily = mara moja kwa siku, saa tatu asubuhi
pace-weekly = mara moja kwa wiki, Jumatatu saa tatu asubuhi
pace-milestones = hatua kuu tu (kama 50 au 100) na ujumbe wa waratibu
sound-silent = hakuna
sound-audible = kama ujumbe mwingine wowote
reach-room-only = chumba hiki tu
reach-followers = chumba hiki na wote wanaokifuatilia kutoka kwingine
choose-pace-off = Bila habari
choose-pace-each = Kila mwungaji mkono
choose-pace-daily = Mara moja kwa siku
choose-pace-weekly = Mara moja kwa wiki
choose-pace-milestones = Hatua kuu tu, kama 50 au 100
choose-sound-silent = Bila sauti
choose-sound-audible = Kwa sauti
choose-reach-room-only = Kwa chumba hiki tu
choose-reach-followers = Pia kwa wafuatiliaji

news-supporters = { $count ->
    [one] Mwungaji mkono mpya wa mapendekezo ya haki za binadamu katika usalama wa mtandao:
   *[other] Waungaji mkono wapya { $count } wa mapendekezo ya haki za binadamu katika usalama wa mtandao:
}
news-unnamed = { $count ->
    [one] Mwungaji mkono mmoja zaidi amejiunga, bila kutajwa jina.
   *[other] Waungaji mkono { $count } zaidi wamejiunga, bila kutajwa majina.
}
news-unnamed-more = { $count ->
    [one] Na mmoja zaidi, bila kutajwa jina.
   *[other] Na { $count } zaidi, bila kutajwa majina.
}
news-milestone = Sasa tuko waungaji mkono { $total }.
news-notice = Kutoka kwa waratibu wa kampeni:

announce-preview = Vyumba vingeona hivi:
announce-ask = { $rooms ->
    [one] Ujumbe huu ungeenda kwa chumba { $rooms } kinachopata habari. Niutume?
   *[other] Ujumbe huu ungeenda kwa vyumba { $rooms } vinavyopata habari. Niutume?
}
announce-ask-again = Niutume?
choose-send = Utume
announce-done = Uko njiani. Kila chumba kitaupata wakati habari zake zinaporuhusiwa: mara moja, au ndani ya dakika kumi kama kimetoka kupata nyingine; saa tatu asubuhi pale habari zinapokuja kila siku au kila wiki; kamwe si katika saa za ukimya.
announce-not-taken = Maandishi hayo hayawezi kutumwa: ni marefu mno, au yana alama zisizoonekana ndani yake.

outcome-approved = Habari njema: saini yako sasa inahesabiwa. Wewe ni mwungaji mkono namba { $number }. Asante!
outcome-refused = Saini yako haikupokelewa: { $reason } Ukiona kwamba si sawa, andika kwa { $contact }.
news-more = { $count ->
    [one] Na { $count } zaidi: { $supporters } huonyesha wote.
   *[other] Na { $count } zaidi: { $supporters } huonyesha wote.
}
news-withdrawn = Ujumbe huu umeondolewa.
news-lost = { $rooms ->
    [one] Chumba ulichowasha habari hakipokei tena jumbe zangu, kwa hiyo nimeacha. Ili kupata habari tena humo, nirudishe au niruhusu kuandika, kisha andika humo “{ $announcements } kila-siku”.
   *[other] Vyumba { $rooms } ulivyowasha habari havipokei tena jumbe zangu, kwa hiyo nimeacha. Ili kupata habari tena humo, nirudishe au niruhusu kuandika, kisha andika “{ $announcements } kila-siku” katika kila kimoja.
}
