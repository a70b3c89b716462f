# Ce que les salons reçoivent et choisissent.

hello = Bonjour ! Je réponds aux questions sur « { $campaign } », et je recueille les soutiens, en privé.
hello-quiet = Je ne parle que si l’on s’adresse à moi. Les admins du salon peuvent me demander d’y annoncer les nouveaux soutiens, avec « { $announcements } quotidiennes ». Si ma présence gêne, retirez-moi du salon, et je l’oublie.

announcements-now = Ce que ce salon reçoit
announcements-done = Désormais, ce salon reçoit ceci
announcements-pace = Nouvelles
announcements-quiet = Heures de silence
announcements-time-zone = Fuseau horaire
announcements-language = Langue
announcements-sound = Son
announcements-reach = Destination
announcements-quiet-hours = de { $from } à { $to }
announcements-no-quiet-hours = aucune
announcements-no-language = pas choisie
announcements-more = Heures de silence, fuseau horaire et langue : « { $announcements } silence 22:00-07:00 fuseau Asia/Kathmandu langue fr ». « { $announcements } silence non » met fin aux heures de silence.
announcements-admins-only = Ce sont les admins de ce salon qui décident de ce qu’il reçoit.
announcements-no-followers = Personne ne peut suivre ce salon d’ailleurs : ses nouvelles restent donc ici.
announcements-may-not-post = Je n’ai pas le droit d’écrire ici de moi-même, ce salon ne peut donc pas recevoir de nouvelles. Demandez à ses admins de m’autoriser à envoyer des messages ici, puis choisissez à nouveau.
pace-off = aucune
pace-each = chaque nouveau soutien, tout de suite (ceux qui suivent dans les dix minutes arrivent en un seul message)
pace-daily = une fois par jour, à neuf heures du matin
pace-weekly = une fois par semaine, le lundi à neuf heures du matin
pace-milestones = seulement les nombres ronds et les messages de l’équipe
sound-silent = aucun
sound-audible = comme tout message
reach-room-only = ce salon seulement
reach-followers = ce salon et celles et ceux qui le suivent d’ailleurs
choose-pace-off = Aucune nouvelle
choose-pace-each = Chaque soutien
choose-pace-daily = Une fois par jour
choose-pace-weekly = Une fois par semaine
choose-pace-milestones = Seulement les nombres ronds
choose-sound-silent = Sans son
choose-sound-audible = Avec un son
choose-reach-room-only = Seulement à ce salon
choose-reach-followers = Aussi aux abonnés

news-supporters = { $count ->
    [one] Un nouveau soutien aux recommandations pour les droits humains dans la cybersécurité :
   *[other] { $count } nouveaux soutiens aux recommandations pour les droits humains dans la cybersécurité :
}
news-unnamed = { $count ->
    [one] Un soutien de plus, sans nom.
   *[other] { $count } soutiens de plus, sans nom.
}
news-unnamed-more = { $count ->
    [one] Et un autre, sans nom.
   *[other] Et { $count } autres, sans nom.
}
news-milestone = Nous en sommes maintenant à { $total } soutiens.
news-notice = De la part de l’équipe de la campagne :

announce-preview = Les salons verraient ceci :
announce-ask = { $rooms ->
    [one] Ce message irait à { $rooms } salon qui reçoit des nouvelles. L’envoyer ?
   *[other] Ce message irait à { $rooms } salons qui reçoivent des nouvelles. L’envoyer ?
}
announce-ask-again = L’envoyer ?
choose-send = L’envoyer
announce-done = C’est parti. Chaque salon le reçoit quand vient le tour de ses nouvelles : tout de suite, ou dans les dix minutes s’il vient d’en recevoir ; à neuf heures pour ceux qui les ont une fois par jour ou par semaine ; jamais pendant leurs heures de silence.
announce-not-taken = Ce texte ne peut pas être envoyé : il est trop long, ou contient des caractères invisibles.

outcome-approved = Bonne nouvelle : votre soutien compte maintenant. Il porte le numéro { $number }. Merci !
outcome-refused = Votre soutien n’a pas été retenu : { $reason } Si vous pensez que c’est une erreur, écrivez à { $contact }.
news-more = { $count ->
    [one] Et encore { $count } : { $supporters } montre toute la liste.
   *[other] Et encore { $count } : { $supporters } montre toute la liste.
}
news-withdrawn = Ce message a été retiré.
news-lost = { $rooms ->
    [one] Un salon où vous aviez activé les nouvelles ne prend plus mes messages : j’ai donc cessé d’y écrire. Pour y recevoir à nouveau des nouvelles, faites-moi revenir ou autorisez-moi à écrire, puis tapez-y « { $announcements } quotidiennes ».
   *[other] { $rooms } salons où vous aviez activé les nouvelles ne prennent plus mes messages : j’ai donc cessé d’y écrire. Pour y recevoir à nouveau des nouvelles, faites-moi revenir ou autorisez-moi à écrire, puis tapez « { $announcements } quotidiennes » dans chacun d’eux.
}
