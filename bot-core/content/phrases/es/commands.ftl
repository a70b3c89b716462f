# Los comandos: nombres (la primera línea es la que se muestra), qué hace cada uno y cómo se escribe.
# La primera línea va sin acentos: algunas plataformas no los admiten en los comandos.

command-ask-names =
    preguntar
    pregunta
command-ask-about = responde a tu pregunta con lo que dicen los textos
command-ask-usage =
    preguntar ¿Puede la policía romper el cifrado?
command-recommendation-names =
    recomendacion
    recomendación
    rec
    r
command-recommendation-about = muestra una de las 13 recomendaciones
command-recommendation-usage =
    rec 8
    recomendacion 8
command-statement-names =
    declaracion
    declaración
    foc
    punto
command-statement-about = muestra un punto de la declaración de 2020
command-statement-usage =
    foc 3
    declaracion 3
command-definition-names =
    definicion
    definición
command-definition-about = qué entienden los textos por ciberseguridad
command-definition-usage = definicion
command-about-names =
    acercade
    acerca
command-about-about = de qué se trata todo esto
command-about-usage = acercade
command-supporters-names = apoyos
command-supporters-about = la lista pública; añade una palabra, un país o un tipo
command-supporters-usage =
    apoyos
    apoyos nepal
    apoyos organizaciones página 2
command-latest-names =
    ultimos
    últimos
    recientes
command-latest-about = los apoyos más recientes
command-latest-usage = ultimos
command-stats-names =
    cifras
    estadisticas
    estadísticas
command-stats-about = cuántos apoyos hay por tipo y por país
command-stats-usage = cifras
command-pledge-names =
    apoyar
    firmar
command-pledge-about = suma tu apoyo, en privado
command-pledge-usage =
    apoyar
    apoyar Nombre | País | Afiliación
command-display-names =
    apariencia
    aparecer
command-display-about = cambia cómo apareces en la lista
command-display-usage =
    apariencia
    apariencia iniciales
command-withdraw-names =
    retirar
    retirarme
command-withdraw-about = retira tu apoyo de inmediato
command-withdraw-usage = retirar
command-mydata-names = misdatos
command-mydata-about = muestra todo lo que guardo sobre ti
command-mydata-usage = misdatos
command-forget-names =
    olvidar
    borrar
command-forget-about = borra todo lo que guardo sobre ti
command-forget-usage = olvidar
command-privacy-names = privacidad
command-privacy-about = qué guardo y qué no puede proteger este canal
command-privacy-usage = privacidad
command-wrong-names = error
command-wrong-about = avisa al equipo de la campaña de una respuesta equivocada
command-wrong-usage =
    error
    error ¿Puede mi jefe leer mis mensajes?
command-language-names = idioma
command-language-about = el idioma de mis respuestas
command-language-usage =
    idioma fr
    idioma en
command-help-names =
    ayuda
    comandos
command-help-about = lo que entiendo
command-help-usage =
    ayuda
    ayuda apoyar
command-cancel-names =
    cancelar
    parar
command-cancel-about = deja lo que estamos haciendo
command-cancel-usage = cancelar
command-announcements-names =
    anuncios
    novedades
command-announcements-about = qué novedades recibe esta sala (quien la administra)
command-announcements-usage =
    anuncios todos
    anuncios diarios silencio 22:00-07:00 zona America/Bogota
    anuncios idioma fr
    anuncios sonoros
    anuncios no
command-review-names = revisar
command-review-about = las solicitudes de apoyo que esperan revisión
command-review-usage =
    revisar
    revisar aprobar 12
    revisar rechazar 12 duplicado
command-announce-names = anunciar
command-announce-about = un aviso a todas las salas que reciben novedades
command-announce-usage = anunciar Nos reunimos el viernes a las 12:00 UTC.
command-roles-names = roles
command-roles-about = quién puede hacer qué
command-roles-usage = roles

# Lo que dicen los botones de los comandos.
choose-ask = Hacer una pregunta
choose-recommendation = Recomendaciones
choose-statement = Declaración
choose-definition = Definición
choose-about = ¿De qué se trata?
choose-supporters = Todos los apoyos
choose-latest = Los apoyos más recientes
choose-stats = Apoyos por tipo y país
choose-pledge = Sumar mi apoyo
choose-display = Cambiar cómo aparezco
choose-withdraw = Retirar mi apoyo
choose-mydata = Qué se guarda sobre mí
choose-forget = Borrar todo sobre mí
choose-privacy = Privacidad
choose-wrong = ¿Respuesta equivocada?
choose-language = Idioma
choose-help = Ayuda
choose-cancel = Cancelar
choose-announcements = Qué recibe esta sala
choose-review = Solicitudes por revisar
choose-announce = Aviso a las salas
choose-roles = Quién puede hacer qué

help-title = Lo que entiendo
help-intro-private = Pregunta con tus propias palabras. O escribe uno de estos comandos:
help-intro-room = Llámame por mi nombre o usa un comando:
help-more = Para saber más de uno: { $help } y su nombre; por ejemplo, «{ $help } apoyar».
help-other-names = También: { $names }

unknown-command = No conozco «{ $typed }». Escribe «{ $help }» para ver lo que entiendo.
unknown-command-nearest = No conozco «{ $typed }». ¿Querías decir «{ $command }»?
command-needs-more = Falta algo después del comando. Se escribe así:
argument-not-understood = No entendí «{ $typed }». Se escribe así:
nothing-said = Solo leo palabras y ahí no he encontrado ninguna. Pregúntame algo o escribe «{ $help }».
stale-choice = Esa opción es demasiado antigua o no es para ti. No cambió nada.
nothing-to-cancel = No hay nada que cancelar.
nothing-changed = De acuerdo. Todo sigue igual.
go-private = Mejor sigamos en privado, para que nadie más lo lea.
wrote-to-you = Te escribí en un chat directo, donde nadie más de esta sala nos lee.
cannot-write-to-you = No pude abrir un chat directo contigo. Escríbeme directamente, donde nadie más de esta sala nos lea: «{ $command }».
sign-is-too-little = Una reacción es muy poco para esto, así que no cambió nada. Si es lo que quieres, escribe «{ $words }», por favor.
message-unreadable = No pude leer tu último mensaje: está cifrado y su clave no me ha llegado. Si no llega pronto, escríbelo de nuevo, por favor. Si tampoco puedo leer ese, suele ayudar reiniciar tu aplicación.
conversation-expired = Lo que habíamos empezado quedó demasiado tiempo en espera y lo descarté. No guardé nada.
conversation-unreadable = Me actualizaron y no puedo seguir donde estábamos. No se publicó nada; empieza de nuevo, por favor.
trouble = Algo falló de mi lado y no cambió nada. Inténtalo de nuevo en un minuto, por favor.

language-ask = Te respondo en { $language }. ¿Qué idioma prefieres?
language-done = A partir de ahora te respondo en { $language }. Escribe «{ $help }» para ver lo que entiendo.

roles-title = Quién puede hacer qué
role-reviewer = Revisión
role-organiser = Coordinación
role-reviewer-may = { $holders ->
    [one] mira las solicitudes pendientes y las aprueba o las rechaza ({ $holders } persona)
   *[other] mira las solicitudes pendientes y las aprueba o las rechaza ({ $holders } personas)
}
role-organiser-may = { $holders ->
    [one] todo eso y, además, envía avisos a las salas ({ $holders } persona)
   *[other] todo eso y, además, envía avisos a las salas ({ $holders } personas)
}
roles-none = No tienes ninguno de estos roles. No hacen falta para preguntar ni para dar tu apoyo.
roles-own = Los tuyos: { $roles }
roles-how = Los roles se dan en la máquina donde funciona el bot, con «outreach-bot roles grant».
reviewers-only = Para ver las solicitudes pendientes hace falta el rol de revisión. Escribe «{ $roles }» para ver quién puede hacer qué.
organisers-only = Para escribir a las salas hace falta el rol de coordinación. Escribe «{ $roles }» para ver quién puede hacer qué.
help-line = { $name }: { $about }
nothing-open = No tenemos ninguna pregunta abierta. Pregúntame algo, o escribe «{ $help }».
