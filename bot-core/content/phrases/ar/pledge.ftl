# محادثة التأييد، وما يأتي بعدها.

pledge-title = إضافة تأييدك
pledge-title-step = إضافة تأييدك · السؤال { $at } من { $of }
pledge-notice-think = تأييد نص عن حقوق الإنسان يُظهر شيئًا من رأيك. لحظة تفكير قبل ذلك: هل هذا آمن لك؟
secrecy-this-machine = ما يُكتب هنا يبقى على هذا الجهاز.
secrecy-end-to-end = ما يُكتب هنا مشفّر من طرف إلى طرف: الخوادم التي يمرّ بها لا تستطيع قراءته، ولا ترى إلا أننا نتراسل. أستطيع أنا قراءته، وكذلك كل من يشغّلني.
secrecy-readable = ما يُكتب هنا ليس مشفّرًا من طرف إلى طرف: يستطيع { $service } وكل من يشغّله قراءته.
secrecy-readable-by-servers = ما يُكتب هنا ليس مشفّرًا من طرف إلى طرف: يستطيع كل من يشغّل خادمك أو خادمي قراءته. ويمكنك تفعيل التشفير في إعدادات هذه المحادثة.
pledge-notice-kept = أحفظ إجاباتك مشفّرة. أما ما يراه الآخرون منها فالقرار فيه لك: اسمك، أو الأحرف الأولى منه، أو لا شيء على الإطلاق. لا يُحتسب شيء قبل تأكيدك، ويمكنك سحب تأييدك في أي وقت. إن لم تكن هذه القناة آمنة بما يكفي لك، فيمكنك استخدام { $site } أو الكتابة إلى { $contact }.
pledge-ask-store = هل لي أن أحفظ إجاباتك؟
choose-agree = نعم، لنكمل
choose-form = ملء استمارة
choose-pledge-back = العودة إلى تأييدي
choose-back = رجوع
choose-yes = نعم
choose-no = لا
choose-skip = تخطي
choose-rather-not-say = أفضّل ألا أقول
pledge-ask-kind = من يؤيد التوصيات؟
choose-kind-individual = أنا، بصفتي الشخصية
choose-kind-organisation = منظمة
choose-kind-group = مجموعة أو شبكة
choose-kind-government = حكومة
pledge-ask-name = ما اسمك؟ يُكتب كما يمكن أن يظهر؛ وبعد قليل يمكنك اختيار من يراه.
pledge-ask-name-body = ما الاسم؟
pledge-ask-country = أي بلد؟
pledge-ask-affiliation = ما الذي يمكن إضافته: منظمة أو مهنة أو مدينة؟ يظهر هذا بعد اسمك.
pledge-ask-role = ما دورك فيها؟ لا يرى هذا إلا منظّمو الحملة.
pledge-ask-contact = كيف يمكن لمنظّمي الحملة الوصول إليك، للتأكد من أن الأمر حقيقي؟ مثلًا عبر عنوان بريد إلكتروني. لا يراه سواهم.
pledge-ask-letter = إن كانت لديك رسالة تأييد، فيمكنك لصقها هنا أو إعطاء رابط لها. ويمكنك أيضًا إرسالها إلى { $contact }. لا يراها هنا إلا منظّمو الحملة.
pledge-ask-display = كيف يكون ظهورك في القائمة العلنية؟
choose-display-full = بالاسم الكامل
choose-display-initials = بالأحرف الأولى والبلد
choose-display-counted = دون أي ظهور، يُحتسب التأييد فقط
pledge-ask-announce = هل لي أن أخبر الغرف التي طلبت الأخبار بهذا التأييد الجديد، كما يظهر في القائمة؟
pledge-ask-write = هل يمكن لمنظّمي الحملة مراسلتك هنا؟
pledge-check-line = هذا السطر بالضبط سيكون علنيًّا:
pledge-check-counted = لن يكون أي شيء علنيًّا. يزيد عدد المؤيدين واحدًا فقط.
pledge-check-speaks-for-others = لأن هذا تأييد باسم آخرين، ينظر فيه أحد منظّمي الحملة أولًا. ويمكن أيضًا الكتابة إلى { $contact }.
pledge-check-name-on-list = هذا الاسم موجود في القائمة من قبل، ولذلك ينظر فيه أحد منظّمي الحملة أولًا.
pledge-check-all-reviewed = ينظر فيه أحد منظّمي الحملة قبل احتسابه.
pledge-ask-confirm = هل كل شيء صحيح؟
choose-confirm = نعم، احتسبه
choose-change = تغيير شيء
pledge-what-to-change = ما الذي يلزم تغييره؟
type-change = تغيير { $field }
field-kind = من يؤيد
field-name = الاسم
field-country = البلد
field-affiliation = الانتماء
field-role = الدور
field-contact = التواصل
field-letter = الرسالة
field-display = الظهور
field-announce = إخبار الغرف
field-write = مراسلة المنظّمين لك
line-counted = بلا سطر: احتساب فقط.

pledge-typed-here-is-seen = يستطيع كل من هنا قراءة ما يُكتب في هذه الغرفة. يمكنك اختيار أحد الخيارات، أو مراسلتي في محادثتنا الخاصة.
pick-one = يُرجى اختيار أحد الأجوبة.
pledge-old-button = هذا الجواب يعود إلى سؤال سابق. السؤال المفتوح الآن هو:
pledge-no-way-back = هذا هو السؤال الأول. يمكنك الإلغاء بدل الرجوع.
pledge-none-open = لا يوجد تأييد مفتوح. ويمكنك بدء واحد.
pledge-cancelled = أُلغي ذلك. لم يُنشر شيء، ولم يبق شيء من إجاباتك.
pledge-published = رقم تأييدك هو { $number }. وهذا ما يراه الناس:
pledge-waiting = تأييدك ينتظر أن ينظر فيه أحد منظّمي الحملة. لا شيء منه علني حتى الآن. وحين يُحتسب، سيرى الناس هذا:
pledge-refused = لم يُقبل تأييدك: { $reason } ويمكنك إضافة تأييد آخر. هذا ما جاء فيه:
pledge-thanks = شكرًا لك! رقم تأييدك هو { $number }، وهذا موجود الآن في القائمة العلنية:
pledge-thanks-counted = شكرًا لك! رقم تأييدك هو { $number }. ولا يرى أحد هويتك.
pledge-thanks-way-back = يمكنك تغيير رأيك في أي وقت: «{ $display }» يغيّر شكل ظهورك، و«{ $withdraw }» يسحب تأييدك، و«{ $forget }» يمحو كل شيء.
pledge-held = شكرًا لك! ينظر فيه الآن أحد منظّمي الحملة. لا شيء علني حتى ذلك الحين، وسأخبرك هنا بالنتيجة.
pledge-held-body = شكرًا لك! ينظر فيه الآن أحد منظّمي الحملة. لا شيء علني حتى ذلك الحين، وسأخبرك هنا بالنتيجة. ويمكن أيضًا الكتابة إلى { $contact }.
pledge-held-beside = شكرًا لك! ينظر فيه الآن أحد منظّمي الحملة. لا شيء علني حتى ذلك الحين. الأمر «{ $command }» يعرض النتيجة. ويمكن أيضًا الكتابة إلى { $contact }.

fault-empty = { $field }: لم يُكتب هنا شيء.
fault-too-long = { $most ->
    [zero] { $field }: هذا أطول مما يلزم. لا مكان هنا لأي حرف.
    [one] { $field }: هذا أطول مما يلزم. يتسع المكان لحرف واحد على الأكثر.
    [two] { $field }: هذا أطول مما يلزم. يتسع المكان لحرفين على الأكثر.
    [few] { $field }: هذا أطول مما يلزم. يتسع المكان لـ{ $most } أحرف على الأكثر.
    [many] { $field }: هذا أطول مما يلزم. يتسع المكان لـ{ $most } حرفًا على الأكثر.
   *[other] { $field }: هذا أطول مما يلزم. يتسع المكان لـ{ $most } حرف على الأكثر.
}
fault-no-letters = { $field }: يُرجى استخدام الحروف.
fault-link = { $field }: يُرجى الكتابة بلا عناوين مواقع أو بريد إلكتروني.
fault-control = { $field }: فيه رموز غير مرئية. يُرجى كتابته من جديد يدويًّا.
fault-bidirectional = { $field }: فيه رموز تقلب اتجاه النص. يُرجى كتابته من جديد يدويًّا.
fault-mention = { $field }: يُرجى الكتابة بلا أسماء تبدأ بـ @ وبلا إشارات إلى أشخاص.
fault-markup = { $field }: يُرجى الكتابة بلا رموز تنسيق مثل *, _ , [ ] أو < >.
fault-formula = { $field }: لا يمكن أن يبدأ بأحد الرموز = + - @.
fault-noise = { $field }: هذا لا يبدو كلامًا.
fault-country-nearest = لا أعرف البلد «{ $typed }». هل المقصود: { $nearest }؟
fault-country-unknown = لا أعرف هذا البلد. يُرجى كتابة اسمه أو رمزه المؤلف من حرفين لاتينيين، أو تركه فارغًا.

no-pledge = ليس عندي تأييد منك.
no-pledge-but-my-name = إن كان اسمك في القائمة رغم ذلك، فيُرجى الكتابة إلى { $contact }، وسيُنظر في الأمر.
display-now = هذا ما يراه الناس الآن:
display-ask = كيف يكون ظهورك؟
display-preview = هذا ما سيراه الناس:
display-follows = تتغيّر القائمة فورًا، وكذلك الأخبار التي نُشرت من قبل.
display-done = تم. يرى الناس الآن هذا:
choose-display-confirm = نعم، أظهره هكذا
choose-leave-as-is = اتركه كما هو
withdraw-ask = هل يُسحب هذا التأييد؟
withdraw-what-happens = يُزال من القائمة فورًا، ويُزال اسمك من كل خبر نشرتُه. ويُمحى ما أحفظه عن هذا التأييد.
choose-withdraw-yes = نعم، اسحبه
choose-withdraw-no = لا، أبقه
withdraw-done = تم. أُزيل تأييدك من القائمة، ومُحيت بياناته. ويجري الآن تغيير الأخبار التي ذكرت اسمك.
forget-ask = هل أمحو كل ما أحفظه عنك؟ يُسحب التأييد أيضًا إن وُجد. ولا رجعة في هذا.
choose-forget-yes = نعم، امح كل شيء
choose-forget-no = لا، أبقه
forget-done = تم. لم أعد أعرف عنك شيئًا.

mydata-title = ما أحفظه عنك
mydata-nothing = لا شيء.
mydata-id = لا أحفظ حسابك على هذه المنصة إلا على شكل رمز مموّه لا يمكن تحويله من جديد إلى الحساب. وما دام لك تأييد أو سؤال مفتوح أو غرف تصلها الأخبار، أحفظ أيضًا، مشفّرًا، المكان الذي أجيبك فيه.
mydata-language = اللغة
mydata-role = الدور
mydata-rooms = الغرف التي فعّلت فيها الأخبار
mydata-pledge = التأييد
mydata-status-published = منشور، رقمه { $number }
mydata-status-waiting = ينتظر أن ينظر فيه أحد منظّمي الحملة
mydata-status-refused = لم يُقبل
mydata-public-line = ما يراه الناس
mydata-since = منذ
mydata-draft = تأييد مفتوح، بدأ في
mydata-consent = { $answer } ({ $day }، الصيغة { $version })
consent-store = حفظه
consent-publish = عرض السطر العلني
consent-announce = إخبار الغرف
consent-contact = مراسلة المنظّمين لك

privacy-title = الخصوصية
privacy-kept =
    لا أحفظ شيئًا من أسئلتك.
    من التأييد أحفظ إجاباتك، مشفّرة، وما وافقت عليه ومتى.
    لا يرى الناس إلا السطر الذي أكّدته.
    لا يُحفظ حسابك إلا على شكل رمز مموّه، ولا يُحفظ أبدًا كاسم أو رقم.
    لا تُكتب في السجلات أي أسماء ولا أي رسائل.
    التأييد غير المكتمل يُحذف بعد يوم.
    إذا فعّلت الأخبار في غرفة، أتذكّر، بشكل مشفّر، أن ذلك كان بطلب منك، كي أخبرك إن توقفت الغرفة عن استقبالها.
privacy-way-out = الأمر «{ $mydata }» يعرض كل ذلك، و«{ $withdraw }» يسحب تأييدك، و«{ $forget }» يمحو كل شيء. إن لم تكن هذه القناة آمنة بما يكفي لك، فيمكنك استخدام { $site } أو الكتابة إلى { $contact }.

review-none = لا تأييد ينتظر المراجعة. شكرًا على اهتمامك.
review-no-such = لا يوجد تأييد رقمه { $id }. الأمر «{ $review }» يعرض ما ينتظر المراجعة.
review-title = { $waiting ->
    [zero] التأييد { $id } · لا شيء ينتظر
    [one] التأييد { $id } · ينتظر تأييد واحد
    [two] التأييد { $id } · ينتظر تأييدان
    [few] التأييد { $id } · تنتظر { $waiting } تأييدات
    [many] التأييد { $id } · ينتظر { $waiting } تأييدًا
   *[other] التأييد { $id } · ينتظر { $waiting } تأييد
}
review-why = سبب الانتظار
review-why-speaks-for-others = تأييد باسم آخرين
review-why-name-on-list = الاسم موجود في القائمة من قبل
review-why-all-reviewed = كل تأييد يُراجَع
choose-approve = قبول
choose-refuse-not-confirmed = رفض: غير مؤكد
choose-refuse-duplicate = رفض: مكرر
choose-refuse-not-genuine = رفض: غير حقيقي
choose-refuse-somebody-else = رفض: اسم شخص آخر
choose-next-pledge = التأييد التالي
review-approved = قُبل. رقمه الآن بين المؤيدين { $number }. سأخبر من قدّمه إن أمكنني الوصول إليه.
review-refused = رُفض التأييد { $id }: { $reason } سأخبر من قدّمه إن أمكنني الوصول إليه.
review-already-published = التأييد { $id } منشور من قبل.
review-already-refused = التأييد { $id } مرفوض من قبل.
refusal-not-confirmed = لم يظهر ما يدلّ على أن من يتحدث التأييد باسمهم يقفون وراءه حقًّا.
refusal-duplicate = إنه موجود في القائمة من قبل.
refusal-not-genuine = لم يبدُ الاسم اسمًا حقيقيًّا.
refusal-somebody-else = الاسم لشخص لم يقدّم تأييدًا.
pledge-typed-in-room = ربما قرأ آخرون في هذه الغرفة ما كتبته. إن لم يناسبك ذلك، فيمكنك حذف تلك الرسالة.
pledge-filled-in = ملأت هذا:
choose-change-nothing = لا شيء، رجوع
fault-needed = { $field }: أحتاج إلى جواب عن هذا السؤال. ويمكنك أيضًا الرجوع أو الإلغاء.
fault-no-contact = { $field }: لا يبدو هذا وسيلة للوصول إليك. يُرجى ذكر عنوان بريد إلكتروني أو رقم هاتف أو حساب.
display-now-waiting = ينظر أحد منظّمي الحملة في تأييدك أولًا. وإن قُبل، فسيرى الناس هذا:
display-done-waiting = تم. وحين يُحتسب، سيرى الناس هذا:
withdraw-what-happens-waiting = لا شيء منه علني حتى الآن. ويُمحى ما أحفظه عن هذا التأييد.
withdraw-done-waiting = تم. لم يعد تأييدك موجودًا، ومُحيت بياناته.
mydata-public-line-waiting = ما سيراه الناس إن قُبل
