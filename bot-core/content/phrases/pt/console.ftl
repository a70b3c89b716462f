# O que o terminal diz por si mesmo: a primeira tela, para onde vai cada mensagem e os enganos nas indicações.
# As palavras depois de @, # e : se escrevem como estão aqui em todos os idiomas.

# Como se chama o serviço em frases como “quem administra este terminal pode ler”.
console-service = este terminal

# A primeira tela. { $first } é a pessoa que se é no começo.
console-welcome =
    Este é o bot inteiro. Tudo fica nesta máquina.
    Pergunte algo com as suas palavras ou escreva /ajuda.

    Você pode fazer o papel de várias pessoas e salas. No começo, é @{ $first }.
      @ana            ser Ana, na conversa privada dela com o bot
      #plaza          ir à sala #plaza como a mesma pessoa
      @ana #plaza     as duas coisas; com palavras depois, só essa linha vai para lá
      :time +10m      adiantar o relógio de uma só vez (s, m, h, d ou w)
      :leave #plaza   tirar o bot de uma sala
      :again          o último acontecimento outra vez, como uma rede pode repeti-lo
      :help           esta página
      :quit           o fim, também com Ctrl-D
    Numa sala, o bot ouve os /comandos e as linhas que começam com "bot,".
    Um número escolhe uma das últimas opções mostradas. Tab completa o que se escreve.

# Um nome e o seu valor, como “País: Nepal”.
console-field = { $name }: { $value }

# Uma linha debaixo de uma mensagem: uma opção e as palavras que se podem escrever em vez do número.
console-choice = { $number }) { $label } (ou escreva: { $say })
console-choice-plain = { $number }) { $label }
console-choice-private = { $number }) { $label } (abre a sua conversa privada; ou escreva lá: { $say })
console-choice-private-plain = { $number }) { $label } (abre a sua conversa privada)

# Acima de uma mensagem: para quem ela aparece, quando isso não está claro.
console-only-you = (só para você, { $person })
console-message = { $room } (mensagem { $number })
console-corrected = { $room } (mensagem { $number }, corrigida)
console-removed = { $room } (mensagem { $number }, removida)

console-chatter =
    (Numa sala, o bot só ouve os /comandos e as linhas que começam com "bot,". O resto é gente conversando. Isto só se diz uma vez.)
console-left = (O bot saiu de { $room }.)
console-time-moved = (O relógio avançou { $amount }.)

console-unknown-direction = Não existe a indicação "{ $typed }". Você quis dizer { $nearest }? Escreva :help para ver todas.
console-no-direction = Não existe a indicação "{ $typed }". Escreva :help para ver todas.
console-name-usage = Diga quem ou onde, por exemplo "@ana", "#plaza" ou "@ana #plaza".
console-time-usage = Diga quanto, por exemplo ":time +10m" ou ":time +1d" (s, m, h, d ou w; só para a frente, dez anos no máximo).
console-leave-usage = Diga qual sala, por exemplo ":leave #plaza".
console-nothing-to-repeat = Ainda não aconteceu nada que possa se repetir.
console-not-in-room = O bot não está em { $room }.
console-not-text = Essa linha não é texto UTF-8 válido, e não consigo ler. Escreva de novo, por favor.
console-line-cut = Essa linha é longa demais. Li só os primeiros { $kilobytes } kB.
