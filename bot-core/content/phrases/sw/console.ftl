# Maneno ya terminali yenyewe: skrini ya kwanza, ujumbe ni wa nani, na makosa katika maelekezo.
# Maneno yaliyo baada ya @, # na : huandikwa kama yalivyo hapa katika kila lugha.

# Jina la huduma katika sentensi.
console-service = terminali hii

# Skrini ya kwanza. { $first } ni mtu anayeigizwa mwanzoni.
console-welcome =
    Hii ndiyo bot nzima. Kila kitu kinabaki kwenye mashine hii.
    Uliza kitu kwa maneno yako mwenyewe, au andika /msaada.

    Unaweza kuigiza watu na vyumba kadhaa. Unaanza ukiwa @{ $first }.
      @ana            kuwa Ana, katika mazungumzo yake ya faragha na bot
      #plaza          kwenda chumba cha #plaza ukiwa mtu yuleyule
      @ana #plaza     yote mawili; pamoja na maneno: kusema mstari huo tu kule
      :time +10m      kusogeza saa mbele, kwa mruko mmoja (s, m, h, d au w)
      :leave #plaza   kutoa bot kwenye chumba
      :again          tukio la mwisho tena, jinsi mtandao unavyoweza kulirudia
      :help           ukurasa huu
      :quit           mwisho, pia Ctrl-D
    Katika chumba, bot husikia /amri na mistari inayoanza kwa "bot,".
    Namba huchagua mojawapo ya chaguo zilizoonyeshwa mwisho. Tab hukamilisha maneno.

# Jina na thamani yake, kama "Nchi: Nepal".
console-field = { $name }: { $value }

# Mstari mmoja chini ya ujumbe: chaguo, na maneno ya kuandika badala ya namba yake.
console-choice = { $number }) { $label } (au andika: { $say })
console-choice-plain = { $number }) { $label }
console-choice-private = { $number }) { $label } (hufungua mazungumzo yako ya faragha; au andika humo: { $say })
console-choice-private-plain = { $number }) { $label } (hufungua mazungumzo yako ya faragha)

# Juu ya ujumbe: unaonyeshwa kwa nani, wakati hilo si wazi.
console-only-you = (wewe tu, { $person })
console-message = { $room } (ujumbe { $number })
console-corrected = { $room } (ujumbe { $number }, umerekebishwa)
console-removed = { $room } (ujumbe { $number }, umeondolewa)

console-chatter =
    (Katika chumba, bot husikia tu /amri na mistari inayoanza kwa "bot,". Mengine ni mazungumzo ya watu. Hili husemwa mara moja tu.)
console-left = (Bot imeondoka { $room }.)
console-time-moved = (Saa imesogea mbele kwa { $amount }.)

console-unknown-direction = Hakuna maelekezo "{ $typed }". Je, ulimaanisha { $nearest }? Andika :help uone yote.
console-no-direction = Hakuna maelekezo "{ $typed }". Andika :help uone yote.
console-name-usage = Taja nani au wapi, kwa mfano "@ana", "#plaza" au "@ana #plaza".
console-time-usage = Taja kiasi gani, kwa mfano ":time +10m" au ":time +1d" (s, m, h, d au w; mbele tu, miaka kumi kwa wingi).
console-leave-usage = Taja chumba gani, kwa mfano ":leave #plaza".
console-nothing-to-repeat = Bado hakuna kilichotokea ambacho kingeweza kurudiwa.
console-not-in-room = Bot haimo katika { $room }.
console-not-text = Mstari huo si maandishi sahihi ya UTF-8, kwa hiyo siwezi kuusoma. Tafadhali uandike tena.
console-line-cut = Mstari huo ni mrefu mno. Nimesoma kB { $kilobytes } za mwanzo tu.
