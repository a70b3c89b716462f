# A conversa em que se dá o apoio, e o que vem depois.

pledge-title = Dê o seu apoio
pledge-title-step = Dê o seu apoio · pergunta { $at } de { $of }
pledge-notice-think = Apoiar um texto sobre direitos humanos mostra algo do que você pensa. Pare um instante: isso é seguro para você?
secrecy-this-machine = O que você escreve aqui fica nesta máquina.
secrecy-end-to-end = O que você escreve aqui é criptografado de ponta a ponta: os servidores no caminho não conseguem ler, só veem que trocamos mensagens. Eu consigo ler, e quem me faz funcionar também.
secrecy-readable = O que você escreve aqui não é criptografado de ponta a ponta: { $service } e quem administra esse serviço podem ler.
secrecy-readable-by-servers = O que você escreve aqui não é criptografado de ponta a ponta: quem administra o seu servidor ou o meu pode ler. Você pode ligar a criptografia nas configurações desta conversa.
pledge-notice-kept = Guardo as suas respostas criptografadas. O que os outros veem delas é você que escolhe: o seu nome, as suas iniciais ou nada. Nada conta antes de você confirmar, e você pode retirar o apoio a qualquer momento. Se este canal não for seguro o bastante para você, use { $site } ou escreva para { $contact }.
pledge-ask-store = Posso guardar as suas respostas?
choose-agree = Sim, continuar
choose-form = Preencher um formulário
choose-pledge-back = Voltar ao meu apoio
choose-back = Voltar
choose-yes = Sim
choose-no = Não
choose-skip = Pular
choose-rather-not-say = Prefiro não dizer
pledge-ask-kind = Quem apoia as recomendações?
choose-kind-individual = Eu, a título pessoal
choose-kind-organisation = Uma organização
choose-kind-group = Um grupo ou uma rede
choose-kind-government = Um governo
pledge-ask-name = Qual é o seu nome? Escreva como ele pode aparecer; daqui a pouco você escolhe quem vê.
pledge-ask-name-body = Como se chama?
pledge-ask-country = Qual país?
pledge-ask-affiliation = O que você quer acrescentar: uma organização, uma profissão, uma cidade? Aparece depois do seu nome.
pledge-ask-role = Qual é a sua função lá? Só a equipe da campanha vê esta resposta.
pledge-ask-contact = Como a equipe da campanha pode falar com você, para ter certeza de que é verdade? Por exemplo, um endereço de e-mail. Só a equipe vê.
pledge-ask-letter = Se você tem uma carta de apoio, cole a carta aqui ou dê um link. Também pode enviar para { $contact }. Aqui, só a equipe da campanha vê a carta.
pledge-ask-display = Como você quer aparecer na lista pública?
choose-display-full = Com o nome completo
choose-display-initials = Com as iniciais e o país
choose-display-counted = Não aparecer, só entrar na contagem
pledge-ask-announce = Há salas que pediram novidades. Posso anunciar este novo apoio nelas, tal como está na lista?
pledge-ask-write = A equipe da campanha pode escrever para você por aqui?
pledge-check-line = Exatamente esta linha seria pública:
pledge-check-counted = Nada seria público. Só o número de apoios aumenta em um.
pledge-check-speaks-for-others = Como você fala em nome de outras pessoas, a equipe da campanha olha primeiro. Você também pode escrever para { $contact }.
pledge-check-name-on-list = Este nome já está na lista, por isso a equipe da campanha olha primeiro.
pledge-check-all-reviewed = A equipe da campanha olha antes que o apoio conte.
pledge-ask-confirm = Está tudo certo?
choose-confirm = Sim, confirmo
choose-change = Mudar alguma coisa
pledge-what-to-change = O que você quer mudar?
type-change = mudar { $field }
field-kind = Quem
field-name = Nome
field-country = País
field-affiliation = Afiliação
field-role = Função
field-contact = Contato
field-letter = Carta
field-display = Aparência
field-announce = Anúncio nas salas
field-write = Mensagens da equipe
line-counted = Nenhuma linha: só entra na contagem.

pledge-typed-here-is-seen = Todo mundo aqui pode ler o que você escreve nesta sala. Escolha uma das opções ou escreva para mim na nossa conversa privada.
pick-one = Escolha uma das respostas, por favor.
pledge-old-button = Essa resposta é de uma pergunta anterior. A que está em aberto é esta:
pledge-no-way-back = Esta é a primeira pergunta. Se quiser, pode cancelar.
pledge-none-open = Não há nenhum apoio em andamento. Você pode começar um.
pledge-cancelled = Cancelado. Nada foi publicado, e as suas respostas foram apagadas.
pledge-published = O seu apoio é o número { $number }. Isto é o que o público vê:
pledge-waiting = O seu apoio espera a revisão da equipe da campanha. Nada dele é público ainda. Quando ele contar, o público verá isto:
pledge-refused = O seu apoio não foi aceito: { $reason } Você pode enviar outro. Ele dizia:
pledge-thanks = Obrigado! O seu apoio é o número { $number }, e isto está agora na lista pública:
pledge-thanks-counted = Obrigado! O seu apoio é o número { $number }. Ninguém vê quem você é.
pledge-thanks-way-back = Você pode mudar de ideia a qualquer momento: “{ $display }” muda como você aparece, “{ $withdraw }” retira o seu apoio, “{ $forget }” apaga tudo.
pledge-held = Obrigado! A equipe da campanha vai olhar agora. Nada é público até lá, e eu aviso aqui do resultado.
pledge-held-body = Obrigado! A equipe da campanha vai olhar agora. Nada é público até lá, e eu aviso aqui do resultado. Você também pode escrever para { $contact }.
pledge-held-beside = Obrigado! A equipe da campanha vai olhar agora. Nada é público até lá. Para ver o resultado, escreva “{ $command }”. Você também pode escrever para { $contact }.

fault-empty = { $field }: não havia nada escrito.
fault-too-long = { $field }: é longo demais. Cabem no máximo { $most } caracteres.
fault-no-letters = { $field }: use letras, por favor.
fault-link = { $field }: deixe de fora endereços de sites e de e-mail, por favor.
fault-control = { $field }: há caracteres invisíveis. Escreva de novo à mão, por favor.
fault-bidirectional = { $field }: há caracteres que mudam a direção do texto. Escreva de novo à mão, por favor.
fault-mention = { $field }: deixe de fora @nomes e menções, por favor.
fault-markup = { $field }: deixe de fora sinais de formatação como *, _ , [ ] ou < >, por favor.
fault-formula = { $field }: não pode começar com = + - ou @.
fault-noise = { $field }: isso não parece feito de palavras.
fault-country-nearest = Não conheço o país “{ $typed }”. Você quis dizer: { $nearest }?
fault-country-unknown = Não conheço esse país. Escreva o nome ou o código de duas letras, ou pule a pergunta.

no-pledge = Não tenho nenhum apoio seu.
no-pledge-but-my-name = Se mesmo assim o seu nome está na lista, escreva para { $contact }, e a equipe da campanha vai ver o que houve.
display-now = Isto é o que o público vê agora:
display-ask = Como você quer aparecer?
display-preview = Isto é o que o público veria:
display-follows = A lista muda na hora, e os anúncios já publicados também.
display-done = Pronto. Agora o público vê isto:
choose-display-confirm = Sim, mostrar assim
choose-leave-as-is = Deixar como está
withdraw-ask = Retirar este apoio?
withdraw-what-happens = Ele sai da lista na hora, e o seu nome sai de todos os anúncios que publiquei. O que guardo sobre o apoio é apagado.
choose-withdraw-yes = Sim, retirar
choose-withdraw-no = Não, manter
withdraw-done = Pronto. O seu apoio saiu da lista, e os dados dele foram apagados. Os anúncios que traziam o seu nome estão sendo mudados agora.
forget-ask = Apagar tudo o que guardo sobre você? Se você deu apoio, ele também é retirado. Isso não pode ser desfeito.
choose-forget-yes = Sim, apagar tudo
choose-forget-no = Não, manter
forget-done = Pronto. Não sei mais nada sobre você.

mydata-title = O que guardo sobre você
mydata-nothing = Nada.
mydata-id = A sua conta nesta plataforma só fica guardada como um código embaralhado, que não pode ser convertido de volta na conta. Enquanto você tiver um apoio, uma pergunta em aberto ou salas com novidades, guardo também, criptografado, onde responder a você.
mydata-language = Idioma
mydata-role = Papel
mydata-rooms = Salas em que você ligou as novidades
mydata-pledge = Apoio
mydata-status-published = publicado, número { $number }
mydata-status-waiting = espera a revisão da equipe
mydata-status-refused = não aceito
mydata-public-line = O que o público vê
mydata-since = Desde
mydata-draft = Apoio em andamento, começado em
mydata-consent = { $answer } ({ $day }, versão { $version } do texto)
consent-store = Guardar as respostas
consent-publish = Mostrar a linha pública
consent-announce = Anunciar nas salas
consent-contact = A equipe pode escrever para você

privacy-title = Privacidade
privacy-kept =
    Não guardo nada das perguntas que você faz.
    De um apoio, guardo as suas respostas, criptografadas, e o que você aceitou e quando.
    O público só vê a linha que você confirmou.
    A sua conta só fica guardada como um código embaralhado, nunca como nome ou número.
    Nenhum nome e nenhuma mensagem vão para os registros técnicos.
    Um apoio não terminado é descartado depois de um dia.
    Se você liga as novidades numa sala, lembro, de forma criptografada, que foi você, para avisar se a sala deixar de aceitá-las.
privacy-way-out = “{ $mydata }” mostra tudo, “{ $withdraw }” retira o seu apoio, “{ $forget }” apaga tudo. Se este canal não for seguro o bastante para você, use { $site } ou escreva para { $contact }.

# “Pedido” e não “apoio”: o número dele não é o que o apoio tem na lista.
review-none = Nenhum pedido à espera. Obrigado por olhar.
review-no-such = Não há um pedido { $id }. Escreva “{ $review }” para ver os que esperam.
review-title = Pedido { $id } · { $waiting } à espera
review-why = Por que espera
review-why-speaks-for-others = alguém fala em nome de outras pessoas
review-why-name-on-list = o nome já está na lista
review-why-all-reviewed = todos os pedidos são revistos
choose-approve = Aprovar
choose-refuse-not-confirmed = Recusar: não confirmado
choose-refuse-duplicate = Recusar: duplicado
choose-refuse-not-genuine = Recusar: não é verdadeiro
choose-refuse-somebody-else = Recusar: nome de outra pessoa
choose-next-pledge = Pedido seguinte
review-approved = Aprovado. Agora é o apoio número { $number }. Vou avisar a pessoa, se conseguir.
review-refused = O pedido { $id } foi recusado: { $reason } Vou avisar a pessoa, se conseguir.
review-already-published = O pedido { $id } já está publicado.
review-already-refused = O pedido { $id } já foi recusado.
refusal-not-confirmed = nada mostrou que as pessoas em nome de quem ele fala estão mesmo por trás dele.
refusal-duplicate = ele já está na lista.
refusal-not-genuine = o nome não parecia verdadeiro.
refusal-somebody-else = o nome é de alguém que não deu apoio.
pledge-typed-in-room = Outras pessoas desta sala podem ter lido o que você escreveu. Se preferir que não, apague essa mensagem.
pledge-filled-in = Preenchi isto:
choose-change-nothing = Nada, voltar
fault-needed = { $field }: preciso de uma resposta. Você também pode voltar ou cancelar.
fault-no-contact = { $field }: isso não parece uma forma de falar com você. Dê um endereço de e-mail, um telefone ou uma conta.
display-now-waiting = A equipe da campanha olha primeiro o seu apoio. O público veria isto:
display-done-waiting = Pronto. Quando o apoio contar, o público verá isto:
withdraw-what-happens-waiting = Nada dele é público ainda. O que guardo sobre o apoio é apagado.
withdraw-done-waiting = Pronto. O seu apoio foi retirado, e os dados dele foram apagados.
mydata-public-line-waiting = O que o público veria
