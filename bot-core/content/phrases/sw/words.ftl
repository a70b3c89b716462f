# Maneno yenye maana maalumu. Mstari wa kwanza ni neno ambalo bot yenyewe hulitumia; mistari yote inaeleweka, katika
# lugha zote kwa pamoja.
words-yes =
    ndiyo
    ndio
    ndiyo tafadhali
    ndio tafadhali
    sawa
    sawa kabisa
    ok
    nakubali
    nimekubali
    ninakubali
    tunakubali
words-no =
    hapana
    la
    hapana asante
    la hasha
    siyo
    sio
    sitaki
    si sasa
    sikubali
words-back =
    rudi
    rudi nyuma
    nyuma
    kurudi
    nirudishe nyuma
words-skip =
    ruka
    acha wazi
    hakuna
    sina
    bila jibu
    sitaki kusema
    sipendi kusema
    afadhali nisiseme
    nisingependa kusema
words-confirm =
    thibitisha
    nathibitisha
    ninathibitisha
    nimethibitisha
words-change =
    badilisha
    badili
    rekebisha
    hariri
words-page =
    ukurasa
    uk
words-quiet =
    kimya
    utulivu
words-timezone =
    ukanda
    saa-za-eneo
    majira
words-language = lugha
words-on =
    washa
    ndiyo
    ndio
words-off =
    zima
    hapana
    hakuna
    simamisha
words-each =
    yote
    wote
    zote
    kila
    kila-mmoja
words-daily =
    kila-siku
    kilasiku
    siku
words-weekly =
    kila-wiki
    kilawiki
    wiki
words-milestones =
    hatua-kuu
    hatua
words-silent =
    bila-sauti
    kimyakimya
words-audible =
    kwa-sauti
    sauti
words-room-only =
    chumba-tu
    chumba-hiki
words-followers =
    wafuatiliaji
    wafuasi
words-kind-government =
    serikali
    ni serikali
words-kind-organisation =
    shirika
    mashirika
    asasi
    taasisi
    kampuni
    ni shirika
# Neno “mtandao” peke yake halimo kwa makusudi: ni sehemu ya majina ambayo watu huyatafuta katika orodha.
words-kind-group =
    kikundi
    vikundi
    kundi
    makundi
    ni kikundi
    ni mtandao
    kikundi au mtandao
words-kind-individual =
    mtu
    watu
    mtu binafsi
    watu binafsi
    mtu mmoja
    binafsi
    mimi
    mimi binafsi
    mimi mwenyewe
    ni mimi
    kama mtu binafsi
    mwananchi
words-display-full =
    jina kamili
    kamili
    jina
    jina langu
    kwa jina kamili
words-display-initials =
    herufi
    herufi za mwanzo
    herufi za kwanza
    kwa herufi za mwanzo
words-display-counted =
    bila jina
    hesabu tu
    idadi tu
    kuhesabiwa tu
    nihesabiwe tu
    bila kutajwa
words-approve =
    idhinisha
    pitisha
words-refuse =
    kataa
    katalia
words-refusal-not-confirmed =
    haijathibitishwa
    haikuthibitishwa
words-refusal-duplicate =
    marudio
    imerudiwa
words-refusal-not-genuine =
    si-halisi
    bandia
words-refusal-somebody-else = mtu-mwingine
# Maneno madogo yanayoweza kuwa mbele ya nchi: “waungaji kutoka nepal”.
words-from =
    kutoka
    toka
    katika
    nchini
    ya
    wa
    za
    kwa
# Kinachoweza kubadilishwa mwishoni: “badilisha jina”.
words-change-kind =
    nani
    aina
words-change-name = jina
words-change-country = nchi
words-change-affiliation =
    taasisi
    kazi
words-change-role =
    wadhifa
    cheo
words-change-contact =
    mawasiliano
    anwani
words-change-letter = barua
words-change-display =
    mwonekano
    muonekano
words-change-announce =
    vyumba
    matangazo
words-change-write = ujumbe
# Majina ya lugha.
language-en = Kiingereza
language-fr = Kifaransa
language-es = Kihispania
language-pt = Kireno
language-ar = Kiarabu
language-ru = Kirusi
language-zh = Kichina
language-de = Kijerumani
language-bn = Kibengali
language-ne = Kinepali
language-sw = Kiswahili
