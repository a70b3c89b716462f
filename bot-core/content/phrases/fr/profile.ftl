# Ce qu’une plateforme montre du bot avant qu’on lui écrive, et là où rien d’une conversation ne peut être montré.

profile-description =
    Je réponds aux questions sur { $campaign }, les recommandations pour les droits humains dans la cybersécurité, avec les mots de leurs textes. Je montre qui les soutient, et je recueille votre propre soutien, en privé.

    Dans un groupe, je ne parle que si l’on s’adresse à moi ; ses admins peuvent lui faire annoncer les nouveaux soutiens.

    Posez simplement votre question. « aide » montre ce que je comprends ; « confidentialite » dit ce que je garde sur vous.
profile-short-description = Des réponses sur les droits humains dans la cybersécurité, citées des textes. Recueille votre soutien.

hello-private = Posez simplement votre question, avec vos mots.

inline-hint = Tapez ce que vous cherchez : « chiffrement », « rec 8 »
inline-nothing = Rien ne correspond. Demandez-moi en privé
