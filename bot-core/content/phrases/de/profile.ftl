# Was eine Plattform vom Bot zeigt, bevor ihm jemand schreibt und wo sich nichts von einem Gespräch zeigen lässt.

profile-description =
    Ich beantworte Fragen zu „{ $campaign }“, den Empfehlungen für Menschenrechte in der Cybersicherheit, mit den Worten ihrer Texte. Ich zeige, wer sie unterstützt, und nehme deine eigene Unterschrift entgegen, privat.

    In einer Gruppe spreche ich nur, wenn ich angesprochen werde; ihre Admins können mich neue Unterstützende melden lassen.

    Frag einfach. „hilfe“ zeigt, was ich verstehe; „datenschutz“ sagt, was ich über dich aufbewahre.
profile-short-description = Antworten zu Menschenrechten in der Cybersicherheit, zitiert aus den Texten. Nimmt Unterschriften an.

hello-private = Frag einfach, mit deinen eigenen Worten.

inline-hint = Tippe, was du suchst: „Verschlüsselung“, „rec 8“
inline-nothing = Nichts passt. Frag mich privat
