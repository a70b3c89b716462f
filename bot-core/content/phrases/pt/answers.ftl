# Respostas: passagens, apoios e aquilo de que os textos não tratam.

recommendation-number = Recomendação { $number }
statement-number = Ponto { $number } da declaração de 2020
passage-title = { $place }: { $topic }
type-recommendation = rec { $number }
type-statement = foc { $number }
explanation = Em palavras simples (é a nossa explicação, não faz parte do texto): { $text }
choose-next = Seguinte: { $passage }
choose-previous = Anterior: { $passage }
choose-related = Relacionado: { $passage }
choose-more = Mais: { $passage }
choose-or = Ou: { $passage }

definition-elsewhere = A definição completa não está entre os textos que tenho. Ela está no site da campanha: { $site }
about = { $recommendations } recomendações dizem como a cibersegurança pode proteger as pessoas e respeitar os seus direitos humanos. Em 2020, os 31 governos da Freedom Online Coalition (Coalizão pela Liberdade Online) reafirmaram essas recomendações numa declaração de { $points } pontos. Governos, organizações e pessoas dão o seu apoio: { $supporters } até agora. Está tudo aqui: { $site }

options = Não sei bem de que parte se trata. Estas são as mais próximas:
not-covered = Os textos não dizem nada sobre isso, e eu não vou adivinhar. Posso responder sobre o que as recomendações e a declaração de 2020 dizem.
perhaps-command = Ou você quis dizer o comando “{ $command }”?
courtesy = Estou aqui para as suas perguntas sobre as recomendações de direitos humanos na cibersegurança e a declaração de 2020. É só perguntar.
no-such-recommendation = Não há uma recomendação “{ $typed }”. Elas vão de 1 a { $last }.
no-such-point = Não há um ponto “{ $typed }” na declaração de 2020. Eles vão de 1 a { $last }.

process-how = Você pode dar o seu apoio aqui mesmo, em privado: escreva “{ $pledge }”. Antes que qualquer coisa conte, mostro exatamente o que seria público. A campanha diz assim:
process-body = Sim. Uma organização, um grupo ou um governo pode dar apoio aqui; a equipe da campanha olha antes de publicar. Também é possível escrever para { $contact }:
process-letter = Uma carta de apoio vai para { $contact }. Você também pode deixá-la ao dar apoio aqui.
process-change = Se você deu apoio aqui, pode mudar como aparece ou tirar o seu nome da lista, na hora e por conta própria. Se assinou em outro lugar, ou se alguém usou o seu nome, escreva para { $contact }.
process-contact = O endereço da campanha é { $contact }.
process-privacy = Guardo o mínimo possível, e só com o seu sim. Escreva “{ $privacy }” para ler o que guardo e “{ $mydata }” para ver tudo. Veja como falar com a campanha.

supporters-title = Apoios: { $total }
supporters-title-filter = Apoios · { $filter }: { $total }
supporters-none = Nada na lista corresponde a “{ $filter }”.
supporters-no-such-page = { $pages ->
    [one] A lista só tem { $pages } página.
   *[other] A lista só tem { $pages } páginas.
}
supporters-page = Página { $page } de { $pages }
choose-next-page = Página seguinte
choose-previous-page = Página anterior
latest-title = Os apoios mais recentes
kind-government = governo
kind-organisation = organização
kind-group = grupo
kind-individual = pessoa
kinds-government = Governos
kinds-organisation = Organizações
kinds-group = Grupos
kinds-individual = Pessoas
stats-title = { $total ->
    [0] { $total } apoios
    [one] { $total } apoio
   *[other] { $total } apoios
}
stats-counted-only = destes, só na contagem
stats-by-country = Por país, quando é público:
stats-other-countries = Outros países
how-many-government = { $count ->
    [0] Nenhum governo apoia as recomendações por enquanto.
    [one] { $count } governo apoia as recomendações.
   *[other] { $count } governos apoiam as recomendações.
}
how-many-organisation = { $count ->
    [0] Nenhuma organização apoia as recomendações por enquanto.
    [one] { $count } organização apoia as recomendações.
   *[other] { $count } organizações apoiam as recomendações.
}
how-many-group = { $count ->
    [0] Nenhum grupo apoia as recomendações por enquanto.
    [one] { $count } grupo apoia as recomendações.
   *[other] { $count } grupos apoiam as recomendações.
}
how-many-individual = { $count ->
    [0] Ninguém apoia as recomendações a título pessoal por enquanto.
    [one] { $count } pessoa apoia as recomendações.
   *[other] { $count } pessoas apoiam as recomendações.
}
named-yes = { $count ->
    [one] Sim, está na lista pública:
   *[other] Sim. Na lista pública encontro { $count } apoios com “{ $name }”:
}
named-no = Não, não encontro “{ $name }” na lista pública. Alguns apoios só entram na contagem e não aparecem na lista.
named-no-government = Não, não encontro “{ $name }” entre os governos da lista pública.

# Uma tradução fica no lugar das palavras da campanha; isto fica onde elas dizem de onde vêm.
citation-translated = Tradução não oficial; só vale o texto em inglês. { $citation }
choose-original = Original em inglês
choose-translation = Tradução

# Avisar a equipe da campanha de uma resposta errada.
wrong-ask = Desculpe por não ter ajudado. A equipe da campanha pode consertar isso se souber a pergunta. Envie a pergunta mais uma vez, com as suas palavras. Deixe de fora nomes e tudo o que possa apontar para você ou para outra pessoa.
wrong-show = Posso guardar esta pergunta para a equipe da campanha?
wrong-what-is-kept = Eu guardaria as palavras, o dia e os textos com que respondi, mas não quem perguntou nem onde. Por isso, mais tarde não teria como encontrar a pergunta para apagá-la.
choose-wrong-yes = Sim, pode guardar
choose-wrong-no = Não, descartar
wrong-done = Obrigado. A pergunta fica guardada, sem dizer quem a fez. Ela me ajuda a encontrar a resposta certa da próxima vez.
