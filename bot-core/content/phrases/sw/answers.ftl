# Majibu: vifungu, waungaji mkono, na yale ambayo maandiko hayazungumzii.

recommendation-number = Pendekezo la { $number }
statement-number = Hoja ya { $number } ya tamko la 2020
passage-title = { $place }: { $topic }
type-recommendation = rec { $number }
type-statement = foc { $number }
explanation = Kwa maneno rahisi (maelezo yetu, si sehemu ya andiko): { $text }
# Neno lililo kabla ya nukta mbili linaweza kuandikwa ili kuchagua.
choose-next = Inayofuata: { $passage }
choose-previous = Iliyotangulia: { $passage }
choose-related = Inayohusiana: { $passage }
choose-more = Zaidi: { $passage }
choose-or = Au: { $passage }

definition-elsewhere = Ufafanuzi kamili haumo katika maandiko niliyo nayo. Utaupata kwenye tovuti ya kampeni: { $site }
about = Mapendekezo { $recommendations } yanaeleza jinsi usalama wa mtandao unavyoweza kuwalinda watu na kuheshimu haki zao za binadamu. Mwaka 2020, serikali 31 za Freedom Online Coalition (Muungano wa Uhuru Mtandaoni) ziliyathibitisha tena katika tamko lenye hoja { $points }. Serikali, mashirika na watu binafsi wanayaunga mkono: { $supporters } hadi sasa. Yote yako hapa: { $site }

options = Sina uhakika unamaanisha sehemu gani. Hizi ndizo zilizo karibu zaidi:
not-covered = Maandiko hayasemi chochote kuhusu hilo, kwa hiyo sitakisia. Ninaweza kujibu yale ambayo mapendekezo na tamko la 2020 yanasema.
perhaps-command = Au ulimaanisha amri ya { $command }?
courtesy = Niko hapa kwa maswali yako kuhusu mapendekezo ya haki za binadamu katika usalama wa mtandao na tamko la 2020. Uliza tu.
no-such-recommendation = Hakuna pendekezo “{ $typed }”. Yako kuanzia 1 hadi { $last }.
no-such-point = Hakuna hoja “{ $typed }” katika tamko la 2020. Ziko kuanzia 1 hadi { $last }.

process-how = Unaweza kuunga mkono hapa hapa, kwa faragha: andika { $pledge }. Nitakuonyesha kile hasa kitakachokuwa wazi kwa umma kabla ya chochote kuhesabiwa. Kampeni inasema hivi:
process-body = Ndiyo. Shirika, kikundi au serikali inaweza kuunga mkono hapa; mratibu wa kampeni hukagua kabla haijachapishwa. Unaweza pia kuandika kwa { $contact }:
process-letter = Barua ya kuunga mkono hutumwa kwa { $contact }. Unaweza pia kuiweka pamoja na saini yako hapa.
process-change = Kama uliunga mkono hapa, unaweza kubadilisha unavyoonekana au kuondoa jina lako kwenye orodha wewe mwenyewe, mara moja. Kama ulisaini kwingine, au mtu ametumia jina lako, andika kwa { $contact }.
process-contact = Anwani ya kampeni ni { $contact }.
process-privacy = Ninahifadhi kidogo iwezekanavyo, na kwa kibali chako tu. Andika { $privacy } usome ni nini, na { $mydata } ukione. Kampeni inapatikana hapa.

supporters-title = Waungaji mkono: { $total }
supporters-title-filter = Waungaji mkono · { $filter }: { $total }
supporters-none = Hakuna yeyote katika orodha anayelingana na “{ $filter }”.
supporters-no-such-page = { $pages ->
    [one] Orodha ina ukurasa { $pages } tu.
   *[other] Orodha ina kurasa { $pages } tu.
}
supporters-page = Ukurasa { $page } kati ya { $pages }
choose-next-page = Ukurasa unaofuata
choose-previous-page = Ukurasa uliotangulia
latest-title = Waungaji mkono wa hivi karibuni
kind-government = serikali
kind-organisation = shirika
kind-group = kikundi
kind-individual = mtu binafsi
kinds-government = Serikali
kinds-organisation = Mashirika
kinds-group = Vikundi
kinds-individual = Watu binafsi
stats-title = { $total ->
    [one] Mwungaji mkono { $total }
   *[other] Waungaji mkono { $total }
}
stats-counted-only = kati yao, waliohesabiwa tu
stats-by-country = Kwa nchi, pale inapojulikana kwa umma:
stats-other-countries = Nchi nyingine
how-many-government = { $count ->
    [0] Bado hakuna serikali inayounga mkono mapendekezo.
    [one] Serikali { $count } inaunga mkono mapendekezo.
   *[other] Serikali { $count } zinaunga mkono mapendekezo.
}
how-many-organisation = { $count ->
    [0] Bado hakuna shirika linalounga mkono mapendekezo.
    [one] Shirika { $count } linaunga mkono mapendekezo.
   *[other] Mashirika { $count } yanaunga mkono mapendekezo.
}
how-many-group = { $count ->
    [0] Bado hakuna kikundi kinachounga mkono mapendekezo.
    [one] Kikundi { $count } kinaunga mkono mapendekezo.
   *[other] Vikundi { $count } vinaunga mkono mapendekezo.
}
how-many-individual = { $count ->
    [0] Bado hakuna mtu binafsi anayeunga mkono mapendekezo.
    [one] Mtu { $count } anaunga mkono mapendekezo.
   *[other] Watu { $count } wanaunga mkono mapendekezo.
}
named-yes = { $count ->
    [one] Ndiyo, jina liko kwenye orodha ya wazi:
   *[other] Ndiyo. Kwenye orodha ya wazi ninaona majina { $count } yenye “{ $name }”:
}
named-no = Hapana, sioni “{ $name }” katika orodha ya wazi. Baadhi ya waungaji mkono wamehesabiwa tu bila kuorodheshwa.
named-no-government = Hapana, sioni “{ $name }” kati ya serikali zilizo katika orodha ya wazi.

# Tafsiri inawekwa mahali pa maneno ya kampeni; hii inaeleza yametoka wapi.
citation-translated = Tafsiri isiyo rasmi; andiko la Kiingereza pekee ndilo linalozingatiwa. { $citation }
choose-original = Asili ya Kiingereza
choose-translation = Tafsiri

# Kuwaeleza waratibu kuhusu jibu lisilo sahihi.
wrong-ask = Samahani, sikukusaidia. Waratibu wanaweza kurekebisha hili wakilijua swali. Nitumie swali hilo mara moja tena, kwa maneno yako mwenyewe. Usiandike majina wala chochote kinachoweza kukutambulisha wewe au mtu mwingine.
wrong-show = Je, naweza kuhifadhi swali hili kwa ajili ya waratibu wa kampeni?
wrong-what-is-kept = Nitahifadhi maneno, siku, na maandiko niliyotumia kujibu, lakini sitahifadhi aliyeuliza ni nani wala aliuliza wapi. Kwa hiyo baadaye sitaweza kulipata ili nikufutie.
choose-wrong-yes = Ndiyo, lihifadhi
choose-wrong-no = Hapana, usilihifadhi
wrong-done = Asante. Swali limehifadhiwa, bila kutaja aliyeuliza. Litanisaidia kupata jibu sahihi wakati ujao.
