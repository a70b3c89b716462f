# Kinachoonyeshwa na jukwaa kuhusu bot kabla mtu hajaiandikia, na mahali ambapo mazungumzo hayawezi kuonyeshwa.

profile-description =
    Ninajibu maswali kuhusu { $campaign }, mapendekezo ya haki za binadamu katika usalama wa mtandao, kwa maneno ya maandiko yake. Ninaonyesha nani anayaunga mkono, na ninapokea saini yako ya kuunga mkono, kwa faragha.

    Katika kikundi ninazungumza tu ninapoongeleshwa; wasimamizi wake wanaweza kuniomba nitangaze waungaji mkono wapya.

    Uliza tu. “msaada” huorodhesha ninachoelewa; “faragha” hueleza ninachohifadhi kukuhusu.
profile-short-description = Majibu kuhusu haki za binadamu katika usalama wa mtandao, kutoka maandiko ya kampeni. Hupokea saini.

hello-private = Uliza tu, kwa maneno yako mwenyewe.

inline-hint = Andika unachotafuta: “usimbaji fiche”, “rec 8”
inline-nothing = Hakuna kinachofaa. Niulize kwa faragha
