# Palavras soltas com um significado fixo. A primeira linha é o que o próprio bot diz; todas as linhas são entendidas,
# em todos os idiomas ao mesmo tempo, com ou sem acentos e maiúsculas.
words-yes =
    sim
    s
    sim por favor
    sim, pode
    pode sim
    claro
    claro que sim
    de acordo
    concordo
    aceito
    está bem
    tá bom
    ok
words-no =
    não
    n
    não obrigado
    não obrigada
    agora não
    melhor não
words-back =
    voltar
    volta
    para trás
    atrás
    anterior
words-skip =
    pular
    saltar
    omitir
    nenhum
    nenhuma
    nada
    sem resposta
    prefiro não dizer
    prefiro não responder
    prefiro não informar
words-confirm =
    confirmar
    confirmo
    eu confirmo
    sim, confirmo
words-change =
    mudar
    alterar
    corrigir
    editar
    trocar
words-page =
    página
    pág
    p
words-quiet =
    silêncio
words-timezone =
    fuso
    fuso-horário
    zona
words-language =
    idioma
    língua
words-on =
    sim
    ligar
    ligados
    ativar
    ativados
words-off =
    não
    nunca
    nenhum
    nenhuma
    desligar
    desligados
    desativar
    desativados
words-each =
    todos
    todas
    cada
words-daily =
    diários
    diário
    diária
    diárias
    diariamente
words-weekly =
    semanais
    semanal
    semanalmente
words-milestones =
    marcos
# As palavras soltas “rede”, “estado” e “coletivo” faltam de propósito: fazem parte de nomes que as pessoas procuram na
# lista (“apoios rede de mulheres…”, “apoios estado da palestina”).
words-silent =
    silenciosos
    silencioso
    silenciosas
    sem-som
words-audible =
    sonoros
    sonoro
    sonoras
    com-som
words-room-only = só-sala
words-followers = seguidores
words-kind-government =
    governo
    governos
    um governo
words-kind-organisation =
    organização
    organizações
    uma organização
    associação
    associações
    ong
    ongs
    uma ong
words-kind-group =
    grupo
    grupos
    um grupo
    uma rede
    redes
    um coletivo
    coletivos
words-kind-individual =
    pessoa
    pessoas
    uma pessoa
    particular
    particulares
    indivíduo
    indivíduos
    a título pessoal
    em meu nome
    como pessoa
    eu
    sou eu
words-display-full =
    nome completo
    completo
    nome
    com meu nome
    com o meu nome
words-display-initials =
    iniciais
    com iniciais
words-display-counted =
    sem nome
    só contar
    só na contagem
    apenas contar
    anônimo
    anônima
    anonimamente
words-approve = aprovar
words-refuse =
    recusar
    rejeitar
words-refusal-not-confirmed = não-confirmado
words-refusal-duplicate = duplicado
words-refusal-not-genuine = nome-falso
words-refusal-somebody-else = outra-pessoa
# Palavrinhas que podem vir antes de um país: “apoios do nepal”.
words-from =
    de
    do
    da
    dos
    das
    em
    no
    na
    nos
    nas
# O que pode ser mudado no fim de um apoio: “mudar nome”.
words-change-kind =
    quem
    tipo
words-change-name = nome
words-change-country = país
words-change-affiliation = afiliação
words-change-role =
    função
    cargo
words-change-contact =
    contato
    contacto
words-change-letter = carta
words-change-display = aparência
words-change-announce =
    salas
    anúncios
words-change-write = mensagens
# Como se chamam os idiomas.
language-en = inglês
language-fr = francês
language-es = espanhol
language-pt = português
language-ar = árabe
language-ru = russo
language-zh = chinês
language-de = alemão
language-bn = bengali
language-ne = nepalês
language-sw = suaíli
