# La conversación para dar un apoyo, y lo que viene después.

pledge-title = Suma tu apoyo
pledge-title-step = Suma tu apoyo · pregunta { $at } de { $of }
pledge-notice-think = Apoyar un texto sobre derechos humanos deja ver algo de lo que piensas. Tómate un momento: ¿es seguro para ti?
secrecy-this-machine = Lo que escribes aquí no sale de esta máquina.
secrecy-end-to-end = Lo que escribes aquí va cifrado de extremo a extremo: los servidores por los que pasa no pueden leerlo, solo ven que nos escribimos. Yo puedo leerlo, y también quien me hace funcionar.
secrecy-readable = Lo que escribes aquí no va cifrado de extremo a extremo: pueden leerlo { $service } y quien lo administra.
secrecy-readable-by-servers = Lo que escribes aquí no va cifrado de extremo a extremo: pueden leerlo quienes administran tu servidor o el mío. Puedes activar el cifrado en los ajustes de este chat.
pledge-notice-kept = Guardo tus respuestas cifradas. Tú eliges qué se ve de ellas: tu nombre, tus iniciales o nada. Nada cuenta hasta que confirmes, y puedes retirarlo cuando quieras. Si este canal no es lo bastante seguro para ti, usa { $site } o escribe a { $contact }.
pledge-ask-store = ¿Puedo guardar tus respuestas?
choose-agree = Sí, adelante
choose-form = Rellenar un formulario
choose-pledge-back = Volver a mi apoyo
choose-back = Atrás
choose-yes = Sí
choose-no = No
choose-skip = Omitir
choose-rather-not-say = Prefiero no decirlo
pledge-ask-kind = ¿Quién apoya las recomendaciones?
choose-kind-individual = Yo, a título personal
choose-kind-organisation = Una organización
choose-kind-group = Un grupo o una red
choose-kind-government = Un gobierno
pledge-ask-name = ¿Cómo te llamas? Escribe tu nombre tal como podría aparecer; enseguida eliges quién lo ve.
pledge-ask-name-body = ¿Qué nombre lleva?
pledge-ask-country = ¿Qué país?
pledge-ask-affiliation = ¿Qué quieres que aparezca después de tu nombre: una organización, una profesión, una ciudad?
pledge-ask-role = ¿Qué función tienes allí? Solo la ve el equipo de la campaña.
pledge-ask-contact = ¿Cómo puede contactarte el equipo de la campaña para comprobar que es auténtico? Por ejemplo, una dirección de correo. Solo la ve el equipo.
pledge-ask-letter = Si tienes una carta de apoyo, pégala aquí o pon un enlace. También puedes enviarla a { $contact }. Aquí solo la ve el equipo de la campaña.
pledge-ask-display = ¿Cómo quieres aparecer en la lista pública?
choose-display-full = Con el nombre completo
choose-display-initials = Con las iniciales y el país
choose-display-counted = Sin aparecer, solo contar
pledge-ask-announce = Hay salas que pidieron novedades. ¿Puedo contarles este nuevo apoyo, tal como está en la lista?
pledge-ask-write = ¿Puede escribirte por aquí el equipo de la campaña?
pledge-check-line = Esta es exactamente la línea que sería pública:
pledge-check-counted = Nada sería público. Solo habría un apoyo más en el total.
pledge-check-speaks-for-others = Como hablas en nombre de otras personas, el equipo de la campaña lo revisa primero. También puedes escribir a { $contact }.
pledge-check-name-on-list = Este nombre ya está en la lista, así que el equipo de la campaña lo revisa primero.
pledge-check-all-reviewed = El equipo de la campaña lo revisa antes de que cuente.
pledge-ask-confirm = ¿Está todo bien?
choose-confirm = Sí, que cuente
choose-change = Cambiar algo
pledge-what-to-change = ¿Qué quieres cambiar?
type-change = cambiar { $field }
field-kind = Quién
field-name = Nombre
field-country = País
field-affiliation = Afiliación
field-role = Función
field-contact = Contacto
field-letter = Carta
field-display = Apariencia
field-announce = Aviso en las salas
field-write = Mensajes del equipo
line-counted = Ninguna línea, solo cuenta en el total.

pledge-typed-here-is-seen = Todos aquí pueden leer lo que escribes en esta sala. Elige una de las opciones, o escríbeme en nuestro chat privado.
pick-one = Elige una de las respuestas, por favor.
pledge-old-button = Esa respuesta es de una pregunta anterior. Ahora toca esta:
pledge-no-way-back = Esta es la primera pregunta. Si quieres, puedes cancelar.
pledge-none-open = No tienes ningún apoyo a medias. Puedes empezar uno.
pledge-cancelled = Cancelado. No se publicó nada y tus respuestas se borraron.
pledge-published = Tu apoyo es el número { $number }. Esto es lo que ve el público:
pledge-waiting = Tu apoyo espera la revisión del equipo de la campaña. Todavía no hay nada público. Cuando cuente, el público verá esto:
pledge-refused = Tu apoyo no se aceptó: { $reason } Puedes enviar otro. Decía esto:
pledge-thanks = ¡Gracias! Tu apoyo es el número { $number } y ya está en la lista pública:
pledge-thanks-counted = ¡Gracias! Tu apoyo es el número { $number }. Nadie ve quién eres.
pledge-thanks-way-back = Puedes cambiar de opinión cuando quieras: «{ $display }» cambia cómo apareces, «{ $withdraw }» retira tu apoyo y «{ $forget }» lo borra todo.
pledge-held = ¡Gracias! Ahora lo revisa el equipo de la campaña. Hasta entonces nada es público, y aquí te diré qué se decidió.
pledge-held-body = ¡Gracias! Ahora lo revisa el equipo de la campaña. Hasta entonces nada es público, y aquí te diré qué se decidió. También puedes escribir a { $contact }.
pledge-held-beside = ¡Gracias! El equipo de la campaña lo va a revisar. Hasta entonces nada es público. Para ver qué pasó, escribe «{ $command }». También puedes escribir a { $contact }.

fault-empty = { $field }: no había nada escrito.
fault-too-long = { $field }: es demasiado texto. Caben { $most } caracteres como máximo.
fault-no-letters = { $field }: usa letras, por favor.
fault-link = { $field }: no pongas direcciones web ni de correo, por favor.
fault-control = { $field }: hay caracteres invisibles. Escríbelo de nuevo a mano, por favor.
fault-bidirectional = { $field }: hay caracteres que cambian la dirección del texto. Escríbelo de nuevo a mano, por favor.
fault-mention = { $field }: no pongas @nombres ni menciones, por favor.
fault-markup = { $field }: no uses signos de formato como *, _ , [ ] o < >, por favor.
fault-formula = { $field }: no puede empezar con = + - ni @.
fault-noise = { $field }: eso no parecen palabras.
fault-country-nearest = No conozco el país «{ $typed }». ¿Querías decir: { $nearest }?
fault-country-unknown = No conozco ese país. Escribe su nombre o su código de dos letras, u omite la pregunta.

no-pledge = No tengo ningún apoyo tuyo.
no-pledge-but-my-name = Si aun así tu nombre está en la lista, escribe a { $contact } y lo revisarán.
display-now = Esto es lo que ve ahora el público:
display-ask = ¿Cómo quieres aparecer?
display-preview = Esto es lo que vería el público:
display-follows = La lista cambia al momento, y también los anuncios ya publicados.
display-done = Listo. Ahora el público ve esto:
choose-display-confirm = Sí, mostrarlo así
choose-leave-as-is = Dejarlo como está
withdraw-ask = ¿Retirar este apoyo?
withdraw-what-happens = Sale de la lista al momento, y quito tu nombre de todos los anuncios que publiqué. Lo que guardo sobre este apoyo se borra.
choose-withdraw-yes = Sí, retirarlo
choose-withdraw-no = No, conservarlo
withdraw-done = Listo. Tu apoyo ya no está en la lista y sus datos se borraron. Los anuncios que te nombraban se están cambiando.
forget-ask = ¿Borrar todo lo que guardo sobre ti? Si diste tu apoyo, también se retira. Esto no se puede deshacer.
choose-forget-yes = Sí, borrar todo
choose-forget-no = No, conservarlo
forget-done = Listo. Ya no sé nada de ti.

mydata-title = Lo que guardo sobre ti
mydata-nothing = Nada.
mydata-id = De tu cuenta en esta plataforma guardo solo una huella calculada con una clave secreta. Mientras tengas un apoyo, una pregunta abierta o salas con novedades, guardo además, de forma cifrada, dónde responderte.
mydata-language = Idioma
mydata-role = Rol
mydata-rooms = Salas en las que activaste las novedades
mydata-pledge = Apoyo
mydata-status-published = publicado, número { $number }
mydata-status-waiting = espera la revisión del equipo
mydata-status-refused = no aceptado
mydata-public-line = Lo que ve el público
mydata-since = Desde
mydata-draft = Apoyo sin terminar, iniciado
mydata-consent = { $answer } ({ $day }, versión { $version } del texto)
consent-store = Permiso para guardarlo
consent-publish = Permiso para la línea pública
consent-announce = Permiso para avisar en las salas
consent-contact = Permiso para que te escriba el equipo

privacy-title = Privacidad
privacy-kept =
    No guardo nada de las preguntas que haces.
    De un apoyo guardo tus respuestas, cifradas, y qué aceptaste y cuándo.
    El público solo ve la línea que confirmaste.
    De tu cuenta guardo una huella calculada con una clave secreta, nunca un nombre ni un número.
    Ni nombres ni mensajes van a los registros técnicos.
    Un apoyo sin terminar se descarta al cabo de un día.
    Si activas las novedades de una sala, recuerdo, de forma cifrada, que fuiste tú, para avisarte si la sala deja de aceptarlas.
privacy-way-out = «{ $mydata }» lo muestra todo, «{ $withdraw }» retira tu apoyo y «{ $forget }» lo borra todo. Si este canal no es lo bastante seguro para ti, usa { $site } o escribe a { $contact }.

# «Solicitud» y no «apoyo»: su número no es el que tiene el apoyo en la lista.
review-none = No hay solicitudes pendientes. Gracias por mirar.
review-no-such = No hay ninguna solicitud { $id }. Escribe «{ $review }» para ver las pendientes.
review-title = { $waiting ->
    [one] Solicitud { $id } · { $waiting } pendiente
   *[other] Solicitud { $id } · { $waiting } pendientes
}
review-why = Por qué espera
review-why-speaks-for-others = alguien habla en nombre de otras personas
review-why-name-on-list = el nombre ya está en la lista
review-why-all-reviewed = todas las solicitudes se revisan
choose-approve = Aprobar
# Sin dos puntos: lo que va delante de ellos sirve para elegir, y sería lo mismo en los cuatro botones.
choose-refuse-not-confirmed = Rechazar (sin confirmar)
choose-refuse-duplicate = Rechazar (duplicado)
choose-refuse-not-genuine = Rechazar (no es auténtico)
choose-refuse-somebody-else = Rechazar (nombre de otra persona)
choose-next-pledge = Solicitud siguiente
review-approved = Aprobado. Ahora es el apoyo número { $number }, y aviso a la persona si puedo.
review-refused = La solicitud { $id } queda rechazada, y aviso a la persona si puedo: { $reason }
review-already-published = La solicitud { $id } ya está publicada.
review-already-refused = La solicitud { $id } ya está rechazada.
refusal-not-confirmed = nada mostró que de verdad venga de ahí.
refusal-duplicate = ya está en la lista.
refusal-not-genuine = el nombre no parecía auténtico.
refusal-somebody-else = el nombre es de alguien que no dio su apoyo.
pledge-typed-in-room = Otras personas de esta sala pueden haber leído lo que escribiste. Si no lo quieres, borra ese mensaje.
pledge-filled-in = Ya anoté esto:
choose-change-nothing = Nada, volver
fault-needed = { $field }: necesito una respuesta. También puedes volver atrás o cancelar.
fault-no-contact = { $field }: eso no parece una forma de contactarte. Da un correo electrónico, un teléfono o una cuenta.
display-now-waiting = El equipo de la campaña mira primero tu apoyo. El público vería esto:
display-done-waiting = Listo. Cuando cuente, el público verá esto:
withdraw-what-happens-waiting = Todavía no hay nada público. Se borra lo que guardo sobre el apoyo.
withdraw-done-waiting = Listo. Tu apoyo ya no está y sus datos se borraron.
mydata-public-line-waiting = Lo que vería el público
