# Les réponses : passages, soutiens, et ce que les textes ne disent pas.

recommendation-number = Recommandation { $number }
statement-number = Point { $number } de la déclaration de 2020
passage-title = { $place } : { $topic }
type-recommendation = rec { $number }
type-statement = foc { $number }
explanation = En clair (c’est notre explication, elle ne fait pas partie du texte) : { $text }
# Le mot avant les deux-points peut être tapé pour choisir.
choose-next = Suivant : { $passage }
choose-previous = Précédent : { $passage }
choose-related = Lié : { $passage }
choose-more = Plus : { $passage }
choose-or = Ou : { $passage }

definition-elsewhere = La définition complète n’est pas dans les textes que j’ai. Vous la trouverez sur le site de la campagne : { $site }
about = { $recommendations } recommandations disent comment la cybersécurité peut protéger les gens et respecter leurs droits humains. En 2020, les 31 gouvernements de la Freedom Online Coalition (Coalition pour la liberté en ligne) les ont réaffirmées dans une déclaration en { $points } points. Des gouvernements, des organisations et des personnes les soutiennent : { $supporters } à ce jour. Tout est ici : { $site }

options = Je ne sais pas bien quel passage vous cherchez. Voici les plus proches :
not-covered = Les textes n’en disent rien, et je ne veux pas deviner. Je peux vous répondre sur ce que disent les recommandations et la déclaration de 2020.
perhaps-command = Ou vouliez-vous dire la commande « { $command } » ?
courtesy = Je suis là pour vos questions sur les recommandations pour les droits humains dans la cybersécurité et sur la déclaration de 2020. Posez-les simplement, avec vos mots.
no-such-recommendation = Il n’y a pas de recommandation « { $typed } ». Elles vont de 1 à { $last }.
no-such-point = Il n’y a pas de point « { $typed } » dans la déclaration de 2020. Ils vont de 1 à { $last }.

process-how = Vous pouvez apporter votre soutien ici même, en privé : tapez « { $pledge } ». Je vous montre exactement ce qui serait public avant que quoi que ce soit ne compte. La campagne le dit ainsi :
process-body = Oui. Une organisation, un groupe ou un gouvernement peut apporter son soutien ici ; l’équipe de la campagne l’examine avant qu’il soit publié. Vous pouvez aussi écrire à { $contact } :
process-letter = Une lettre de soutien s’envoie à { $contact }. Vous pouvez aussi la joindre en apportant votre soutien ici.
process-change = Si vous avez apporté votre soutien ici, vous pouvez changer la façon dont vous apparaissez ou retirer votre nom de la liste, tout de suite et sans rien demander à personne. Si vous avez signé ailleurs, ou si quelqu’un s’est servi de votre nom, écrivez à { $contact }.
process-contact = L’adresse de la campagne est { $contact }.
process-privacy = Je garde le moins possible, et seulement si vous dites oui. Tapez « { $privacy } » pour lire ce que je garde, et « { $mydata } » pour le voir. Voici comment joindre la campagne.

supporters-title = Soutiens : { $total }
supporters-title-filter = Soutiens · { $filter } : { $total }
supporters-none = Aucun soutien sur la liste ne correspond à « { $filter } ».
supporters-no-such-page = { $pages ->
    [one] La liste n’a que { $pages } page.
   *[other] La liste n’a que { $pages } pages.
}
supporters-page = Page { $page } sur { $pages }
choose-next-page = Page suivante
choose-previous-page = Page précédente
latest-title = Les derniers soutiens
kind-government = un gouvernement
kind-organisation = une organisation
kind-group = un groupe
kind-individual = une personne
kinds-government = Gouvernements
kinds-organisation = Organisations
kinds-group = Groupes
kinds-individual = Personnes
stats-title = { $total ->
    [one] { $total } soutien
   *[other] { $total } soutiens
}
stats-counted-only = dont sans nom
stats-by-country = Par pays, quand il est public :
stats-other-countries = Autres pays
how-many-government = { $count ->
    [0] Aucun gouvernement ne soutient encore les recommandations.
    [one] { $count } gouvernement soutient les recommandations.
   *[other] { $count } gouvernements soutiennent les recommandations.
}
how-many-organisation = { $count ->
    [0] Aucune organisation ne soutient encore les recommandations.
    [one] { $count } organisation soutient les recommandations.
   *[other] { $count } organisations soutiennent les recommandations.
}
how-many-group = { $count ->
    [0] Aucun groupe ne soutient encore les recommandations.
    [one] { $count } groupe soutient les recommandations.
   *[other] { $count } groupes soutiennent les recommandations.
}
how-many-individual = { $count ->
    [0] Personne ne soutient encore les recommandations à titre personnel.
    [one] { $count } personne soutient les recommandations.
   *[other] { $count } personnes soutiennent les recommandations.
}
named-yes = { $count ->
    [one] Oui, sur la liste publique :
   *[other] Oui. Sur la liste publique, je trouve { $count } soutiens avec « { $name } » :
}
named-no = Non, je ne trouve pas « { $name } » sur la liste publique. Certains soutiens sont seulement comptés, sans y figurer.
named-no-government = Non, je ne trouve pas « { $name } » parmi les gouvernements de la liste publique.

# Une traduction prend la place des mots de la campagne ; ceci dit d’où ils viennent.
citation-translated = Traduction non officielle ; seul le texte anglais fait foi. { $citation }
choose-original = Original anglais
choose-translation = Traduction

# Signaler une mauvaise réponse à l’équipe de la campagne.
wrong-ask = Je regrette de ne pas avoir pu vous aider. L’équipe de la campagne peut y remédier si elle connaît la question. Envoyez-la-moi encore une fois, avec vos mots. Laissez de côté les noms et tout ce qui pourrait vous désigner, vous ou quelqu’un d’autre.
wrong-show = Puis-je garder cette question pour l’équipe de la campagne ?
wrong-what-is-kept = Je garderais les mots, le jour et les textes avec lesquels j’ai répondu, mais ni qui a posé la question, ni où. Je ne pourrais donc pas la retrouver plus tard pour l’effacer.
choose-wrong-yes = Oui, gardez-la
choose-wrong-no = Non, oubliez-la
wrong-done = Merci. La question est gardée, sans indiquer qui l’a posée. Elle m’aidera à trouver la bonne réponse la prochaine fois.
