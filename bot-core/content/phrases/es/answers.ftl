# Respuestas: pasajes, apoyos y lo que los textos no tratan.

recommendation-number = Recomendación { $number }
statement-number = Punto { $number } de la declaración de 2020
passage-title = { $place }: { $topic }
type-recommendation = rec { $number }
type-statement = foc { $number }
explanation = Con palabras sencillas (es nuestra explicación, no parte del texto): { $text }
choose-next = Siguiente: { $passage }
choose-previous = Anterior: { $passage }
choose-related = Relacionado: { $passage }
choose-more = Más: { $passage }
choose-or = O: { $passage }

definition-elsewhere = La definición completa no está entre los textos que tengo. La encuentras en el sitio de la campaña: { $site }
about = { $recommendations } recomendaciones dicen cómo la ciberseguridad puede proteger a las personas y respetar sus derechos humanos. En 2020, los 31 gobiernos de la Freedom Online Coalition (Coalición por la Libertad en Internet) las reafirmaron en una declaración de { $points } puntos. Las apoyan gobiernos, organizaciones y personas: { $supporters } hasta ahora. Todo está aquí: { $site }

options = No sé bien a qué parte te refieres. Estas son las más cercanas:
not-covered = Los textos no dicen nada de eso, así que no voy a adivinar. Puedo responder sobre lo que sí dicen las recomendaciones y la declaración de 2020.
perhaps-command = ¿O querías decir el comando «{ $command }»?
courtesy = Aquí estoy para tus preguntas sobre las recomendaciones de derechos humanos en la ciberseguridad y la declaración de 2020. Pregunta lo que quieras.
no-such-recommendation = No hay una recomendación «{ $typed }». Van de la 1 a la { $last }.
no-such-point = No hay un punto «{ $typed }» en la declaración de 2020. Van del 1 al { $last }.

process-how = Puedes sumar tu apoyo aquí mismo, en privado: escribe «{ $pledge }». Antes de que nada cuente, te muestro exactamente qué sería público. La campaña lo dice así:
process-body = Sí. Una organización, un grupo o un gobierno puede dar su apoyo aquí; el equipo de la campaña lo revisa antes de publicarlo. También puedes escribir a { $contact }:
process-letter = Las cartas de apoyo se envían a { $contact }. También puedes dejar la tuya al dar el apoyo aquí.
process-change = Si diste tu apoyo aquí, puedes cambiar cómo apareces o quitar tu nombre de la lista, al momento y por tu cuenta. Si firmaste en otro lugar, o alguien usó tu nombre, escribe a { $contact }.
process-contact = La dirección de la campaña es { $contact }.
process-privacy = Guardo lo menos posible, y solo si tú aceptas. Escribe «{ $privacy }» para leer qué guardo y «{ $mydata }» para verlo. A la campaña se le puede escribir aquí.

supporters-title = Apoyos: { $total }
supporters-title-filter = Apoyos · { $filter }: { $total }
supporters-none = En la lista no hay nada que coincida con «{ $filter }».
supporters-no-such-page = { $pages ->
    [one] La lista tiene solo { $pages } página.
   *[other] La lista tiene solo { $pages } páginas.
}
supporters-page = Página { $page } de { $pages }
choose-next-page = Página siguiente
choose-previous-page = Página anterior
latest-title = Los apoyos más recientes
kind-government = gobierno
kind-organisation = organización
kind-group = grupo
kind-individual = persona
kinds-government = Gobiernos
kinds-organisation = Organizaciones
kinds-group = Grupos
kinds-individual = Personas
stats-title = { $total ->
    [one] { $total } apoyo
   *[other] { $total } apoyos
}
stats-counted-only = de ellos, sin aparecer en la lista
stats-by-country = Por país, cuando es público:
stats-other-countries = Otros países
how-many-government = { $count ->
    [one] { $count } gobierno apoya las recomendaciones.
   *[other] { $count } gobiernos apoyan las recomendaciones.
}
how-many-organisation = { $count ->
    [one] { $count } organización apoya las recomendaciones.
   *[other] { $count } organizaciones apoyan las recomendaciones.
}
how-many-group = { $count ->
    [one] { $count } grupo apoya las recomendaciones.
   *[other] { $count } grupos apoyan las recomendaciones.
}
how-many-individual = { $count ->
    [one] { $count } persona apoya las recomendaciones.
   *[other] { $count } personas apoyan las recomendaciones.
}
named-yes = { $count ->
    [one] Sí, está en la lista pública:
   *[other] Sí. En la lista pública encuentro { $count } con «{ $name }»:
}
named-no = No, no encuentro «{ $name }» en la lista pública. Algunos apoyos solo se cuentan y no aparecen en ella.
named-no-government = No, no encuentro «{ $name }» entre los gobiernos de la lista pública.

# Una traducción ocupa el lugar de las palabras de la campaña; esto dice de dónde son.
citation-translated = Traducción no oficial; solo cuenta el texto en inglés. { $citation }
choose-original = Original en inglés
choose-translation = Traducción

# Avisar al equipo de la campaña de una respuesta equivocada.
wrong-ask = Siento no haberte ayudado. El equipo de la campaña puede arreglarlo si conoce la pregunta. Envíamela otra vez, con tus palabras. Deja fuera los nombres y todo lo que pueda señalarte a ti o a otra persona.
wrong-show = ¿Puedo guardar esta pregunta para el equipo de la campaña?
wrong-what-is-kept = Guardaría las palabras, el día y con qué textos respondí, pero no quién preguntó ni dónde. Por eso después no podría encontrarla para borrártela.
choose-wrong-yes = Sí, guárdala
choose-wrong-no = No, descártala
wrong-done = Gracias. La pregunta queda guardada, sin indicar quién la hizo. Me ayudará a encontrar la respuesta correcta la próxima vez.
