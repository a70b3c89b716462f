# Ce que dit le terminal lui-même : le premier écran, à qui va un message, et les erreurs dans les indications.
# Les mots après @, # et : se tapent tels quels dans toutes les langues.

# Le nom du service dans des phrases comme « … et les personnes qui gèrent ce service peuvent le lire ».
console-service = ce terminal

# Le premier écran. { $first } est la personne que l’on joue au début.
console-welcome =
    Voici le bot tout entier. Tout reste sur cette machine.
    Posez une question avec vos mots, ou tapez /aide.

    Vous pouvez jouer plusieurs personnes et plusieurs salons. Au début, vous êtes @{ $first }.
      @ana            être Ana, dans sa conversation privée avec le bot
      #plaza          aller dans le salon #plaza, en restant la même personne
      @ana #plaza     les deux ; suivi de mots : dire seulement cette phrase là-bas
      :time +10m      avancer l’horloge d’un seul coup (s, m, h, d ou w)
      :leave #plaza   sortir le bot d’un salon
      :again          le dernier événement encore une fois, comme un réseau peut le répéter
      :help           cette page
      :quit           la fin, comme Ctrl-D
    Dans un salon, le bot n’entend que les /commandes et les lignes qui commencent par « bot, ».
    Un numéro prend l’un des derniers choix affichés. La touche Tab complète les mots.

# Un nom et sa valeur, comme « Pays : Népal ».
console-field = { $name } : { $value }

# Une ligne sous un message : un choix, et les mots à taper au lieu de son numéro.
console-choice = { $number }) { $label } (ou tapez : { $say })
console-choice-plain = { $number }) { $label }
console-choice-private = { $number }) { $label } (ouvre votre conversation privée ; ou tapez-y : { $say })
console-choice-private-plain = { $number }) { $label } (ouvre votre conversation privée)

# Au-dessus d’un message : qui le voit, quand l’invite ne le dit pas clairement.
console-only-you = (pour vous seulement, { $person })
console-message = { $room } (message { $number })
console-corrected = { $room } (message { $number }, corrigé)
console-removed = { $room } (message { $number }, supprimé)

console-chatter =
    (Dans un salon, le bot n’entend que les /commandes et les lignes qui commencent par « bot, ». Le reste, ce sont des gens qui se parlent. Ceci n’est dit qu’une fois.)
console-left = (Le bot a quitté { $room }.)
console-time-moved = (L’horloge a avancé de { $amount }.)

console-unknown-direction = L’indication « { $typed } » n’existe pas. Vouliez-vous dire { $nearest } ? Tapez :help pour les voir toutes.
console-no-direction = L’indication « { $typed } » n’existe pas. Tapez :help pour les voir toutes.
console-name-usage = Dites qui ou où, par exemple « @ana », « #plaza » ou « @ana #plaza ».
console-time-usage = Dites de combien, par exemple « :time +10m » ou « :time +1d » (s, m, h, d ou w ; vers l’avant seulement, dix ans au plus).
console-leave-usage = Dites quel salon, par exemple « :leave #plaza ».
console-nothing-to-repeat = Il ne s’est encore rien passé qui puisse se répéter.
console-not-in-room = Le bot n’est pas dans { $room }.
console-not-text = Cette ligne n’est pas du texte UTF-8 valide, je ne peux donc pas la lire. Retapez-la, s’il vous plaît.
console-line-cut = Cette ligne est trop longue. Je n’en ai lu que les { $kilobytes } premiers ko.
