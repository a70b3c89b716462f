# Os comandos: nomes (a primeira linha é a que se mostra), o que cada um faz e como se escreve.
# A primeira linha vai sem acentos: algumas plataformas não os aceitam nos comandos.

command-ask-names =
    perguntar
    pergunta
command-ask-about = responde à sua pergunta com o que dizem os textos
command-ask-usage =
    perguntar A polícia pode quebrar a criptografia?
command-recommendation-names =
    recomendacao
    recomendação
    rec
    r
command-recommendation-about = mostra uma das 13 recomendações
command-recommendation-usage =
    rec 8
    recomendacao 8
command-statement-names =
    declaracao
    declaração
    foc
    ponto
command-statement-about = mostra um ponto da declaração de 2020
command-statement-usage =
    foc 3
    declaracao 3
command-definition-names =
    definicao
    definição
command-definition-about = o que os textos entendem por cibersegurança
command-definition-usage = definicao
command-about-names = sobre
command-about-about = do que se trata
command-about-usage = sobre
command-supporters-names =
    apoios
    apoiadores
    apoiantes
    signatarios
    signatários
command-supporters-about = a lista pública; junte uma palavra, um país ou um tipo
command-supporters-usage =
    apoios
    apoios nepal
    apoios organizações página 2
command-latest-names =
    ultimos
    últimos
    recentes
command-latest-about = os apoios mais recentes
command-latest-usage = ultimos
command-stats-names =
    numeros
    números
    estatisticas
    estatísticas
command-stats-about = quantos apoios há por tipo e por país
command-stats-usage = numeros
command-pledge-names =
    apoiar
    assinar
    subscrever
command-pledge-about = dá o seu apoio, em privado
command-pledge-usage =
    apoiar
    apoiar Nome | País | Afiliação
command-display-names =
    aparencia
    aparência
    aparecer
command-display-about = muda a forma como você aparece na lista
command-display-usage =
    aparencia
    aparencia iniciais
command-withdraw-names =
    retirar
    revogar
command-withdraw-about = retira o seu apoio, na hora
command-withdraw-usage = retirar
command-mydata-names = meusdados
command-mydata-about = mostra tudo o que guardo sobre você
command-mydata-usage = meusdados
command-forget-names =
    esquecer
    apagar
command-forget-about = apaga tudo o que guardo sobre você
command-forget-usage = esquecer
command-privacy-names = privacidade
command-privacy-about = o que guardo e o que este canal não consegue proteger
command-privacy-usage = privacidade
command-wrong-names =
    erro
    respostaerrada
command-wrong-about = avisa a equipe da campanha de uma resposta errada
command-wrong-usage =
    erro
    erro Minha chefe pode ler minhas conversas?
command-language-names =
    idioma
    lingua
    língua
command-language-about = o idioma das minhas respostas
command-language-usage =
    idioma fr
    idioma en
command-help-names =
    ajuda
    comandos
command-help-about = o que eu entendo
command-help-usage =
    ajuda
    ajuda apoiar
command-cancel-names =
    cancelar
    parar
command-cancel-about = encerra o que está em andamento
command-cancel-usage = cancelar
command-announcements-names =
    anuncios
    anúncios
    novidades
command-announcements-about = as novidades que esta sala recebe (para admins)
command-announcements-usage =
    anuncios todos
    anuncios diários silêncio 22:00-07:00 fuso America/Sao_Paulo
    anuncios idioma fr
    anuncios sonoros
    anuncios não
command-review-names =
    revisar
    rever
command-review-about = os pedidos de apoio que esperam revisão
command-review-usage =
    revisar
    revisar aprovar 12
    revisar recusar 12 duplicado
command-announce-names = anunciar
command-announce-about = um aviso a todas as salas que recebem novidades
command-announce-usage = anunciar Encontro na sexta-feira às 12:00 UTC.
command-roles-names =
    papeis
    papéis
command-roles-about = quem pode fazer o quê
command-roles-usage = papeis

# O que dizem os botões dos comandos.
choose-ask = Fazer uma pergunta
choose-recommendation = Recomendações
choose-statement = Declaração
choose-definition = Definição
choose-about = Do que se trata?
choose-supporters = Todos os apoios
choose-latest = Os apoios mais recentes
choose-stats = Apoios por tipo e país
choose-pledge = Dar o meu apoio
choose-display = Mudar como apareço
choose-withdraw = Retirar o meu apoio
choose-mydata = O que está guardado sobre mim
choose-forget = Apagar tudo sobre mim
choose-privacy = Privacidade
choose-wrong = Resposta errada?
choose-language = Idioma
choose-help = Ajuda
choose-cancel = Cancelar
choose-announcements = O que esta sala recebe
choose-review = Pedidos à espera
choose-announce = Aviso às salas
choose-roles = Quem pode fazer o quê

help-title = O que eu entendo
help-intro-private = É só perguntar, com as suas palavras. Ou escreva um destes comandos:
help-intro-room = Chame-me pelo nome ou use um comando:
help-more = Para saber mais sobre um deles: “{ $help }” e o nome dele, por exemplo “{ $help } apoiar”.
help-other-names = Também: { $names }

unknown-command = Não conheço “{ $typed }”. Escreva “{ $help }” para ver o que eu entendo.
unknown-command-nearest = Não conheço “{ $typed }”. Você quis dizer “{ $command }”?
command-needs-more = Falta alguma coisa depois do comando. Ele se escreve assim:
argument-not-understood = Não entendi “{ $typed }”. O comando se escreve assim:
nothing-said = Só leio palavras, e aí não encontrei nenhuma. Faça uma pergunta ou escreva “{ $help }”.
stale-choice = Essa opção é antiga demais ou não é para você. Nada mudou.
nothing-to-cancel = Não há nada em andamento para cancelar.
nothing-changed = Tudo bem. Nada mudou.
go-private = Vamos continuar em privado, para que mais ninguém leia.
wrote-to-you = Escrevi para você numa conversa direta, onde mais ninguém desta sala lê.
cannot-write-to-you = Não consegui abrir uma conversa direta com você. Escreva-me diretamente, onde mais ninguém desta sala leia: “{ $command }”.
sign-is-too-little = Uma reação é muito pouco para isso, então nada mudou. Se é mesmo o que você quer, escreva “{ $words }”, por favor.
message-unreadable = Não consegui ler a sua última mensagem: ela está criptografada e a chave não chegou até mim. Se a chave não chegar logo, escreva a mensagem de novo, por favor. Se eu também não conseguir ler essa, reiniciar o aplicativo costuma ajudar.
conversation-expired = O que tínhamos começado ficou tempo demais à espera, e eu descartei. Nada disso ficou guardado.
conversation-unreadable = Fui atualizado e não consigo continuar de onde estávamos. Nada foi publicado; comece de novo, por favor.
trouble = Algo deu errado do meu lado, e nada mudou. Tente de novo daqui a um minuto, por favor.

language-ask = Respondo em { $language }. Que idioma você prefere?
language-done = A partir de agora, respondo em { $language }. Escreva “{ $help }” para ver o que eu entendo.

roles-title = Quem pode fazer o quê
role-reviewer = Revisão
role-organiser = Coordenação
role-reviewer-may = { $holders ->
    [0] olha os pedidos à espera e os aprova ou recusa (ninguém por enquanto)
    [one] olha os pedidos à espera e os aprova ou recusa ({ $holders } pessoa)
   *[other] olha os pedidos à espera e os aprova ou recusa ({ $holders } pessoas)
}
role-organiser-may = { $holders ->
    [0] tudo isso e, além disso, envia avisos às salas (ninguém por enquanto)
    [one] tudo isso e, além disso, envia avisos às salas ({ $holders } pessoa)
   *[other] tudo isso e, além disso, envia avisos às salas ({ $holders } pessoas)
}
roles-none = Você não tem nenhum destes papéis. Não é preciso ter um para perguntar nem para dar apoio.
roles-own = Os seus: { $roles }
roles-how = Os papéis são dados na máquina em que o bot funciona, com “outreach-bot roles grant”.
reviewers-only = Para ver os pedidos é preciso ter o papel de revisão. Escreva “{ $roles }” para ver quem pode fazer o quê.
organisers-only = Para escrever às salas é preciso ter o papel de coordenação. Escreva “{ $roles }” para ver quem pode fazer o quê.
help-line = { $name }: { $about }
nothing-open = Não há entre nós nenhuma pergunta em aberto a que isso possa responder. Faça uma pergunta ou escreva “{ $help }”.
