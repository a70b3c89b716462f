# Was das Terminal selbst sagt: der erste Bildschirm, wohin eine Nachricht gehört, und Versehen in Regieanweisungen.
# Wörter nach @, # und : werden in jeder Sprache so getippt, wie sie hier stehen.

# Wie der Dienst in Sätzen heißt.
console-service = dieses Terminal

# Der erste Bildschirm. { $first } ist die Person, die man am Anfang ist.
console-welcome =
    Das ist der ganze Bot. Alles bleibt auf diesem Gerät.
    Frag etwas mit deinen eigenen Worten oder tippe /hilfe.

    Du kannst mehrere Personen und Räume spielen. Am Anfang bist du @{ $first }.
      @ana            Ana sein, in ihrem privaten Chat mit dem Bot
      #plaza          in den Raum #plaza gehen, als dieselbe Person
      @ana #plaza     beides; mit Worten dahinter: nur diese Zeile dort sagen
      :time +10m      die Uhr vorstellen, in einem Sprung (s, m, h, d oder w)
      :leave #plaza   den Bot aus einem Raum nehmen
      :again          das letzte Ereignis noch einmal, wie ein Netz es wiederholen kann
      :help           diese Seite
      :quit           das Ende, auch Strg-D
    In einem Raum hört der Bot /befehle und Zeilen, die mit "bot," anfangen.
    Eine Zahl wählt eine der zuletzt gezeigten Antworten. Tab ergänzt Wörter.

# Ein Name und sein Wert, wie "Land: Nepal".
console-field = { $name }: { $value }

# Eine Zeile unter einer Nachricht: eine Auswahl und die Worte, die man statt ihrer Nummer tippen kann.
console-choice = { $number }) { $label } (oder tippe: { $say })
console-choice-plain = { $number }) { $label }
console-choice-private = { $number }) { $label } (öffnet deinen privaten Chat; oder tippe dort: { $say })
console-choice-private-plain = { $number }) { $label } (öffnet deinen privaten Chat)

# Über einer Nachricht: wem sie gezeigt wird, wenn es nicht klar ist.
console-only-you = (nur du, { $person })
console-message = { $room } (Nachricht { $number })
console-corrected = { $room } (Nachricht { $number }, berichtigt)
console-removed = { $room } (Nachricht { $number }, entfernt)

console-chatter =
    (In einem Raum hört der Bot nur /befehle und Zeilen, die mit "bot," anfangen. Alles andere sind Leute, die sich unterhalten. Das wird nur einmal gesagt.)
console-left = (Der Bot hat { $room } verlassen.)
console-time-moved = (Die Uhr wurde um { $amount } vorgestellt.)

console-unknown-direction = Die Anweisung "{ $typed }" gibt es nicht. Meintest du { $nearest }? Tippe :help, um alle zu sehen.
console-no-direction = Die Anweisung "{ $typed }" gibt es nicht. Tippe :help, um alle zu sehen.
console-name-usage = Sag, wer oder wo, zum Beispiel "@ana", "#plaza" oder "@ana #plaza".
console-time-usage = Sag, wie weit, zum Beispiel ":time +10m" oder ":time +1d" (s, m, h, d oder w; nur vorwärts, höchstens zehn Jahre).
console-leave-usage = Sag, welcher Raum, zum Beispiel ":leave #plaza".
console-nothing-to-repeat = Es ist noch nichts geschehen, was noch einmal kommen könnte.
console-not-in-room = Der Bot ist nicht in { $room }.
console-not-text = Diese Zeile ist kein gültiger UTF-8-Text, deshalb kann ich sie nicht lesen. Bitte tippe sie noch einmal.
console-line-cut = Diese Zeile ist zu lang. Ich habe nur die ersten { $kilobytes } kB gelesen.
