# Des mots isolés qui ont un sens fixe. La première ligne est ce que le bot dit lui-même ; toutes les lignes sont
# comprises, dans toutes les langues à la fois, sans égard aux accents ni aux majuscules.
words-yes =
    oui
    o
    oui merci
    oui s’il vous plaît
    d’accord
    ok
    j’accepte
    je suis d’accord
    volontiers
words-no =
    non
    non merci
    pas maintenant
words-back =
    retour
    revenir
    précédent
    en arrière
words-skip =
    passer
    aucun
    aucune
    sans réponse
    pas de réponse
    je préfère ne pas le dire
    je ne veux pas le dire
words-confirm =
    confirmer
    je confirme
    confirme
words-change =
    modifier
    changer
    corriger
words-page =
    page
    p
words-quiet =
    silence
    calme
words-timezone =
    fuseau
words-language =
    langue
words-on =
    oui
    activer
words-off =
    non
    aucune
    aucun
    désactiver
    arrêter
words-each =
    toutes
    tous
    chaque
    chacun
words-daily =
    quotidiennes
    quotidienne
    quotidien
    jour
words-weekly =
    hebdomadaires
    hebdomadaire
    hebdo
    semaine
words-milestones =
    paliers
    palier
words-silent =
    silencieuses
    silencieux
    silencieuse
    discrètes
words-audible =
    sonores
    sonore
    bruyantes
words-room-only = salon-seul
words-followers = abonnés
words-kind-government =
    gouvernement
    gouvernements
    gouv
words-kind-organisation =
    organisation
    organisations
    association
    associations
    asso
    assos
    ong
words-kind-group =
    groupe
    groupes
    réseau
    réseaux
    collectif
    collectifs
words-kind-individual =
    personne
    personnes
    une personne
    à titre personnel
    en mon nom
    particulier
    particuliers
    particulière
    individu
    individus
    moi
    moi-même
words-display-full =
    nom complet
    complet
    nom
    avec mon nom
words-display-initials =
    initiales
    mes initiales
words-display-counted =
    sans nom
    sans mon nom
    compter seulement
    anonyme
    anonymement
words-approve = approuver
words-refuse = refuser
words-refusal-not-confirmed = non-confirmé
words-refusal-duplicate = doublon
words-refusal-not-genuine = faux-nom
words-refusal-somebody-else = autre-personne
words-from =
    de
    du
    des
    en
    au
    aux
words-change-kind =
    qui
    type
words-change-name = nom
words-change-country = pays
words-change-affiliation = affiliation
words-change-role =
    rôle
    fonction
words-change-contact = contact
words-change-letter = lettre
words-change-display = apparence
words-change-announce =
    salons
    annonces
words-change-write = messages
# What the languages are called.
language-en = anglais
language-fr = français
language-es = espagnol
language-pt = portugais
language-ar = arabe
language-ru = russe
language-zh = chinois
language-de = allemand
language-bn = bengali
language-ne = népalais
language-sw = swahili
