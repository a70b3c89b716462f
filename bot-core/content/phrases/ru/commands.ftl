# Команды: названия (показывается первая строка), что каждая делает и как её вводят. Названия без дефисов и
# пробелов: не везде их можно ввести после косой черты. Слова «пункт», «список» и «проверка» пропущены
# намеренно: с них начинают и обычные сообщения («пункт 3 рекомендаций»).

command-ask-names =
    спросить
    вопрос
command-ask-about = отвечает на ваш вопрос по текстам
command-ask-usage =
    спросить Может ли полиция взламывать шифрование?
command-recommendation-names =
    рекомендация
    рек
    реко
    р
command-recommendation-about = показывает одну из 13 рекомендаций
command-recommendation-usage =
    рек 8
    рекомендация 8
command-statement-names =
    заявление
    фок
command-statement-about = показывает пункт заявления 2020 года
command-statement-usage =
    фок 3
    заявление 3
command-definition-names = определение
command-definition-about = что тексты понимают под кибербезопасностью
command-definition-usage = определение
command-about-names =
    инфо
    информация
    кампания
command-about-about = о чём всё это
command-about-usage = инфо
command-supporters-names =
    сторонники
    подписи
    подписанты
    подписавшие
command-supporters-about = открытый список; можно добавить слово, страну или вид
command-supporters-usage =
    сторонники
    сторонники непал
    сторонники организации страница 2
command-latest-names =
    последние
    новые
command-latest-about = последние подписи
command-latest-usage = последние
command-stats-names =
    статистика
    цифры
command-stats-about = сторонники по видам и странам
command-stats-usage = статистика
command-pledge-names =
    поддержать
    подписать
    подписаться
command-pledge-about = добавляет вашу подпись, в личной переписке
command-pledge-usage =
    поддержать
    поддержать Имя | Страна | Организация
command-display-names =
    вид
    отображение
command-display-about = меняет то, как вас видно в списке
command-display-usage =
    вид
    вид инициалы
command-withdraw-names =
    отозвать
    отзыв
    отозватьподпись
command-withdraw-about = отзывает вашу подпись, сразу
command-withdraw-usage = отозвать
command-mydata-names =
    данные
    моиданные
command-mydata-about = показывает всё, что я о вас храню
command-mydata-usage = данные
command-forget-names =
    стереть
    забыть
    удалить
command-forget-about = стирает всё, что я о вас храню
command-forget-usage = стереть
command-privacy-names =
    конфиденциальность
    приватность
command-privacy-about = что я храню и чего этот канал защитить не может
command-privacy-usage = конфиденциальность
command-wrong-names =
    неверно
    ошибка
    неверныйответ
command-wrong-about = сообщает организаторам о неверном ответе
command-wrong-usage =
    неверно
    неверно Может ли начальник читать мою переписку?
command-language-names = язык
command-language-about = язык моих ответов
command-language-usage =
    язык ru
    язык en
command-help-names =
    помощь
    команды
    справка
command-help-about = что я понимаю
command-help-usage =
    помощь
    помощь поддержать
command-cancel-names =
    отмена
    отменить
    стоп
command-cancel-about = прекращает то, что мы начали
command-cancel-usage = отмена
command-announcements-names =
    новости
    объявления
command-announcements-about = какие новости получает этот чат (для администраторов чата)
command-announcements-usage =
    новости каждая
    новости ежедневно тишина 22:00-07:00 пояс Asia/Almaty
    новости язык ru
    новости со-звуком
    новости выкл
command-review-names = модерация
command-review-about = подписи, которые ждут проверки
command-review-usage =
    модерация
    модерация одобрить 12
    модерация отклонить 12 повтор
command-announce-names =
    объявить
    разослать
command-announce-about = сообщение во все чаты, которые получают новости
command-announce-usage = объявить Встречаемся в пятницу в полдень по UTC.
command-roles-names = роли
command-roles-about = кому что можно
command-roles-usage = роли

# Что написано на кнопках команд.
choose-ask = Задать вопрос
choose-recommendation = Рекомендации
choose-statement = Заявление
choose-definition = Определение
choose-about = О чём всё это?
choose-supporters = Все сторонники
choose-latest = Последние подписи
choose-stats = Сторонники по видам и странам
choose-pledge = Поддержать рекомендации
choose-display = Изменить, как меня видно
choose-withdraw = Отозвать мою подпись
choose-mydata = Что обо мне хранится
choose-forget = Стереть всё обо мне
choose-privacy = Конфиденциальность
choose-wrong = Неверный ответ?
choose-language = Язык
choose-help = Помощь
choose-cancel = Отмена
choose-announcements = Какие новости получает этот чат
choose-review = Подписи на проверке
choose-announce = Сообщение в чаты
choose-roles = Кому что можно

help-title = Что я понимаю
help-intro-private = Просто спросите своими словами. Или введите одно из этих слов:
help-intro-room = Обратитесь ко мне по имени или введите команду:
help-more = Подробнее о команде: введите «{ $help }» и её название, например «{ $help } поддержать».
help-other-names = Ещё так: { $names }

unknown-command = Не знаю «{ $typed }». Введите «{ $help }», чтобы увидеть, что я понимаю.
unknown-command-nearest = Не знаю «{ $typed }». Вы имели в виду «{ $command }»?
command-needs-more = После команды чего-то не хватает. Её вводят так:
argument-not-understood = Я не понял «{ $typed }». Команду вводят так:
nothing-said = Я читаю только слова, а здесь их не нашёл. Спросите о чём-нибудь или введите «{ $help }».
stale-choice = Этот вариант устарел или предназначен не вам. Ничего не изменилось.
nothing-to-cancel = Сейчас нечего отменять.
nothing-changed = Хорошо. Ничего не изменилось.
go-private = Давайте продолжим в личной переписке, чтобы больше никто этого не читал.
wrote-to-you = Я написал вам в личные сообщения: там больше никто из этого чата нас не читает.
cannot-write-to-you = Не получилось открыть с вами личную переписку. Напишите мне сами в личные сообщения, там больше никто из этого чата нас не читает: «{ $command }».
sign-is-too-little = Реакции для этого мало, поэтому ничего не изменилось. Если вы этого хотите, введите, пожалуйста, «{ $words }».
message-unreadable = Я не смог прочитать ваше последнее сообщение: оно зашифровано, а ключ ко мне не пришёл. Если он скоро не придёт, напишите, пожалуйста, сообщение ещё раз. Если я не прочитаю и его, часто помогает перезапустить ваше приложение.
conversation-expired = То, что мы начали, слишком долго ждало, и я это удалил. Ничего из этого не сохранено.
conversation-unreadable = Меня обновили, и я не могу продолжить с того же места. Ничего не опубликовано; начните, пожалуйста, заново.
trouble = У меня что-то пошло не так, и ничего не изменилось. Попробуйте, пожалуйста, через минуту ещё раз.

language-ask = Сейчас язык моих ответов: { $language }. Какой язык вам удобнее?
language-done = Теперь язык моих ответов: { $language }. Введите «{ $help }», чтобы увидеть, что я понимаю.

roles-title = Кому что можно
role-reviewer = Модерация
role-organiser = Организация кампании
role-reviewer-may = { $holders ->
    [one] проверять ожидающие подписи, одобрять или отклонять их ({ $holders } человек)
    [few] проверять ожидающие подписи, одобрять или отклонять их ({ $holders } человека)
    [many] проверять ожидающие подписи, одобрять или отклонять их ({ $holders } человек)
   *[other] проверять ожидающие подписи, одобрять или отклонять их ({ $holders } человека)
}
role-organiser-may = { $holders ->
    [one] всё то же и рассылать сообщения в чаты ({ $holders } человек)
    [few] всё то же и рассылать сообщения в чаты ({ $holders } человека)
    [many] всё то же и рассылать сообщения в чаты ({ $holders } человек)
   *[other] всё то же и рассылать сообщения в чаты ({ $holders } человека)
}
roles-none = У вас нет ни одной из этих ролей. Чтобы спрашивать или поставить подпись, роль не нужна.
roles-own = Ваши роли: { $roles }
roles-how = Роли выдают на машине, где работает бот, командой «outreach-bot roles grant».
reviewers-only = Проверять подписи могут только те, у кого есть роль модерации. Введите «{ $roles }», чтобы увидеть, кому что можно.
organisers-only = Писать в чаты могут только организаторы. Введите «{ $roles }», чтобы увидеть, кому что можно.
help-line = { $name }: { $about }
nothing-open = Сейчас между нами нет вопроса, на который это был бы ответ. Спросите о чём-нибудь или введите «{ $help }».
