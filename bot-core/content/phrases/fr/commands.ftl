# Les commandes : leurs noms (la première ligne est celle que l’on montre), ce que chacune fait, et comment la taper.

command-ask-names =
    demander
    demande
    question
command-ask-about = répond à votre question d’après les textes
command-ask-usage =
    demander La police peut-elle casser le chiffrement ?
command-recommendation-names =
    recommandation
    rec
    reco
    r
command-recommendation-about = montre l’une des 13 recommandations
command-recommendation-usage =
    rec 8
    recommandation 8
command-statement-names =
    declaration
    déclaration
    foc
    point
command-statement-about = montre un point de la déclaration de 2020
command-statement-usage =
    foc 3
    declaration 3
command-definition-names =
    definition
    définition
command-definition-about = ce que les textes entendent par cybersécurité
command-definition-usage = definition
command-about-names =
    apropos
    presentation
    présentation
command-about-about = de quoi il s’agit
command-about-usage = apropos
command-supporters-names =
    soutiens
    signataires
command-supporters-about = la liste publique ; ajoutez un mot, un pays ou un type
command-supporters-usage =
    soutiens
    soutiens népal
    soutiens organisations page 2
command-latest-names =
    derniers
    nouveaux
    recents
    récents
command-latest-about = les soutiens les plus récents
command-latest-usage = derniers
command-stats-names =
    chiffres
    statistiques
command-stats-about = les soutiens par type et par pays
command-stats-usage = chiffres
command-pledge-names =
    soutenir
    signer
command-pledge-about = ajoute votre soutien, en privé
command-pledge-usage =
    soutenir
    soutenir Nom | Pays | Affiliation
command-display-names =
    apparence
    affichage
command-display-about = change la façon dont vous apparaissez sur la liste
command-display-usage =
    apparence
    apparence initiales
command-withdraw-names =
    retirer
    retrait
command-withdraw-about = retire votre soutien, tout de suite
command-withdraw-usage = retirer
command-mydata-names =
    mesdonnees
    mesdonnées
command-mydata-about = montre tout ce que je garde sur vous
command-mydata-usage = mesdonnees
command-forget-names =
    oublier
    effacer
command-forget-about = efface tout ce que je garde sur vous
command-forget-usage = oublier
command-privacy-names =
    confidentialite
    confidentialité
command-privacy-about = ce que je garde, et ce que ce canal ne peut pas protéger
command-privacy-usage = confidentialite
command-wrong-names = erreur
command-wrong-about = signale une mauvaise réponse à l’équipe
command-wrong-usage =
    erreur
    erreur Mon chef peut-il lire mes messages ?
command-language-names = langue
command-language-about = la langue de mes réponses
command-language-usage =
    langue fr
    langue en
command-help-names =
    aide
    commandes
command-help-about = ce que je comprends
command-help-usage =
    aide
    aide soutenir
command-cancel-names =
    annuler
    arreter
    arrêter
command-cancel-about = met fin à ce qui est en cours
command-cancel-usage = annuler
command-announcements-names =
    annonces
    nouvelles
command-announcements-about = ce que ce salon reçoit (admins du salon)
command-announcements-usage =
    annonces toutes
    annonces quotidiennes silence 22:00-07:00 fuseau Asia/Kathmandu
    annonces langue fr
    annonces sonores
    annonces non
command-review-names = examiner
command-review-about = les soutiens qui attendent l’accord de l’équipe
command-review-usage =
    examiner
    examiner approuver 12
    examiner refuser 12 doublon
command-announce-names = annoncer
command-announce-about = envoie un message à tous les salons qui reçoivent des nouvelles
command-announce-usage = annoncer Rendez-vous vendredi à midi UTC.
command-roles-names =
    roles
    rôles
command-roles-about = qui peut faire quoi
command-roles-usage = roles

# Ce que disent les boutons des commandes.
choose-ask = Poser une question
choose-recommendation = Les recommandations
choose-statement = La déclaration
choose-definition = La définition
choose-about = De quoi s’agit-il ?
choose-supporters = Tous les soutiens
choose-latest = Les derniers soutiens
choose-stats = Les soutiens par type et par pays
choose-pledge = Apporter mon soutien
choose-display = Changer la façon dont j’apparais
choose-withdraw = Retirer mon soutien
choose-mydata = Ce qui est gardé sur moi
choose-forget = Effacer tout ce qui me concerne
choose-privacy = Confidentialité
choose-wrong = Mauvaise réponse ?
choose-language = Langue
choose-help = Aide
choose-cancel = Annuler
choose-announcements = Ce que ce salon reçoit
choose-review = Soutiens en attente
choose-announce = Message aux salons
choose-roles = Qui peut faire quoi

help-title = Ce que je comprends
help-intro-private = Posez simplement votre question, avec vos mots. Ou tapez l’un de ces mots :
help-intro-room = Appelez-moi par mon nom, ou tapez une commande :
help-more = Pour en savoir plus sur une commande, tapez « { $help } » et son nom, par exemple « { $help } soutenir ».
help-other-names = Aussi : { $names }

unknown-command = Je ne connais pas « { $typed } ». Tapez « { $help } » pour voir ce que je comprends.
unknown-command-nearest = Je ne connais pas « { $typed } ». Vouliez-vous dire « { $command } » ?
command-needs-more = Il manque quelque chose après la commande. Voici comment la taper :
argument-not-understood = Je n’ai pas compris « { $typed } ». Voici comment taper cette commande :
nothing-said = Je ne lis que des mots, et je n’en ai pas trouvé. Posez-moi une question, ou tapez « { $help } ».
stale-choice = Ce choix est trop ancien, ou n’est pas pour vous. Rien n’a changé.
nothing-to-cancel = Il n’y a rien en cours à annuler.
nothing-changed = Très bien. Rien n’a changé.
go-private = Continuons en privé, pour que personne d’autre ne nous lise.
wrote-to-you = Je vous ai écrit dans une conversation directe, où personne d’autre de ce salon ne nous lit.
cannot-write-to-you = Je n’ai pas pu ouvrir de conversation directe avec vous. Écrivez-moi directement, là où personne d’autre de ce salon ne nous lit : « { $command } ».
sign-is-too-little = Une réaction ne suffit pas pour cela ; rien n’a changé. Si c’est bien ce que vous voulez, tapez « { $words } », s’il vous plaît.
message-unreadable = Je n’ai pas pu lire votre dernier message : il est chiffré, et sa clé ne m’est pas parvenue. Si elle n’arrive pas bientôt, écrivez-le de nouveau, s’il vous plaît. Si je ne peux pas lire celui-là non plus, redémarrer votre application aide souvent.
conversation-expired = Ce que nous avions commencé est resté trop longtemps en attente : je l’ai effacé. Il n’en reste rien.
conversation-unreadable = J’ai été mis à jour et je ne peux pas reprendre où nous en étions. Rien n’a été publié ; recommencez, s’il vous plaît.
trouble = Quelque chose a échoué de mon côté, et rien n’a changé. Réessayez dans une minute, s’il vous plaît.

language-ask = Je vous réponds en { $language }. Quelle langue préférez-vous ?
language-done = Je vous répondrai désormais en { $language }. Tapez « { $help } » pour voir ce que je comprends.

roles-title = Qui peut faire quoi
role-reviewer = Validation
role-organiser = Coordination
role-reviewer-may = { $holders ->
    [one] examine les soutiens en attente, les accepte ou les refuse ({ $holders } personne)
   *[other] examine les soutiens en attente, les accepte ou les refuse ({ $holders } personnes)
}
role-organiser-may = { $holders ->
    [one] tout cela, et les messages aux salons ({ $holders } personne)
   *[other] tout cela, et les messages aux salons ({ $holders } personnes)
}
roles-none = Vous n’avez aucun de ces rôles. Il n’en faut pas pour poser une question ou apporter votre soutien.
roles-own = Vos rôles : { $roles }
roles-how = Les rôles se donnent sur la machine où tourne le bot, avec « outreach-bot roles grant ».
reviewers-only = Il faut le rôle de validation pour examiner les soutiens. Tapez « { $roles } » pour voir qui peut faire quoi.
organisers-only = Il faut le rôle de coordination pour écrire aux salons. Tapez « { $roles } » pour voir qui peut faire quoi.
help-line = { $name } : { $about }
nothing-open = Aucune question n’est ouverte entre nous. Demandez-moi quelque chose, ou tapez { $help }.
