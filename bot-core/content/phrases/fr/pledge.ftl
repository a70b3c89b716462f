# La conversation où l’on apporte son soutien, et ce qui vient après.

pledge-title = Apporter votre soutien
pledge-title-step = Apporter votre soutien · question { $at } sur { $of }
pledge-notice-think = Soutenir un texte sur les droits humains, c’est montrer un peu ce que l’on pense. Prenez un instant : est-ce sans danger pour vous ?
secrecy-this-machine = Ce que vous écrivez ici reste sur cette machine.
secrecy-end-to-end = Ce que vous écrivez ici est chiffré de bout en bout : les serveurs par lesquels cela passe ne peuvent pas le lire, ils voient seulement que nous nous écrivons. Moi, je peux le lire, et les personnes qui me font fonctionner aussi.
secrecy-readable = Ce que vous écrivez ici n’est pas chiffré de bout en bout : { $service } et les personnes qui gèrent ce service peuvent le lire.
secrecy-readable-by-servers = Ce que vous écrivez ici n’est pas chiffré de bout en bout : les personnes qui gèrent votre serveur ou le mien peuvent le lire. Vous pouvez activer le chiffrement dans les paramètres de cette conversation.
pledge-notice-kept = Je garde vos réponses sous forme chiffrée. C’est vous qui choisissez ce que les autres en voient : votre nom, vos initiales, ou rien du tout. Rien ne compte avant que vous ayez confirmé, et vous pouvez retirer votre soutien à tout moment. Si ce canal n’est pas assez sûr pour vous, passez par { $site } ou écrivez à { $contact }.
pledge-ask-store = Puis-je garder vos réponses ?
choose-agree = Oui, continuer
choose-form = Remplir un formulaire
choose-pledge-back = Revenir à mon soutien
choose-back = Retour
choose-yes = Oui
choose-no = Non
choose-skip = Passer
choose-rather-not-say = Je préfère ne pas le dire
pledge-ask-kind = Qui soutient les recommandations ?
choose-kind-individual = Moi, à titre personnel
choose-kind-organisation = Une organisation
choose-kind-group = Un groupe ou un réseau
choose-kind-government = Un gouvernement
pledge-ask-name = Quel est votre nom ? Écrivez-le comme il pourra apparaître ; vous choisirez dans un instant qui le voit.
pledge-ask-name-body = Quel est son nom ?
pledge-ask-country = De quel pays ?
pledge-ask-affiliation = Que souhaitez-vous ajouter : une organisation, une profession, une ville ? Cela apparaîtra après votre nom.
pledge-ask-role = Quelle fonction occupez-vous dans cette structure ? Seule l’équipe de la campagne verra cette réponse.
pledge-ask-contact = Comment l’équipe de la campagne peut-elle vous joindre, pour s’assurer que ce soutien est réel ? Par exemple, donnez une adresse e-mail. L’équipe seule la verra.
pledge-ask-letter = Si vous avez une lettre de soutien, collez-la ici ou donnez un lien. Vous pouvez aussi l’envoyer à { $contact }. Ici, seule l’équipe de la campagne la verra.
pledge-ask-display = Comment voulez-vous apparaître sur la liste publique ?
choose-display-full = Avec le nom complet
choose-display-initials = Avec les initiales et le pays
choose-display-counted = Sans nom, seulement dans le total
pledge-ask-announce = Puis-je annoncer ce nouveau soutien, tel qu’il figure sur la liste, aux salons qui ont demandé des nouvelles ?
pledge-ask-write = L’équipe de la campagne peut-elle vous écrire ici ?
pledge-check-line = Voici exactement la ligne qui serait publique :
pledge-check-counted = Rien ne serait public. Il y aurait seulement un soutien de plus dans le total.
pledge-check-speaks-for-others = Comme vous parlez au nom d’autres personnes, l’équipe de la campagne l’examine d’abord. Vous pouvez aussi écrire à { $contact }.
pledge-check-name-on-list = Ce nom est déjà sur la liste : l’équipe de la campagne l’examine donc d’abord.
pledge-check-all-reviewed = L’équipe de la campagne l’examine avant de le compter.
pledge-ask-confirm = Est-ce que tout est juste ?
choose-confirm = Oui, je confirme
choose-change = Modifier quelque chose
pledge-what-to-change = Que voulez-vous modifier ?
type-change = modifier { $field }
field-kind = Qui
field-name = Nom
field-country = Pays
field-affiliation = Affiliation
field-role = Fonction
field-contact = Contact
field-letter = Lettre
field-display = Apparence
field-announce = Annonce aux salons
field-write = Messages de l’équipe
line-counted = Aucune ligne, seulement un soutien de plus dans le total.

pledge-typed-here-is-seen = Tout le monde ici peut lire ce que vous écrivez dans ce salon. Choisissez une réponse ci-dessous, ou écrivez-moi dans notre conversation privée.
pick-one = Choisissez l’une des réponses, s’il vous plaît.
pledge-old-button = Cette réponse va avec une question précédente. Voici celle qui est ouverte :
pledge-no-way-back = C’est la première question. Vous pouvez annuler si vous préférez.
pledge-none-open = Vous n’avez pas de soutien en préparation. Vous pouvez en commencer un.
pledge-cancelled = C’est annulé. Rien n’a été publié, et vos réponses sont effacées.
pledge-published = Votre soutien porte le numéro { $number }. Voici ce que le public voit :
pledge-waiting = Votre soutien attend l’accord de l’équipe de la campagne. Rien n’en est public pour le moment. Quand il comptera, le public verra ceci :
pledge-refused = Votre soutien n’a pas été retenu : { $reason } Vous pouvez recommencer. Le voici :
pledge-thanks = Merci ! Votre soutien porte le numéro { $number }, et voici ce qui figure maintenant sur la liste publique :
pledge-thanks-counted = Merci ! Votre soutien porte le numéro { $number }. Personne ne voit qui vous êtes.
pledge-thanks-way-back = Vous pouvez changer d’avis à tout moment : « { $display } » change la façon dont vous apparaissez, « { $withdraw } » retire votre soutien, « { $forget } » efface tout.
pledge-held = Merci ! L’équipe de la campagne va l’examiner. Rien n’est public d’ici là, et je vous dirai ici ce qu’il en est.
pledge-held-body = Merci ! L’équipe de la campagne va l’examiner. Rien n’est public d’ici là, et je vous dirai ici ce qu’il en est. Vous pouvez aussi écrire à { $contact }.
pledge-held-beside = Merci ! L’équipe de la campagne va l’examiner. D’ici là, rien n’est public. Pour savoir ce qu’il en est, tapez « { $command } ». Vous pouvez aussi écrire à { $contact }.

fault-empty = { $field } : la réponse était vide.
fault-too-long = { $field } : c’est trop long, { $most } caractères au plus.
fault-no-letters = { $field } : utilisez des lettres, s’il vous plaît.
fault-link = { $field } : n’y mettez pas d’adresse web ni d’adresse e-mail, s’il vous plaît.
fault-control = { $field } : il y a des caractères invisibles. Retapez le texte à la main, s’il vous plaît.
fault-bidirectional = { $field } : il y a des caractères qui changent le sens de l’écriture. Retapez le texte à la main, s’il vous plaît.
fault-mention = { $field } : n’y mettez pas de @nom ni de mention, s’il vous plaît.
fault-markup = { $field } : n’y mettez pas de signes de mise en forme comme *, _ , [ ] ou < >.
fault-formula = { $field } : le texte ne peut pas commencer par = + - ou @.
fault-noise = { $field } : cela ne ressemble pas à des mots.
fault-country-nearest = Je ne connais pas le pays « { $typed } ». Vouliez-vous dire : { $nearest } ?
fault-country-unknown = Je ne connais pas ce pays. Écrivez son nom ou son code à deux lettres, ou passez la question.

no-pledge = Je n’ai aucun soutien de votre part.
no-pledge-but-my-name = Si votre nom est quand même sur la liste, écrivez à { $contact } : l’équipe de la campagne regardera ce qu’il en est.
display-now = Voici ce que le public voit en ce moment :
display-ask = Comment voulez-vous apparaître ?
display-preview = Voici ce que le public verrait :
display-follows = La liste change tout de suite, et les annonces déjà envoyées changent avec elle.
display-done = C’est fait. Le public voit maintenant ceci :
choose-display-confirm = Oui, changer l’apparence
choose-leave-as-is = Laisser comme avant
withdraw-ask = Retirer ce soutien ?
withdraw-what-happens = Il disparaît tout de suite de la liste, et votre nom de toutes les annonces que j’ai envoyées. Ce que je garde sur ce soutien est effacé.
choose-withdraw-yes = Oui, le retirer
choose-withdraw-no = Non, le garder
withdraw-done = C’est fait. Votre soutien n’est plus sur la liste, et ses données sont effacées. Les annonces qui vous nommaient sont en train d’être corrigées.
forget-ask = Effacer tout ce que je garde sur vous ? Si vous avez apporté votre soutien, il est retiré aussi. On ne peut pas revenir en arrière.
choose-forget-yes = Oui, tout effacer
choose-forget-no = Non, tout garder
forget-done = C’est fait. Je ne sais plus rien de vous.

mydata-title = Ce que je garde sur vous
mydata-nothing = Rien.
mydata-id = De votre compte sur cette plateforme, je ne garde qu’une empreinte, calculée avec une clé secrète. Tant que vous avez un soutien, une question en cours ou des salons avec nouvelles, je garde aussi, chiffrée, l’adresse où vous répondre.
mydata-language = Langue
mydata-role = Rôle
mydata-rooms = Salons où vous avez activé les nouvelles
mydata-pledge = Soutien
mydata-status-published = publié, numéro { $number }
mydata-status-waiting = attend l’accord de l’équipe
mydata-status-refused = non retenu
mydata-public-line = Ce que le public voit
mydata-since = Depuis
mydata-draft = Soutien en préparation, commencé le
mydata-consent = { $answer } ({ $day }, version { $version } du texte)
consent-store = Accord pour garder vos réponses
consent-publish = Accord pour publier la ligne
consent-announce = Accord pour l’annoncer aux salons
consent-contact = Accord pour que l’équipe vous écrive

privacy-title = Confidentialité
privacy-kept =
    Je ne garde rien des questions que vous posez.
    D’un soutien, je garde vos réponses, chiffrées, ainsi que ce que vous avez accepté et quand.
    Le public ne voit que la ligne que vous avez confirmée.
    De votre compte, je garde une empreinte calculée avec une clé secrète, jamais un nom ni un numéro.
    Aucun nom et aucun message n’est écrit dans les journaux techniques.
    Un soutien resté inachevé est effacé au bout d’un jour.
    Si vous activez les nouvelles d’un salon, je retiens, chiffré, que c’était vous, pour vous prévenir si ce salon cesse de les prendre.
privacy-way-out = « { $mydata } » montre tout cela, « { $withdraw } » retire votre soutien, « { $forget } » efface tout. Si ce canal n’est pas assez sûr pour vous, passez par { $site } ou écrivez à { $contact }.

review-none = Aucun soutien n’attend. Merci d’avoir regardé.
review-no-such = Il n’y a pas de soutien { $id }. Tapez « { $review } » pour voir ce qui attend.
review-title = Soutien { $id } · { $waiting } en attente
review-why = Raison de l’attente
review-why-speaks-for-others = quelqu’un parle au nom d’autres personnes
review-why-name-on-list = le nom est déjà sur la liste
review-why-all-reviewed = chaque soutien est examiné
choose-approve = Accepter
choose-refuse-not-confirmed = Refuser : non confirmé
choose-refuse-duplicate = Refuser : doublon
choose-refuse-not-genuine = Refuser : pas un vrai nom
choose-refuse-somebody-else = Refuser : nom de quelqu’un d’autre
choose-next-pledge = Soutien suivant
review-approved = Accepté. Ce soutien porte maintenant le numéro { $number }, et je préviens la personne si je peux la joindre.
review-refused = Le soutien { $id } est refusé, et je préviens la personne si je peux la joindre : { $reason }
review-already-published = Le soutien { $id } est déjà publié.
review-already-refused = Le soutien { $id } est déjà refusé.
refusal-not-confirmed = nous n’avons pas pu vérifier d’où il vient.
refusal-duplicate = il est déjà sur la liste.
refusal-not-genuine = le nom ne semblait pas être un vrai nom.
refusal-somebody-else = le nom est celui de quelqu’un qui n’a pas apporté son soutien.
pledge-typed-in-room = D’autres personnes de ce salon ont pu lire ce que vous avez tapé. Si vous préférez que non, supprimez ce message.
pledge-filled-in = J’ai noté ceci :
choose-change-nothing = Rien, revenir
fault-needed = { $field } : il me faut une réponse. Vous pouvez aussi revenir en arrière ou annuler.
fault-no-contact = { $field } : cela ne ressemble pas à un moyen de vous joindre. Donnez une adresse e-mail, un numéro de téléphone ou un compte.
display-now-waiting = L’équipe de la campagne regarde d’abord votre soutien. Le public verrait ceci :
display-done-waiting = C’est fait. Une fois le soutien compté, le public verra ceci :
withdraw-what-happens-waiting = Rien n’en est encore public. Ce que je garde à son sujet est effacé.
withdraw-done-waiting = C’est fait. Votre soutien est retiré et ses données sont effacées.
mydata-public-line-waiting = Ce que le public verrait
