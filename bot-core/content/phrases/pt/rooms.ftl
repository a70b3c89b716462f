# O que as salas recebem e escolhem.

hello = Olá! Respondo perguntas sobre “{ $campaign }” e recebo apoios, em privado.
hello-quiet = Só falo quando falam comigo. Os admins da sala podem me pedir que avise aqui dos novos apoios: “{ $announcements } diários”. Se preferirem não me ter aqui, é só me tirar da sala, e eu me esqueço dela.

announcements-now = O que esta sala recebe
announcements-done = A partir de agora, esta sala recebe isto
announcements-pace = Novidades
announcements-quiet = Horas de silêncio
announcements-time-zone = Fuso horário
announcements-language = Idioma
announcements-sound = Som
announcements-reach = Chega a
announcements-quiet-hours = das { $from } às { $to }
announcements-no-quiet-hours = nenhuma
announcements-no-language = não escolhido
announcements-more = Horas de silêncio, fuso horário e idioma: “{ $announcements } silêncio 22:00-07:00 fuso America/Sao_Paulo idioma fr”. “{ $announcements } silêncio não” acaba com as horas de silêncio.
announcements-admins-only = Só os admins desta sala podem mudar o que ela recebe.
announcements-no-followers = Ninguém pode seguir esta sala a partir de outro lugar, então as novidades ficam aqui.
announcements-may-not-post = Não posso escrever nesta sala por conta própria, então ela não pode receber novidades. Peça aos admins que me deixem enviar mensagens aqui e escolha de novo.
pace-off = nenhuma
pace-each = cada novo apoio, na hora (os que chegam nos dez minutos seguintes vêm numa só mensagem)
pace-daily = uma vez por dia, às nove da manhã
pace-weekly = uma vez por semana, na segunda-feira às nove da manhã
pace-milestones = só números redondos e avisos
sound-silent = nenhum
sound-audible = como qualquer mensagem
reach-room-only = só esta sala
reach-followers = esta sala e todo mundo que a segue em outro lugar
choose-pace-off = Sem novidades
choose-pace-each = Cada apoio
choose-pace-daily = Uma vez por dia
choose-pace-weekly = Uma vez por semana
choose-pace-milestones = Só números redondos
choose-sound-silent = Sem som
choose-sound-audible = Com som
choose-reach-room-only = Só para esta sala
choose-reach-followers = Também para os seguidores

news-supporters = { $count ->
    [one] Um novo apoio às recomendações de direitos humanos na cibersegurança:
   *[other] { $count } novos apoios às recomendações de direitos humanos na cibersegurança:
}
news-unnamed = { $count ->
    [one] Chegou mais um apoio, sem nome público.
   *[other] Chegaram mais { $count } apoios, sem nome público.
}
news-unnamed-more = { $count ->
    [one] E mais um, sem nome público.
   *[other] E mais { $count }, sem nome público.
}
news-milestone = Agora já são { $total } apoios.
news-notice = Da equipe da campanha:

announce-preview = As salas veriam isto:
announce-ask = { $rooms ->
    [0] Por enquanto, nenhuma sala recebe novidades, e o aviso não iria a lugar nenhum. Enviar?
    [one] Iria para { $rooms } sala que recebe novidades. Enviar?
   *[other] Iria para { $rooms } salas que recebem novidades. Enviar?
}
announce-ask-again = Enviar?
choose-send = Enviar
announce-done = A caminho. Cada sala recebe o aviso quando suas novidades podem chegar: na hora, ou em até dez minutos se acabou de receber outras; às nove, onde elas vêm por dia ou por semana; nunca nas horas de silêncio.
announce-not-taken = Esse texto não pode ser enviado: é longo demais ou tem caracteres invisíveis.

outcome-approved = Boa notícia: o seu apoio agora conta. É o número { $number }. Obrigado!
outcome-refused = O seu apoio não foi aceito: { $reason } Se achar que isso está errado, escreva para { $contact }.
news-more = { $count ->
    [one] E mais { $count }: “{ $supporters }” mostra a lista inteira.
   *[other] E mais { $count }: “{ $supporters }” mostra a lista inteira.
}
news-withdrawn = Esta mensagem foi retirada.
news-lost = { $rooms ->
    [one] Uma sala em que você ligou as novidades já não aceita as minhas mensagens, então parei. Para receber novidades lá de novo, deixe-me voltar ou permita que eu escreva, e escreva lá “{ $announcements } diários”.
   *[other] { $rooms } salas em que você ligou as novidades já não aceitam as minhas mensagens, então parei. Para receber novidades lá de novo, deixe-me voltar ou permita que eu escreva, e escreva “{ $announcements } diários” em cada uma delas.
}
