# Mazungumzo ya kuunga mkono, na yanayofuata baadaye.

pledge-title = Unga mkono
pledge-title-step = Unga mkono · swali la { $at } kati ya { $of }
pledge-notice-think = Kuunga mkono andiko kuhusu haki za binadamu kunaonyesha kiasi unavyofikiri. Chukua muda kidogo: je, ni salama kwako?
secrecy-this-machine = Unachoandika hapa kinabaki kwenye mashine hii.
secrecy-end-to-end = Unachoandika hapa kimesimbwa fiche kutoka mwanzo hadi mwisho: seva zilizo njiani haziwezi kukisoma, zinaona tu kwamba tunaandikiana. Mimi ninaweza kukisoma, na anayeniendesha pia anaweza.
secrecy-readable = Unachoandika hapa hakijasimbwa fiche kutoka mwanzo hadi mwisho: { $service } na yeyote anayeendesha huduma hiyo wanaweza kukisoma.
secrecy-readable-by-servers = Unachoandika hapa hakijasimbwa fiche kutoka mwanzo hadi mwisho: yeyote anayeendesha seva yako au yangu anaweza kukisoma. Unaweza kuwasha usimbaji fiche katika mipangilio ya mazungumzo haya.
pledge-notice-kept = Ninahifadhi majibu yako yakiwa yamesimbwa fiche. Wewe unachagua wengine waone nini kati yake: jina lako, herufi zako za mwanzo, au kutoona chochote. Hakuna kinachohesabiwa kabla hujathibitisha, na unaweza kuondoa saini yako wakati wowote. Kama njia hii si salama vya kutosha kwako, tumia { $site } au andika kwa { $contact }.
pledge-ask-store = Je, naweza kuhifadhi majibu yako?
choose-agree = Ndiyo, endelea
choose-form = Jaza fomu
choose-pledge-back = Rudi kwenye saini yangu
choose-back = Rudi
choose-yes = Ndiyo
choose-no = Hapana
choose-skip = Acha wazi
choose-rather-not-say = Afadhali nisiseme
pledge-ask-kind = Nani anaunga mkono mapendekezo?
choose-kind-individual = Mimi, kama mtu binafsi
choose-kind-organisation = Shirika
choose-kind-group = Kikundi au mtandao
choose-kind-government = Serikali
pledge-ask-name = Jina lako ni nani? Liandike jinsi linavyoweza kuonekana; baada ya muda mfupi utachagua nani alione.
pledge-ask-name-body = Jina lake ni nini?
pledge-ask-country = Nchi gani?
pledge-ask-affiliation = Ungependa kuongeza nini: shirika, kazi, mji? Itaonekana baada ya jina lako.
pledge-ask-role = Una wadhifa gani humo? Waratibu wa kampeni tu ndio wanaoona jibu hili.
pledge-ask-contact = Waratibu wa kampeni wanaweza kukupataje, ili kuhakikisha kwamba ni kweli? Kwa mfano anwani ya barua pepe. Wao tu ndio wanaoiona.
pledge-ask-letter = Kama una barua ya kuunga mkono, ibandike hapa au toa kiungo chake. Unaweza pia kuituma kwa { $contact }. Hapa, waratibu tu ndio wanaoiona.
pledge-ask-display = Unataka kuonekanaje katika orodha ya wazi?
choose-display-full = Kwa jina kamili
choose-display-initials = Kwa herufi za mwanzo na nchi
choose-display-counted = Kutoonekana, kuhesabiwa tu
pledge-ask-announce = Je, naweza kuvijulisha vyumba vilivyoomba habari kuhusu mwungaji mkono huyu mpya, kama ilivyo kwenye orodha?
pledge-ask-write = Je, waratibu wanaweza kukuandikia hapa?
pledge-check-line = Mstari huu hasa ndio utakaokuwa wazi kwa umma:
pledge-check-counted = Hakuna kitakachokuwa wazi kwa umma. Idadi ya waungaji mkono tu ndiyo itaongezeka kwa mmoja.
pledge-check-speaks-for-others = Kwa kuwa unazungumza kwa niaba ya wengine, mratibu hukagua kwanza. Unaweza pia kuandika kwa { $contact }.
pledge-check-name-on-list = Jina hili tayari liko kwenye orodha, kwa hiyo mratibu hukagua kwanza.
pledge-check-all-reviewed = Mratibu hukagua kabla haijahesabiwa.
pledge-ask-confirm = Je, kila kitu kiko sawa?
choose-confirm = Ndiyo, nihesabu
choose-change = Badilisha kitu
pledge-what-to-change = Ungependa kubadilisha nini?
type-change = badilisha { $field }
field-kind = Nani
field-name = Jina
field-country = Nchi
field-affiliation = Taasisi au kazi
field-role = Wadhifa
field-contact = Mawasiliano
field-letter = Barua
field-display = Mwonekano
field-announce = Vyumba vijulishwe
field-write = Waratibu wakuandikie
line-counted = Hakuna mstari: kuhesabiwa tu.

pledge-typed-here-is-seen = Kila mtu hapa anaweza kusoma unachoandika katika chumba hiki. Chagua mojawapo ya majibu, au niandikie katika mazungumzo yetu ya faragha.
pick-one = Tafadhali chagua mojawapo ya majibu.
pledge-old-button = Jibu hilo ni la swali la awali. Swali lililo wazi ni hili:
pledge-no-way-back = Hili ndilo swali la kwanza. Badala yake unaweza kughairi.
pledge-none-open = Hakuna saini iliyoanzwa. Unaweza kuanza moja.
pledge-cancelled = Imeghairiwa. Hakuna kilichochapishwa, na majibu yako yamefutwa.
pledge-published = Wewe ni mwungaji mkono namba { $number }. Umma unaona hivi:
pledge-waiting = Saini yako inasubiri mratibu. Hakuna sehemu yake iliyo wazi kwa umma bado. Itakapohesabiwa, umma utaona hivi:
pledge-refused = Saini yako haikupokelewa: { $reason } Unaweza kuweka nyingine. Ilisema hivi:
pledge-thanks = Asante! Wewe ni mwungaji mkono namba { $number }, na sasa hii iko kwenye orodha ya wazi:
pledge-thanks-counted = Asante! Wewe ni mwungaji mkono namba { $number }. Hakuna anayeona wewe ni nani.
pledge-thanks-way-back = Unaweza kubadili mawazo wakati wowote: { $display } hubadilisha unavyoonekana, { $withdraw } huondoa saini yako, { $forget } hufuta kila kitu.
pledge-held = Asante! Sasa mratibu ataikagua. Hadi hapo hakuna kilicho wazi kwa umma, na nitakueleza hapa matokeo yake.
pledge-held-body = Asante! Sasa mratibu ataikagua. Hadi hapo hakuna kilicho wazi kwa umma, na nitakueleza hapa matokeo yake. Unaweza pia kuandika kwa { $contact }.
pledge-held-beside = Asante! Sasa mratibu ataikagua. Hadi hapo hakuna kilicho wazi kwa umma. Kuona matokeo yake, andika { $command }. Unaweza pia kuandika kwa { $contact }.

fault-empty = { $field }: hapakuwa na kitu ndani yake.
fault-too-long = { $field }: ni ndefu mno. Mwisho ni herufi { $most }.
fault-no-letters = { $field }: tafadhali tumia herufi.
fault-link = { $field }: tafadhali usiweke anwani za tovuti wala za barua pepe.
fault-control = { $field }: kuna alama zisizoonekana ndani yake. Tafadhali andika tena kwa mkono.
fault-bidirectional = { $field }: kuna alama zinazogeuza mwelekeo wa maandishi. Tafadhali andika tena kwa mkono.
fault-mention = { $field }: tafadhali usiweke @majina wala kutaja watu kwa @.
fault-markup = { $field }: tafadhali usiweke alama za mtindo kama *, _ , [ ] au < >.
fault-formula = { $field }: haiwezi kuanza kwa = + - au @.
fault-noise = { $field }: hayo hayaonekani kuwa maneno.
fault-country-nearest = Siijui nchi “{ $typed }”. Je, ulimaanisha: { $nearest }?
fault-country-unknown = Siijui nchi hiyo. Tafadhali andika jina lake au kifupi chake cha herufi mbili, au iache wazi.

no-pledge = Sina saini yako yoyote.
no-pledge-but-my-name = Kama jina lako hata hivyo liko kwenye orodha, andika kwa { $contact }, na suala hilo litaangaliwa.
display-now = Umma unaona hivi sasa:
display-ask = Unataka kuonekanaje?
display-preview = Umma ungeona hivi:
display-follows = Orodha hubadilika mara moja, na pia matangazo ambayo tayari yamewekwa.
display-done = Imefanyika. Sasa umma unaona hivi:
choose-display-confirm = Ndiyo, ionyeshe hivi
choose-leave-as-is = Iache ilivyo
withdraw-ask = Uondoe saini hii?
withdraw-what-happens = Itatoka kwenye orodha mara moja, na jina lako litaondolewa kwenye kila tangazo nililoweka. Ninachohifadhi kuhusu saini hii kitafutwa.
choose-withdraw-yes = Ndiyo, iondoe
choose-withdraw-no = Hapana, ibaki
withdraw-done = Imefanyika. Saini yako imetoka kwenye orodha, na data yake imefutwa. Matangazo yaliyokutaja yanabadilishwa sasa.
forget-ask = Nifute yote ninayohifadhi kukuhusu? Saini, kama ipo, itaondolewa pia. Hatua hii haiwezi kutenguliwa.
choose-forget-yes = Ndiyo, futa kila kitu
choose-forget-no = Hapana, usifute
forget-done = Imefanyika. Sijui tena chochote kukuhusu.

mydata-title = Ninachohifadhi kukuhusu
mydata-nothing = Hakuna.
mydata-id = Akaunti yako ya jukwaa hili huhifadhiwa tu kama msimbo uliochanganywa ambao hauwezi kugeuzwa tena kuwa akaunti. Muda wote unapokuwa na saini, swali lililo wazi au vyumba vyenye habari, ninahifadhi pia, kwa usimbaji fiche, mahali pa kukujibu.
mydata-language = Lugha
mydata-role = Jukumu
mydata-rooms = Vyumba ulivyowasha habari
mydata-pledge = Saini
mydata-status-published = imechapishwa, namba { $number }
mydata-status-waiting = inasubiri mratibu
mydata-status-refused = haikupokelewa
mydata-public-line = Umma unachoona
mydata-since = Tangu
mydata-draft = Saini isiyokamilika, ilianzwa
mydata-consent = { $answer } ({ $day }, toleo la maneno { $version })
consent-store = Kuihifadhi
consent-publish = Kuonyesha mstari wa wazi
consent-announce = Kuvijulisha vyumba
consent-contact = Waratibu wanaweza kukuandikia

privacy-title = Faragha
privacy-kept =
    Sihifadhi chochote cha maswali unayouliza.
    Kuhusu saini ninahifadhi majibu yako, kwa usimbaji fiche, pamoja na ulichokubali na lini.
    Umma unaona tu mstari uliouthibitisha.
    Akaunti yako huhifadhiwa tu kama msimbo uliochanganywa, kamwe si kama jina au namba.
    Hakuna majina wala jumbe zinazoingia kwenye kumbukumbu za mfumo (logs).
    Saini isiyokamilika hufutwa baada ya siku moja.
    Ukiwasha habari katika chumba, ninakumbuka, kwa usimbaji fiche, kwamba ni wewe, ili nikujulishe chumba kikiacha kuzipokea.
privacy-way-out = { $mydata } huonyesha yote, { $withdraw } huondoa saini yako, { $forget } hufuta kila kitu. Kama njia hii si salama vya kutosha kwako, tumia { $site } au andika kwa { $contact }.

review-none = Hakuna saini inayosubiri. Asante kwa kuangalia.
review-no-such = Hakuna saini { $id }. Andika { $review } uone zinazosubiri.
review-title = { $waiting ->
    [one] Saini { $id } · { $waiting } inasubiri
   *[other] Saini { $id } · { $waiting } zinasubiri
}
review-why = Kwa nini inasubiri
review-why-speaks-for-others = mtu anazungumza kwa niaba ya wengine
review-why-name-on-list = jina tayari liko kwenye orodha
review-why-all-reviewed = kila saini hukaguliwa
choose-approve = Idhinisha
choose-refuse-not-confirmed = Kataa: haijathibitishwa
choose-refuse-duplicate = Kataa: marudio
choose-refuse-not-genuine = Kataa: si halisi
choose-refuse-somebody-else = Kataa: jina la mtu mwingine
choose-next-pledge = Saini inayofuata
review-approved = Imeidhinishwa. Sasa ni mwungaji mkono namba { $number }. Ninamjulisha mhusika, nikiweza kumfikia.
review-refused = Saini { $id } imekataliwa: { $reason } Ninamjulisha mhusika, nikiweza kumfikia.
review-already-published = Saini { $id } tayari imechapishwa.
review-already-refused = Saini { $id } tayari imekataliwa.
refusal-not-confirmed = hakuna kilichoonyesha kwamba wale wanaosemewa wanaiunga mkono kweli.
refusal-duplicate = tayari iko kwenye orodha.
refusal-not-genuine = jina halikuonekana kuwa la kweli.
refusal-somebody-else = jina ni la mtu ambaye hakusaini.
pledge-typed-in-room = Huenda wengine katika chumba hiki wamesoma ulichoandika. Kama usingependa wasome, futa ujumbe huo.
pledge-filled-in = Nimejaza hivi:
choose-change-nothing = Hakuna, rudi
fault-needed = { $field }: swali hili linahitaji jibu. Unaweza pia kurudi nyuma au kughairi.
fault-no-contact = { $field }: hiyo haionekani kuwa njia ya kukupata. Tafadhali toa anwani ya barua pepe, namba ya simu au akaunti.
display-now-waiting = Mratibu hukagua saini yako kwanza. Umma ungeona hivi:
display-done-waiting = Imefanyika. Ikishahesabiwa, umma utaona hivi:
withdraw-what-happens-waiting = Hakuna sehemu yake iliyo wazi kwa umma bado. Ninachohifadhi kuhusu saini hii kitafutwa.
withdraw-done-waiting = Imefanyika. Saini yako imeondolewa, na data yake imefutwa.
mydata-public-line-waiting = Kile ambacho umma ungeona
