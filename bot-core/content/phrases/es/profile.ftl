# Lo que una plataforma muestra del bot antes de que alguien le escriba, y donde no cabe una conversación.

profile-description =
    Respondo preguntas sobre { $campaign }, las recomendaciones por los derechos humanos en la ciberseguridad, con las palabras de sus textos. Muestro quién las apoya y recibo tu propio apoyo, en privado.

    En un grupo solo hablo cuando me hablan; sus admins pueden pedirme que cuente quién se suma.

    Pregunta sin más. «ayuda» muestra lo que entiendo; «privacidad» dice qué guardo sobre ti.
profile-short-description = Respuestas sobre derechos humanos en la ciberseguridad, citadas de los textos. Recibe tu apoyo.

hello-private = Pregunta sin más, con tus propias palabras.

inline-hint = Escribe lo que buscas: «cifrado», «rec 8»
inline-nothing = Nada coincide. Pregúntame en privado
