# Palabras sueltas con un significado fijo. La primera línea es lo que dice el propio bot; se entienden todas las
# líneas, en todos los idiomas a la vez.
words-yes =
    sí
    si
    s
    sí por favor
    si por favor
    sí, adelante
    claro
    claro que sí
    de acuerdo
    acepto
    vale
    ok
words-no =
    no
    n
    no gracias
    mejor no
words-back =
    atrás
    atras
    volver
    regresar
words-skip =
    omitir
    saltar
    ninguno
    ninguna
    nada
    no gracias
    sin respuesta
    prefiero no decirlo
    prefiero no decir
words-confirm =
    confirmar
    confirmo
    sí, confirmo
words-change =
    cambiar
    corregir
    editar
    modificar
words-page =
    página
    pagina
    pág
    pag
    p
words-quiet =
    silencio
words-timezone =
    zona
    zonahoraria
    huso
words-language =
    idioma
words-on =
    sí
    si
    activar
    activados
words-off =
    no
    nunca
    ninguno
    ninguna
    desactivar
    desactivados
words-each =
    todos
    todas
    cada
words-daily =
    diarios
    diario
    diaria
    diarias
    diariamente
words-weekly =
    semanales
    semanal
    semanalmente
words-milestones =
    hitos
# Las palabras sueltas «red», «estado» y «colectivo» faltan a propósito: son parte de nombres que la gente busca en
# la lista («apoyos red en defensa…», «apoyos estado de palestina»).
words-silent =
    silenciosos
    silencioso
    silenciosas
words-audible =
    sonoros
    sonoro
    sonoras
words-room-only = solo-sala
words-followers = seguidores
words-kind-government =
    gobierno
    gobiernos
    un gobierno
words-kind-organisation =
    organización
    organizacion
    organizaciones
    una organización
    una organizacion
    ong
    ongs
    oenegé
    una ong
words-kind-group =
    grupo
    grupos
    un grupo
    una red
    redes
    un colectivo
    colectivos
words-kind-individual =
    persona
    personas
    una persona
    particular
    particulares
    individuo
    individuos
    a título personal
    como persona
    yo
    soy yo
words-display-full =
    nombre completo
    completo
    nombre
words-display-initials =
    iniciales
words-display-counted =
    sin nombre
    solo contar
    sólo contar
    anónimo
    anónima
    anonimo
    anonima
words-approve = aprobar
words-refuse = rechazar
words-refusal-not-confirmed = sin-confirmar
words-refusal-duplicate = duplicado
words-refusal-not-genuine = nombre-falso
words-refusal-somebody-else = otra-persona
words-from =
    de
    del
    en
words-change-kind =
    quién
    tipo
words-change-name = nombre
words-change-country = país
words-change-affiliation = afiliación
words-change-role =
    función
    cargo
words-change-contact = contacto
words-change-letter = carta
words-change-display = apariencia
words-change-announce =
    salas
    anuncios
words-change-write = mensajes
# What the languages are called.
language-en = inglés
language-fr = francés
language-es = español
language-pt = portugués
language-ar = árabe
language-ru = ruso
language-zh = chino
language-de = alemán
language-bn = bengalí
language-ne = nepalí
language-sw = suajili
