# Antworten: Textstellen, Unterstützende und was die Texte nicht behandeln.

recommendation-number = Empfehlung { $number }
statement-number = Punkt { $number } der Erklärung von 2020
passage-title = { $place }: { $topic }
type-recommendation = rec { $number }
type-statement = foc { $number }
explanation = Einfach gesagt (unsere Erklärung, nicht Teil des Textes): { $text }
# Das Wort vor dem Doppelpunkt lässt sich als Auswahl tippen.
choose-next = Danach: { $passage }
choose-previous = Davor: { $passage }
choose-related = Verwandt: { $passage }
choose-more = Mehr: { $passage }
choose-or = Oder: { $passage }

definition-elsewhere = Die vollständige Definition steht nicht in den Texten, die ich habe. Du findest sie auf der Website der Kampagne: { $site }
about = { $recommendations } Empfehlungen sagen, wie Cybersicherheit Menschen schützen und ihre Menschenrechte achten kann. 2020 haben die 31 Regierungen der Freedom Online Coalition (Koalition für Freiheit im Internet) sie in einer Erklärung mit { $points } Punkten bekräftigt. Regierungen, Organisationen und einzelne Menschen unterstützen sie: { $supporters } bisher. Alles dazu: { $site }

options = Ich bin nicht sicher, welche Stelle du meinst. Diese kommen am nächsten:
not-covered = Dazu sagen die Texte nichts, deshalb rate ich auch nicht. Ich kann beantworten, was in den Empfehlungen und der Erklärung von 2020 steht.
perhaps-command = Oder meintest du den Befehl „{ $command }“?
courtesy = Ich bin für deine Fragen zu den Empfehlungen für Menschenrechte in der Cybersicherheit und zur Erklärung von 2020 da. Frag einfach.
no-such-recommendation = Es gibt keine Empfehlung „{ $typed }“. Sie gehen von 1 bis { $last }.
no-such-point = Es gibt keinen Punkt „{ $typed }“ in der Erklärung von 2020. Sie gehen von 1 bis { $last }.

process-how = Du kannst gleich hier unterschreiben, privat: Tippe „{ $pledge }“. Ich zeige dir genau, was öffentlich wäre, bevor irgendetwas zählt. Die Kampagne sagt es so:
process-body = Ja. Eine Organisation, eine Gruppe oder eine Regierung kann hier unterschreiben; das Kampagnenteam sieht es sich an, bevor es veröffentlicht wird. Du kannst auch an { $contact } schreiben:
process-letter = Ein Unterstützungsschreiben geht an { $contact }. Du kannst es auch hier zu deiner Unterschrift dazulegen.
process-change = Wenn du hier unterschrieben hast, kannst du selbst und sofort ändern, wie du erscheinst, oder deinen Namen von der Liste nehmen. Wenn du anderswo unterschrieben hast oder jemand deinen Namen benutzt hat, schreib an { $contact }.
process-contact = Die Adresse der Kampagne ist { $contact }.
process-privacy = Ich bewahre so wenig wie möglich auf, und nur mit deinem Ja. Tippe „{ $privacy }“, um zu lesen, was, und „{ $mydata }“, um es zu sehen. Die Kampagne erreichst du hier.

supporters-title = Unterstützende: { $total }
supporters-title-filter = Unterstützende · { $filter }: { $total }
supporters-none = Auf der Liste passt nichts zu „{ $filter }“.
supporters-no-such-page = { $pages ->
    [one] Die Liste hat nur { $pages } Seite.
   *[other] Die Liste hat nur { $pages } Seiten.
}
supporters-page = Seite { $page } von { $pages }
choose-next-page = Nächste Seite
choose-previous-page = Vorige Seite
latest-title = Zuletzt dazugekommen
kind-government = Regierung
kind-organisation = Organisation
kind-group = Gruppe
kind-individual = Einzelperson
kinds-government = Regierungen
kinds-organisation = Organisationen
kinds-group = Gruppen
kinds-individual = Einzelpersonen
stats-title = Unterstützende: { $total }
stats-counted-only = davon nur gezählt
stats-by-country = Nach Land, soweit es öffentlich ist:
stats-other-countries = Andere Länder
how-many-government = { $count ->
    [0] Noch keine Regierung unterstützt die Empfehlungen.
    [one] { $count } Regierung unterstützt die Empfehlungen.
   *[other] { $count } Regierungen unterstützen die Empfehlungen.
}
how-many-organisation = { $count ->
    [0] Noch keine Organisation unterstützt die Empfehlungen.
    [one] { $count } Organisation unterstützt die Empfehlungen.
   *[other] { $count } Organisationen unterstützen die Empfehlungen.
}
how-many-group = { $count ->
    [0] Noch keine Gruppe unterstützt die Empfehlungen.
    [one] { $count } Gruppe unterstützt die Empfehlungen.
   *[other] { $count } Gruppen unterstützen die Empfehlungen.
}
how-many-individual = { $count ->
    [0] Noch keine Einzelperson unterstützt die Empfehlungen.
    [one] { $count } Person unterstützt die Empfehlungen.
   *[other] { $count } Personen unterstützen die Empfehlungen.
}
named-yes = { $count ->
    [one] Ja, auf der öffentlichen Liste:
   *[other] Ja. Auf der öffentlichen Liste finde ich { $count } mit „{ $name }“:
}
named-no = Nein, „{ $name }“ finde ich nicht auf der öffentlichen Liste. Manche Unterstützende werden nur gezählt und stehen nicht darauf.
named-no-government = Nein, „{ $name }“ finde ich nicht unter den Regierungen auf der öffentlichen Liste.

# Eine Übersetzung steht da, wo sonst die Worte der Kampagne stünden; dies sagt, woher die kommen.
citation-translated = Inoffizielle Übersetzung; nur der englische Text gilt. { $citation }
choose-original = Englisches Original
choose-translation = Übersetzung

# Dem Kampagnenteam eine falsche Antwort melden.
wrong-ask = Es tut mir leid, dass ich nicht geholfen habe. Das Kampagnenteam kann das beheben, wenn es die Frage kennt. Schick sie mir noch einmal, mit deinen eigenen Worten. Lass Namen weg und alles, was auf dich oder jemand anderen hinweisen könnte.
wrong-show = Darf ich diese Frage für das Kampagnenteam aufbewahren?
wrong-what-is-kept = Ich würde die Worte, den Tag und die Texte aufbewahren, mit denen ich geantwortet habe, aber nicht, wer gefragt hat und wo. Deshalb könnte ich sie später nicht wiederfinden, um sie für dich zu löschen.
choose-wrong-yes = Ja, aufbewahren
choose-wrong-no = Nein, verwerfen
wrong-done = Danke. Die Frage ist aufbewahrt, aber nicht, wer sie gestellt hat. Sie hilft mir, beim nächsten Mal die richtige Antwort zu finden.
