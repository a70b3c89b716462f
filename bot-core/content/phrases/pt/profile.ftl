# O que uma plataforma mostra do bot antes que alguém escreva para ele, e onde não cabe uma conversa.

profile-description =
    Respondo perguntas sobre { $campaign }, as recomendações de direitos humanos na cibersegurança, com as palavras dos textos. Mostro quem apoia e recebo o seu próprio apoio, em privado.

    Num grupo, só falo quando falam comigo; os admins podem me pedir que avise dos novos apoios.

    É só perguntar. “ajuda” mostra o que eu entendo; “privacidade” diz o que guardo sobre você.
profile-short-description = Respostas sobre direitos humanos na cibersegurança, citadas dos textos da campanha. Recebe apoios.

hello-private = É só perguntar, com as suas palavras.

inline-hint = Escreva o que procura: “criptografia”, “rec 8”
inline-nothing = Nada encontrado. Pergunte em privado
