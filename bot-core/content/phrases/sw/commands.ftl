# Amri: majina (mstari wa kwanza ndio unaoonyeshwa), kazi ya kila moja, na jinsi inavyoandikwa.

command-ask-names =
    uliza
    swali
    kuuliza
command-ask-about = hujibu swali lako kutoka kwenye maandiko
command-ask-usage =
    uliza Je, polisi wanaruhusiwa kuvunja usimbaji fiche?
command-recommendation-names =
    pendekezo
    rec
    r
command-recommendation-about = huonyesha moja kati ya mapendekezo 13
command-recommendation-usage =
    rec 8
    pendekezo 8
command-statement-names =
    tamko
    foc
    hoja
command-statement-about = huonyesha hoja ya tamko la 2020
command-statement-usage =
    foc 3
    tamko 3
command-definition-names =
    ufafanuzi
    fasili
command-definition-about = maana ya usalama wa mtandao katika maandiko haya
command-definition-usage = ufafanuzi
command-about-names =
    kuhusu
    utangulizi
    kampeni
command-about-about = hii inahusu nini
command-about-usage = kuhusu
command-supporters-names =
    waungaji
    waungajimkono
    waungamkono
    waliosaini
    watiasaini
command-supporters-about = orodha ya wazi; ongeza neno, nchi au aina
command-supporters-usage =
    waungaji
    waungaji nepal
    waungaji mashirika ukurasa 2
command-latest-names =
    wapya
    hivikaribuni
command-latest-about = waungaji mkono wapya zaidi
command-latest-usage = wapya
command-stats-names =
    takwimu
    idadi
command-stats-about = waungaji mkono kwa aina na kwa nchi
command-stats-usage = takwimu
command-pledge-names =
    saini
    ungamkono
    naungamkono
    niungemkono
    kuungamkono
    kusaini
    wekasaini
    tiasaini
command-pledge-about = huongeza saini yako ya kuunga mkono, kwa faragha
command-pledge-usage =
    saini
    saini Jina | Nchi | Taasisi
command-display-names =
    mwonekano
    muonekano
command-display-about = hubadilisha unavyoonekana katika orodha
command-display-usage =
    mwonekano
    mwonekano herufi
command-withdraw-names =
    jitoe
    jiondoe
    kujitoa
    kujiondoa
    ondoa
    ondoasaini
    ondoajina
command-withdraw-about = huondoa saini yako, mara moja
command-withdraw-usage = jitoe
command-mydata-names =
    datazangu
    taarifazangu
command-mydata-about = huonyesha yote ninayohifadhi kukuhusu
command-mydata-usage = datazangu
command-forget-names =
    futa
    sahau
    nisahau
    futayote
    futakilakitu
command-forget-about = hufuta yote ninayohifadhi kukuhusu
command-forget-usage = futa
command-privacy-names = faragha
command-privacy-about = ninachohifadhi, na ambacho njia hii haiwezi kulinda
command-privacy-usage = faragha
command-wrong-names =
    kosa
    sisahihi
    siosahihi
    jibusisahihi
command-wrong-about = huwaeleza waratibu kuhusu jibu lisilo sahihi
command-wrong-usage =
    kosa
    kosa Je, mwajiri wangu anaruhusiwa kusoma jumbe zangu?
command-language-names = lugha
command-language-about = lugha ya majibu yangu
command-language-usage =
    lugha sw
    lugha en
command-help-names =
    msaada
    nisaidie
    saidia
    amri
command-help-about = ninachoelewa
command-help-usage =
    msaada
    msaada saini
command-cancel-names =
    ghairi
    sitisha
    acha
    katisha
command-cancel-about = humaliza tulichokuwa tunakifanya
command-cancel-usage = ghairi
command-announcements-names = matangazo
command-announcements-about = habari ambazo chumba hiki hupata (kwa wasimamizi wa chumba)
command-announcements-usage =
    matangazo yote
    matangazo kila-siku kimya 22:00-07:00 ukanda Africa/Nairobi
    matangazo lugha sw
    matangazo kwa-sauti
    matangazo zima
command-review-names =
    kagua
    ukaguzi
    hakiki
command-review-about = saini zinazosubiri mratibu
command-review-usage =
    kagua
    kagua idhinisha 12
    kagua kataa 12 marudio
command-announce-names =
    tangaza
    tangazo
command-announce-about = ujumbe kwa kila chumba kinachopata habari
command-announce-usage = tangaza Tunakutana Ijumaa saa sita mchana UTC.
command-roles-names = majukumu
command-roles-about = nani anaruhusiwa kufanya nini
command-roles-usage = majukumu

# Maneno ya vitufe vya amri.
choose-ask = Uliza swali
choose-recommendation = Mapendekezo
choose-statement = Tamko
choose-definition = Ufafanuzi
choose-about = Hii inahusu nini?
choose-supporters = Waungaji mkono wote
choose-latest = Waungaji mkono wapya zaidi
choose-stats = Waungaji mkono kwa aina na nchi
choose-pledge = Unga mkono
choose-display = Badilisha ninavyoonekana
choose-withdraw = Ondoa saini yangu
choose-mydata = Kinachohifadhiwa kunihusu
choose-forget = Futa kila kitu kunihusu
choose-privacy = Faragha
choose-wrong = Jibu si sahihi?
choose-language = Lugha
choose-help = Msaada
choose-cancel = Ghairi
choose-announcements = Habari za chumba hiki
choose-review = Saini zinazosubiri
choose-announce = Ujumbe kwa vyumba
choose-roles = Nani anaruhusiwa kufanya nini

help-title = Ninachoelewa
help-intro-private = Uliza tu, kwa maneno yako mwenyewe. Au andika mojawapo ya haya:
help-intro-room = Niulize kwa kutaja jina langu au kwa amri:
help-more = Kujua zaidi kuhusu amri moja, andika { $help } na jina lake, kwa mfano “{ $help } saini”.
help-other-names = Pia: { $names }

unknown-command = Siijui “{ $typed }”. Andika { $help } uone ninachoelewa.
unknown-command-nearest = Siijui “{ $typed }”. Je, ulimaanisha { $command }?
command-needs-more = Kuna kitu kinakosekana baada ya amri. Inaandikwa hivi:
argument-not-understood = Sikuelewa “{ $typed }”. Amri hii inaandikwa hivi:
nothing-said = Ninasoma maneno tu, na sikuona neno lolote. Niulize swali, au andika { $help }.
stale-choice = Chaguo hilo limepitwa na wakati, au si lako. Hakuna kilichobadilika.
nothing-to-cancel = Hakuna kinachoendelea cha kughairi.
nothing-changed = Sawa. Hakuna kilichobadilika.
go-private = Tufanye hivi kwa faragha, ili mtu mwingine asisome.
wrote-to-you = Nimekuandikia katika mazungumzo ya moja kwa moja, ambako hakuna mwingine wa chumba hiki anayesoma.
cannot-write-to-you = Sikuweza kufungua mazungumzo ya moja kwa moja nawe. Tafadhali niandikie moja kwa moja, ambako hakuna mwingine wa chumba hiki anayesoma: “{ $command }”.
sign-is-too-little = Alama ya hisia haitoshi kwa jambo hili, kwa hiyo hakuna kilichobadilika. Kama ndivyo unavyotaka, tafadhali andika “{ $words }”.
message-unreadable = Sikuweza kusoma ujumbe wako wa mwisho: umesimbwa fiche, na ufunguo wake haujanifikia. Usipofika hivi karibuni, tafadhali andika ujumbe huo tena. Nikishindwa kusoma huo pia, kuzima na kuwasha upya programu yako mara nyingi husaidia.
conversation-expired = Tulichokuwa tumekianza kilisubiri muda mrefu mno, kwa hiyo nimekiacha. Hakuna chochote chake kilichohifadhiwa.
conversation-unreadable = Nimesasishwa na siwezi kuendelea pale tulipokuwa. Hakuna kilichochapishwa; tafadhali anza upya.
trouble = Kuna hitilafu upande wangu, na hakuna kilichobadilika. Tafadhali jaribu tena baada ya dakika moja.

language-ask = Ninakujibu kwa { $language }. Ungependa lugha gani?
language-done = Kuanzia sasa nitakujibu kwa { $language }. Andika { $help } uone ninachoelewa.

roles-title = Nani anaruhusiwa kufanya nini
role-reviewer = Ukaguzi
role-organiser = Uratibu
role-reviewer-may = { $holders ->
    [one] hutazama saini zinazosubiri, huziidhinisha au huzikataa (mtu { $holders })
   *[other] hutazama saini zinazosubiri, huziidhinisha au huzikataa (watu { $holders })
}
role-organiser-may = { $holders ->
    [one] hayo yote, na ujumbe kwa vyumba (mtu { $holders })
   *[other] hayo yote, na ujumbe kwa vyumba (watu { $holders })
}
roles-none = Huna jukumu lolote kati ya haya. Huhitaji jukumu ili kuuliza au kuunga mkono.
roles-own = Yako: { $roles }
roles-how = Majukumu hutolewa kwenye mashine ambayo bot inaendeshwa, kwa “outreach-bot roles grant”.
reviewers-only = Ni wakaguzi tu wanaoweza kutazama saini. Andika { $roles } uone nani anaruhusiwa kufanya nini.
organisers-only = Ni waratibu tu wanaoweza kuandikia vyumba. Andika { $roles } uone nani anaruhusiwa kufanya nini.
help-line = { $name }: { $about }
nothing-open = Hakuna swali lililo wazi kati yetu ambalo hili lingejibu. Niulize swali, au andika { $help }.
