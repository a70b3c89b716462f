# Lo que la terminal dice por sí misma: la primera pantalla, dónde va cada mensaje y los errores al escribir las órdenes con dos puntos.
# Las palabras que siguen a @, # y : se escriben tal como están aquí en todos los idiomas.

# Cómo se llama el servicio en frases como «Lo que escribes en…».
console-service = esta terminal

# La primera pantalla. { $first } es la persona que se es al principio.
console-welcome =
    Este es el bot completo. Todo se queda en esta máquina.
    Pregunta algo con tus propias palabras o escribe /ayuda.

    Puedes hacer de varias personas y salas. Empiezas como @{ $first }.
      @ana            ser Ana, en su chat privado con el bot
      #plaza          ir a la sala #plaza como la misma persona
      @ana #plaza     las dos cosas; si siguen palabras, solo esa línea va allí
      :time +10m      adelantar el reloj de una vez (s, m, h, d o w)
      :leave #plaza   sacar al bot de una sala
      :again          el último suceso otra vez, como puede repetirlo una red
      :help           esta página
      :quit           salir, también con Ctrl-D
    En una sala, el bot atiende a los /comandos y a las líneas que empiezan con "bot,".
    Un número elige una de las últimas opciones. Tab completa lo que escribes.

# Un nombre y su valor, como «País: Nepal».
console-field = { $name }: { $value }

# Una línea debajo de un mensaje: una opción y las palabras que se pueden escribir en lugar de su número.
console-choice = { $number }) { $label } (o escribe: { $say })
console-choice-plain = { $number }) { $label }
console-choice-private = { $number }) { $label } (abre tu chat privado; o escribe allí: { $say })
console-choice-private-plain = { $number }) { $label } (abre tu chat privado)

# Encima de un mensaje: a quién se muestra, cuando no queda claro.
console-only-you = (solo tú, { $person })
console-message = { $room } (mensaje { $number })
console-corrected = { $room } (mensaje { $number }, corregido)
console-removed = { $room } (mensaje { $number }, retirado)

console-chatter =
    (En una sala, el bot solo atiende a los /comandos y a las líneas que empiezan con "bot,". Lo demás es gente que conversa. Esto se dice una sola vez.)
console-left = (El bot salió de { $room }.)
console-time-moved = (El reloj avanzó { $amount }.)

console-unknown-direction = No existe "{ $typed }". ¿Querías decir { $nearest }? Escribe :help para ver todo lo que hay.
console-no-direction = No existe "{ $typed }". Escribe :help para ver todo lo que hay.
console-name-usage = Di quién o dónde; por ejemplo, "@ana", "#plaza" o "@ana #plaza".
console-time-usage = Di cuánto; por ejemplo, ":time +10m" o ":time +1d" (s, m, h, d o w; solo hacia adelante, diez años como máximo).
console-leave-usage = Di qué sala; por ejemplo, ":leave #plaza".
console-nothing-to-repeat = Todavía no ha pasado nada que pueda repetirse.
console-not-in-room = El bot no está en { $room }.
console-not-text = Esa línea no es texto UTF-8 válido y no puedo leerla. Escríbela de nuevo, por favor.
console-line-cut = Esa línea es demasiado larga. Solo leí los primeros { $kilobytes } kB.
