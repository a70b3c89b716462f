# Lo que las salas reciben y eligen.

hello = ¡Hola! Respondo preguntas sobre «{ $campaign }» y recojo apoyos, en privado.
hello-quiet = Solo hablo cuando me hablan. Quien administra la sala puede pedirme que avise aquí de los nuevos apoyos: «{ $announcements } diarios». Si prefieren no tenerme aquí, sáquenme de la sala y la olvido.

announcements-now = Lo que recibe esta sala
announcements-done = Desde ahora, esta sala recibe esto
announcements-pace = Novedades
announcements-quiet = Horas de silencio
announcements-time-zone = Zona horaria
announcements-language = Idioma
announcements-sound = Sonido
announcements-reach = Llega a
announcements-quiet-hours = de { $from } a { $to }
announcements-no-quiet-hours = ninguna
announcements-no-language = sin elegir
announcements-more = Horas de silencio, zona horaria e idioma: «{ $announcements } silencio 22:00-07:00 zona America/Bogota idioma fr». Con «{ $announcements } silencio no» se quitan las horas de silencio.
announcements-admins-only = Solo quien administra esta sala puede cambiar lo que recibe.
announcements-no-followers = Nadie puede seguir esta sala desde otro sitio, así que sus novedades se quedan aquí.
announcements-may-not-post = No puedo escribir en esta sala por mi cuenta, así que no puede recibir novedades. Pide a quien la administra que me deje enviar mensajes aquí y elige de nuevo.
pace-off = ninguna
pace-each = cada nuevo apoyo, al momento (los que llegan en los diez minutos siguientes van en un solo mensaje)
pace-daily = una vez al día, a las nueve de la mañana
pace-weekly = una vez por semana, el lunes a las nueve de la mañana
pace-milestones = solo números redondos y avisos
sound-silent = ninguno
sound-audible = como cualquier mensaje
reach-room-only = solo esta sala
reach-followers = esta sala y quienes la siguen desde otros sitios
choose-pace-off = Sin novedades
choose-pace-each = Cada apoyo
choose-pace-daily = Una vez al día
choose-pace-weekly = Una vez por semana
choose-pace-milestones = Solo números redondos
choose-sound-silent = Sin sonido
choose-sound-audible = Con sonido
choose-reach-room-only = Solo a esta sala
choose-reach-followers = También a los seguidores

news-supporters = { $count ->
    [one] Un nuevo apoyo a las recomendaciones de derechos humanos en la ciberseguridad:
   *[other] { $count } nuevos apoyos a las recomendaciones de derechos humanos en la ciberseguridad:
}
news-unnamed = { $count ->
    [one] Se sumó un apoyo más, sin nombre público.
   *[other] Se sumaron { $count } apoyos más, sin nombre público.
}
news-unnamed-more = { $count ->
    [one] Y uno más, sin nombre público.
   *[other] Y { $count } más, sin nombre público.
}
news-milestone = Ya son { $total } apoyos.
news-notice = Del equipo de la campaña:

announce-preview = Las salas verían esto:
announce-ask = { $rooms ->
    [one] Llegaría a { $rooms } sala que recibe novedades. ¿Lo envío?
   *[other] Llegaría a { $rooms } salas que reciben novedades. ¿Lo envío?
}
announce-ask-again = ¿Lo envío?
choose-send = Enviar
announce-done = En camino. A cada sala le llega cuando tocan sus novedades: al momento, o en diez minutos si acaba de recibir otras; a las nueve si las recibe cada día o cada semana; nunca en sus horas de silencio.
announce-not-taken = Ese texto no se puede enviar: es demasiado largo o tiene caracteres invisibles.

outcome-approved = Buenas noticias: tu apoyo ya cuenta. Es el número { $number }. ¡Gracias!
outcome-refused = Tu apoyo no se aceptó: { $reason } Si crees que es un error, escribe a { $contact }.
news-more = { $count ->
    [one] Y { $count } más: { $supporters } muestra la lista entera.
   *[other] Y { $count } más: { $supporters } muestra la lista entera.
}
news-withdrawn = Este mensaje se ha retirado.
news-lost = { $rooms ->
    [one] Una sala en la que activaste las novedades ya no acepta mis mensajes, así que he dejado de escribir allí. Para recibirlas de nuevo, vuelve a invitarme o déjame escribir, y escribe allí «{ $announcements } diarios».
   *[other] { $rooms } salas en las que activaste las novedades ya no aceptan mis mensajes, así que he dejado de escribir allí. Para recibirlas de nuevo, vuelve a invitarme o déjame escribir, y escribe «{ $announcements } diarios» en cada una.
}
