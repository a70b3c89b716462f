# Das Gespräch beim Unterschreiben und was danach kommt.

pledge-title = Unterschreiben
pledge-title-step = Unterschreiben · Frage { $at } von { $of }
pledge-notice-think = Einen Text zu Menschenrechten zu unterstützen, zeigt etwas davon, wie du denkst. Nimm dir einen Moment: Ist das für dich sicher?
secrecy-this-machine = Was du hier schreibst, bleibt auf diesem Gerät.
secrecy-end-to-end = Was du hier schreibst, ist Ende-zu-Ende-verschlüsselt: Die Server auf dem Weg können es nicht lesen, sie sehen nur, dass wir uns schreiben. Ich kann es lesen, und wer mich betreibt, auch.
secrecy-readable = Was du hier schreibst, ist nicht Ende-zu-Ende-verschlüsselt: { $service } und wer den Dienst betreibt, können es lesen.
secrecy-readable-by-servers = Was du hier schreibst, ist nicht Ende-zu-Ende-verschlüsselt: Wer deinen oder meinen Server betreibt, kann es lesen. Du kannst die Verschlüsselung in den Einstellungen dieses Chats einschalten.
pledge-notice-kept = Ich bewahre deine Antworten verschlüsselt auf. Was andere davon sehen, bestimmst du: deinen Namen, deine Initialen oder gar nichts. Nichts zählt, bevor du es bestätigst, und du kannst es jederzeit zurücknehmen. Wenn dieser Kanal für dich nicht sicher genug ist, nimm { $site } oder schreib an { $contact }.
pledge-ask-store = Darf ich deine Antworten aufbewahren?
choose-agree = Ja, weiter
choose-form = Ein Formular ausfüllen
choose-pledge-back = Zurück zu meiner Unterschrift
choose-back = Zurück
choose-yes = Ja
choose-no = Nein
choose-skip = Auslassen
choose-rather-not-say = Möchte ich nicht sagen
pledge-ask-kind = Wer unterstützt die Empfehlungen?
choose-kind-individual = Ich, als Person
choose-kind-organisation = Eine Organisation
choose-kind-group = Eine Gruppe oder ein Netzwerk
choose-kind-government = Eine Regierung
pledge-ask-name = Wie heißt du? Schreib den Namen so, wie er erscheinen darf; wer ihn sieht, bestimmst du gleich.
pledge-ask-name-body = Wie heißt sie?
pledge-ask-country = Welches Land?
pledge-ask-affiliation = Was möchtest du hinzufügen: eine Organisation, einen Beruf, eine Stadt? Es erscheint hinter deinem Namen.
pledge-ask-role = Welche Funktion hast du darin? Das sieht nur das Kampagnenteam.
pledge-ask-contact = Wie kann das Kampagnenteam dich erreichen, um sicherzugehen, dass es echt ist? Zum Beispiel eine E-Mail-Adresse. Nur das Team sieht sie.
pledge-ask-letter = Wenn du ein Unterstützungsschreiben hast, füge es hier ein oder gib einen Link dazu an. Du kannst es auch an { $contact } schicken. Hier sieht es nur das Kampagnenteam.
pledge-ask-display = Wie möchtest du auf der öffentlichen Liste erscheinen?
choose-display-full = Mit vollem Namen
choose-display-initials = Mit Initialen und Land
choose-display-counted = Gar nicht, nur gezählt
pledge-ask-announce = Darf ich die neue Unterschrift, so wie sie auf der Liste steht, in Räumen melden, die um Neuigkeiten gebeten haben?
pledge-ask-write = Darf das Kampagnenteam dir hier schreiben?
pledge-check-line = Genau diese Zeile wäre öffentlich:
pledge-check-counted = Nichts wäre öffentlich. Nur die Zahl der Unterstützenden wächst um eins.
pledge-check-speaks-for-others = Weil du für andere sprichst, sieht das Kampagnenteam es sich zuerst an. Du kannst auch an { $contact } schreiben.
pledge-check-name-on-list = Dieser Name steht schon auf der Liste, deshalb sieht das Kampagnenteam es sich zuerst an.
pledge-check-all-reviewed = Das Kampagnenteam sieht es sich an, bevor es zählt.
pledge-ask-confirm = Ist alles richtig?
choose-confirm = Ja, das soll zählen
choose-change = Etwas ändern
pledge-what-to-change = Was möchtest du ändern?
type-change = ändern { $field }
field-kind = Wer
field-name = Name
field-country = Land
field-affiliation = Zugehörigkeit
field-role = Funktion
field-contact = Kontakt
field-letter = Schreiben
field-display = Darstellung
field-announce = In Räumen melden
field-write = Team darf schreiben
line-counted = Keine Zeile: nur gezählt.

pledge-typed-here-is-seen = Alle hier können lesen, was du in diesem Raum tippst. Wähle eine der Antworten oder schreib mir in unserem privaten Chat.
pick-one = Bitte wähle eine der Antworten.
pledge-old-button = Diese Antwort gehört zu einer früheren Frage. Offen ist diese:
pledge-no-way-back = Das ist die erste Frage. Du kannst stattdessen abbrechen.
pledge-none-open = Du hast keine angefangene Unterschrift. Du kannst eine beginnen.
pledge-cancelled = Abgebrochen. Nichts wurde veröffentlicht, und deine Antworten sind gelöscht.
pledge-published = Deine Unterschrift hat die Nummer { $number }. Das sieht die Öffentlichkeit:
pledge-waiting = Deine Unterschrift wartet auf das Kampagnenteam. Noch ist nichts davon öffentlich. Wenn sie zählt, sieht die Öffentlichkeit das:
pledge-refused = Deine Unterschrift wurde nicht angenommen: { $reason } Du kannst noch einmal unterschreiben. Das stand darin:
pledge-thanks = Danke! Deine Unterschrift hat die Nummer { $number }, und das steht jetzt auf der öffentlichen Liste:
pledge-thanks-counted = Danke! Deine Unterschrift hat die Nummer { $number }. Niemand sieht, wer du bist.
pledge-thanks-way-back = Du kannst es dir jederzeit anders überlegen: „{ $display }“ ändert, wie du erscheinst, „{ $withdraw }“ nimmt deine Unterschrift zurück, „{ $forget }“ löscht alles.
pledge-held = Danke! Das Kampagnenteam sieht sie sich jetzt an. Bis dahin ist nichts öffentlich, und ich sage dir hier, was daraus wurde.
pledge-held-body = Danke! Das Kampagnenteam sieht sie sich jetzt an. Bis dahin ist nichts öffentlich, und ich sage dir hier, was daraus wurde. Du kannst auch an { $contact } schreiben.
pledge-held-beside = Danke! Das Kampagnenteam sieht sie sich jetzt an. Bis dahin ist nichts öffentlich. Um zu sehen, was daraus wurde, tippe „{ $command }“. Du kannst auch an { $contact } schreiben.

fault-empty = { $field }: Da stand nichts drin.
fault-too-long = { $field }: Das ist zu lang. Höchstens { $most } Zeichen passen.
fault-no-letters = { $field }: Bitte benutze Buchstaben.
fault-link = { $field }: Bitte lass Web- und E-Mail-Adressen weg.
fault-control = { $field }: Darin sind unsichtbare Zeichen. Bitte tippe es noch einmal von Hand.
fault-bidirectional = { $field }: Darin sind Zeichen, die die Schreibrichtung umdrehen. Bitte tippe es noch einmal von Hand.
fault-mention = { $field }: Bitte lass @Namen und Erwähnungen weg.
fault-markup = { $field }: Bitte lass Formatierungszeichen wie *, _ , [ ] oder < > weg.
fault-formula = { $field }: Es darf nicht mit = + - oder @ anfangen.
fault-noise = { $field }: Das sieht nicht nach Wörtern aus.
fault-country-nearest = Das Land „{ $typed }“ kenne ich nicht. Meintest du: { $nearest }?
fault-country-unknown = Dieses Land kenne ich nicht. Bitte schreib seinen Namen oder sein Kürzel aus zwei Buchstaben, oder lass es aus.

no-pledge = Ich habe keine Unterschrift von dir.
no-pledge-but-my-name = Wenn dein Name trotzdem auf der Liste steht, schreib an { $contact }, dann wird das geklärt.
display-now = Das sieht die Öffentlichkeit jetzt:
display-ask = Wie möchtest du erscheinen?
display-preview = Das würde die Öffentlichkeit sehen:
display-follows = Die Liste ändert sich sofort, und die schon veröffentlichten Meldungen auch.
display-done = Erledigt. Das sieht die Öffentlichkeit jetzt:
choose-display-confirm = Ja, so zeigen
choose-leave-as-is = So lassen, wie es ist
withdraw-ask = Diese Unterschrift zurücknehmen?
withdraw-what-happens = Sie verschwindet sofort von der Liste, und dein Name aus jeder Meldung, die ich veröffentlicht habe. Was ich über die Unterschrift aufbewahre, wird gelöscht.
choose-withdraw-yes = Ja, zurücknehmen
choose-withdraw-no = Nein, behalten
withdraw-done = Erledigt. Deine Unterschrift ist von der Liste genommen, und ihre Daten sind gelöscht. Meldungen, die dich genannt haben, werden gerade geändert.
forget-ask = Alles löschen, was ich über dich aufbewahre? Auch eine Unterschrift wird zurückgenommen. Das lässt sich nicht rückgängig machen.
choose-forget-yes = Ja, alles löschen
choose-forget-no = Nein, behalten
forget-done = Erledigt. Ich weiß nichts mehr über dich.

mydata-title = Was ich über dich aufbewahre
mydata-nothing = Nichts.
mydata-id = Dein Konto auf dieser Plattform bewahre ich nur als verwürfelten Code auf, der sich nicht in das Konto zurückverwandeln lässt. Solange du eine Unterschrift, eine offene Frage oder Räume mit Neuigkeiten hast, bewahre ich außerdem verschlüsselt auf, wohin ich dir antworten kann.
mydata-language = Sprache
mydata-role = Rolle
mydata-rooms = Räume, in denen du Neuigkeiten eingeschaltet hast
mydata-pledge = Unterschrift
mydata-status-published = veröffentlicht, Nummer { $number }
mydata-status-waiting = wartet auf das Kampagnenteam
mydata-status-refused = nicht angenommen
mydata-public-line = Was die Öffentlichkeit sieht
mydata-since = Seit
mydata-draft = Offene Unterschrift, begonnen
mydata-consent = { $answer } ({ $day }, Wortlaut { $version })
consent-store = Aufbewahren
consent-publish = Die öffentliche Zeile zeigen
consent-announce = In Räumen melden
consent-contact = Das Kampagnenteam darf dir schreiben

privacy-title = Datenschutz
privacy-kept =
    Von den Fragen, die du stellst, bewahre ich nichts auf.
    Von einer Unterschrift bewahre ich deine Antworten verschlüsselt auf, und wozu du wann Ja gesagt hast.
    Die Öffentlichkeit sieht nur die Zeile, die du bestätigt hast.
    Dein Konto bewahre ich nur als verwürfelten Code auf, nie als Namen oder Nummer.
    In Protokolle (Logs) kommen keine Namen und keine Nachrichten.
    Eine unfertige Unterschrift wird nach einem Tag verworfen.
    Wenn du in einem Raum Neuigkeiten einschaltest, merke ich mir verschlüsselt, dass du es warst, um dir Bescheid zu geben, falls der Raum keine mehr annimmt.
privacy-way-out = „{ $mydata }“ zeigt alles davon, „{ $withdraw }“ nimmt deine Unterschrift zurück, „{ $forget }“ löscht alles. Wenn dieser Kanal für dich nicht sicher genug ist, nimm { $site } oder schreib an { $contact }.

review-none = Keine Unterschrift wartet. Danke fürs Nachsehen.
review-no-such = Es gibt keine Unterschrift { $id }. Tippe „{ $review }“, um zu sehen, was wartet.
review-title = { $waiting ->
    [one] Unterschrift { $id } · { $waiting } wartet
   *[other] Unterschrift { $id } · { $waiting } warten
}
review-why = Warum sie wartet
review-why-speaks-for-others = jemand spricht für andere
review-why-name-on-list = der Name steht schon auf der Liste
review-why-all-reviewed = jede Unterschrift wird geprüft
choose-approve = Annehmen
choose-refuse-not-confirmed = Ablehnen: nicht bestätigt
choose-refuse-duplicate = Ablehnen: doppelt
choose-refuse-not-genuine = Ablehnen: nicht echt
choose-refuse-somebody-else = Ablehnen: Name einer anderen Person
choose-next-pledge = Nächste Unterschrift
review-approved = Angenommen. Sie hat jetzt die Nummer { $number }. Ich sage es der Person, wenn ich sie erreiche.
review-refused = Unterschrift { $id } ist abgelehnt: { $reason } Ich sage es der Person, wenn ich sie erreiche.
review-already-published = Unterschrift { $id } ist schon veröffentlicht.
review-already-refused = Unterschrift { $id } ist schon abgelehnt.
refusal-not-confirmed = nichts hat gezeigt, dass die, für die sie spricht, wirklich dahinterstehen.
refusal-duplicate = sie steht schon auf der Liste.
refusal-not-genuine = der Name sah nicht nach einem echten aus.
refusal-somebody-else = der Name gehört einer Person, die nicht unterschrieben hat.
pledge-typed-in-room = Andere in diesem Raum haben vielleicht gelesen, was du getippt hast. Wenn dir das nicht recht ist, lösche die Nachricht.
pledge-filled-in = Das habe ich eingetragen:
choose-change-nothing = Nichts, zurück
fault-needed = { $field }: Hier brauche ich eine Antwort. Du kannst auch zurückgehen oder abbrechen.
fault-no-contact = { $field }: Das sieht nicht so aus, als könnte man dich damit erreichen. Bitte gib eine E-Mail-Adresse, eine Telefonnummer oder ein Konto an.
display-now-waiting = Das Kampagnenteam sieht sich deine Unterschrift zuerst an. Das würde die Öffentlichkeit sehen:
display-done-waiting = Erledigt. Sobald sie zählt, sieht die Öffentlichkeit das:
withdraw-what-happens-waiting = Noch ist nichts davon öffentlich. Was ich über die Unterschrift aufbewahre, wird gelöscht.
withdraw-done-waiting = Erledigt. Deine Unterschrift ist weg, und ihre Daten sind gelöscht.
mydata-public-line-waiting = Was die Öffentlichkeit sehen würde
