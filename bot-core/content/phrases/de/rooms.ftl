# Was Räume erfahren und wählen.

hello = Hallo! Ich beantworte Fragen zu „{ $campaign }“ und nehme Unterschriften entgegen, privat.
hello-quiet = Ich spreche nur, wenn ich angesprochen werde. Admins des Raums können mich hier neue Unterstützende melden lassen: „{ $announcements } täglich“. Wenn ihr mich lieber nicht hier habt, entfernt mich aus dem Raum, dann vergesse ich ihn.

announcements-now = Was dieser Raum erfährt
announcements-done = Von jetzt an erfährt dieser Raum das
announcements-pace = Neuigkeiten
announcements-quiet = Ruhezeit
announcements-time-zone = Zeitzone
announcements-language = Sprache
announcements-sound = Ton
announcements-reach = Geht an
announcements-quiet-hours = { $from } bis { $to }
announcements-no-quiet-hours = keine
announcements-no-language = nicht gewählt
announcements-more = Ruhezeit, Zeitzone und Sprache: „{ $announcements } ruhe 22:00-07:00 zeitzone Europe/Berlin sprache de“. „{ $announcements } ruhe aus“ beendet die Ruhezeit.
announcements-admins-only = Nur die Admins dieses Raums können ändern, was er erfährt.
announcements-no-followers = Diesem Raum kann niemand von anderswo folgen, deshalb bleiben seine Neuigkeiten hier.
announcements-may-not-post = Ich darf in diesem Raum nicht von mir aus schreiben, deshalb kann er keine Neuigkeiten bekommen. Bitte die Admins, mir hier das Senden von Nachrichten zu erlauben, und wähle dann noch einmal.
pace-off = keine
pace-each = jede neue Unterschrift, sofort (was in den nächsten zehn Minuten folgt, kommt in einer Nachricht)
pace-daily = einmal am Tag, um neun Uhr morgens
pace-weekly = einmal in der Woche, montags um neun Uhr morgens
pace-milestones = nur runde Zahlen und Mitteilungen
sound-silent = keiner
sound-audible = wie bei jeder Nachricht
reach-room-only = nur diesen Raum
reach-followers = diesen Raum und alle, die ihm von anderswo folgen
choose-pace-off = Keine Neuigkeiten
choose-pace-each = Jede Unterschrift
choose-pace-daily = Einmal am Tag
choose-pace-weekly = Einmal in der Woche
choose-pace-milestones = Nur runde Zahlen
choose-sound-silent = Ohne Ton
choose-sound-audible = Mit Ton
choose-reach-room-only = Nur an diesen Raum
choose-reach-followers = Auch an Follower

news-supporters = { $count ->
    [one] Eine neue Unterschrift für die Empfehlungen für Menschenrechte in der Cybersicherheit:
   *[other] { $count } neue Unterschriften für die Empfehlungen für Menschenrechte in der Cybersicherheit:
}
news-unnamed = { $count ->
    [one] Eine weitere Unterschrift ist dazugekommen, ohne Namen.
   *[other] { $count } weitere Unterschriften sind dazugekommen, ohne Namen.
}
news-unnamed-more = { $count ->
    [one] Und eine weitere, ohne Namen.
   *[other] Und { $count } weitere, ohne Namen.
}
news-milestone = Wir sind jetzt { $total } Unterstützende.
news-notice = Vom Kampagnenteam:

announce-preview = Das würden die Räume sehen:
announce-ask = { $rooms ->
    [one] Es ginge an { $rooms } Raum, der Neuigkeiten bekommt. Senden?
   *[other] Es ginge an { $rooms } Räume, die Neuigkeiten bekommen. Senden?
}
announce-ask-again = Senden?
choose-send = Senden
announce-done = Ist unterwegs. Jeder Raum erfährt es, wenn seine Neuigkeiten kommen dürfen: sofort, oder innerhalb von zehn Minuten, wenn er gerade erst welche bekommen hat; um neun Uhr, wo Neuigkeiten täglich oder wöchentlich kommen; nie in der Ruhezeit.
announce-not-taken = Dieser Text lässt sich nicht senden: Er ist zu lang oder enthält unsichtbare Zeichen.

outcome-approved = Gute Nachricht: Deine Unterschrift zählt jetzt. Sie hat die Nummer { $number }. Danke!
outcome-refused = Deine Unterschrift wurde nicht angenommen: { $reason } Wenn du das falsch findest, schreib an { $contact }.
news-more = { $count ->
    [one] Und { $count } weitere: „{ $supporters }“ zeigt alle.
   *[other] Und { $count } weitere: „{ $supporters }“ zeigt alle.
}
news-withdrawn = Diese Nachricht wurde zurückgezogen.
news-lost = { $rooms ->
    [one] Ein Raum, in dem du Neuigkeiten eingeschaltet hast, nimmt meine Nachrichten nicht mehr an, deshalb habe ich aufgehört. Um dort wieder Neuigkeiten zu bekommen, hol mich zurück oder erlaube mir zu schreiben, und tippe dort „{ $announcements } täglich“.
   *[other] { $rooms } Räume, in denen du Neuigkeiten eingeschaltet hast, nehmen meine Nachrichten nicht mehr an, deshalb habe ich aufgehört. Um dort wieder Neuigkeiten zu bekommen, hol mich zurück oder erlaube mir zu schreiben, und tippe „{ $announcements } täglich“ in jedem davon.
}
