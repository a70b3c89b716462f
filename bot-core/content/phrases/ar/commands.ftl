# الأوامر: أسماؤها (السطر الأول هو المعروض)، وما يفعله كل منها، وكيف يُكتب. الأسماء بلا مسافات ولا تشكيل ولا شرطات، كي
# تُكتب بعد الشرطة المائلة في كل مكان. تُركت عمدًا كلمات تبدأ بها جمل عادية، مثل «دعم» و«قائمة» و«إعلان» و«نقطة».

command-ask-names =
    سؤال
    اسأل
    اسألي
command-ask-about = يجيب عن سؤالك من النصوص
command-ask-usage =
    سؤال هل يجوز للشرطة كسر التشفير؟
command-recommendation-names =
    توصية
    توصيه
command-recommendation-about = يعرض واحدة من التوصيات الـ13
command-recommendation-usage =
    توصية 8
    توصية رقم 8
command-statement-names =
    بيان
command-statement-about = يعرض نقطة من بيان عام 2020
command-statement-usage =
    بيان 3
    بيان رقم 3
command-definition-names =
    تعريف
    التعريف
command-definition-about = ما الذي تقصده النصوص بالأمن السيبراني
command-definition-usage = تعريف
command-about-names =
    نبذة
    نبذه
    حول
    الحملة
command-about-about = ما موضوع كل هذا
command-about-usage = نبذة
command-supporters-names =
    مؤيدون
    مؤيدين
    المؤيدون
    المؤيدين
    داعمون
    داعمين
    الداعمون
    الداعمين
command-supporters-about = القائمة العلنية؛ ويمكن إضافة كلمة أو بلد أو نوع
command-supporters-usage =
    مؤيدون
    مؤيدون نيبال
    مؤيدون منظمات صفحة 2
command-latest-names =
    الأحدث
    أحدث
    الجدد
command-latest-about = أحدث المؤيدين
command-latest-usage = الأحدث
command-stats-names =
    إحصاءات
    إحصائيات
    أرقام
command-stats-about = المؤيدون بحسب النوع والبلد
command-stats-usage = إحصاءات
command-pledge-names =
    تأييد
    توقيع
command-pledge-about = يضيف تأييدك، في محادثة خاصة
command-pledge-usage =
    تأييد
    تأييد الاسم | البلد | الانتماء
command-display-names =
    ظهور
    الظهور
    مظهر
command-display-about = يغيّر شكل ظهورك في القائمة
command-display-usage =
    ظهور
    ظهور الأحرف الأولى
command-withdraw-names =
    سحب
    انسحاب
    تراجع
command-withdraw-about = يسحب تأييدك فورًا
command-withdraw-usage = سحب
command-mydata-names =
    بياناتي
    معلوماتي
command-mydata-about = يعرض كل ما أحفظه عنك
command-mydata-usage = بياناتي
command-forget-names =
    محو
    حذف
    مسح
    نسيان
command-forget-about = يمحو كل ما أحفظه عنك
command-forget-usage = محو
command-privacy-names =
    خصوصية
    خصوصيه
    الخصوصية
command-privacy-about = ما أحفظه، وما لا تستطيع هذه القناة حمايته
command-privacy-usage = خصوصية
command-wrong-names =
    خطأ
    غلط
command-wrong-about = يخبر منظّمي الحملة عن جواب خاطئ
command-wrong-usage =
    خطأ
    خطأ هل يجوز لمديري أن يقرأ محادثاتي؟
command-language-names =
    لغة
    لغه
    اللغة
command-language-about = لغة إجاباتي
command-language-usage =
    لغة ar
    لغة en
command-help-names =
    مساعدة
    مساعده
    المساعدة
    أوامر
command-help-about = ما أفهمه
command-help-usage =
    مساعدة
    مساعدة تأييد
command-cancel-names =
    إلغاء
    توقف
command-cancel-about = ينهي ما بدأناه ولم يكتمل
command-cancel-usage = إلغاء
command-announcements-names =
    أخبار
    الأخبار
    إعلانات
command-announcements-about = ما يصل إلى هذه الغرفة من أخبار (لمشرفي الغرفة)
command-announcements-usage =
    أخبار كل
    أخبار يوميًا هدوء 22:00-07:00 توقيت Asia/Amman
    أخبار لغة ar
    أخبار بصوت
    أخبار إيقاف
command-review-names = مراجعة
command-review-about = التأييدات التي تنتظر المراجعة
command-review-usage =
    مراجعة
    مراجعة قبول 12
    مراجعة رفض 12 مكرر
command-announce-names =
    تعميم
command-announce-about = رسالة إلى كل غرفة تتلقى الأخبار
command-announce-usage = تعميم نلتقي يوم الجمعة ظهرًا بتوقيت UTC.
command-roles-names =
    أدوار
    الأدوار
    صلاحيات
command-roles-about = من يمكنه فعل ماذا
command-roles-usage = أدوار

# ما تقوله أزرار الأوامر.
choose-ask = طرح سؤال
choose-recommendation = التوصيات
choose-statement = البيان
choose-definition = التعريف
choose-about = ما موضوع كل هذا؟
choose-supporters = كل المؤيدين
choose-latest = أحدث المؤيدين
choose-stats = المؤيدون بحسب النوع والبلد
choose-pledge = إضافة تأييدي
choose-display = تغيير شكل ظهوري
choose-withdraw = سحب تأييدي
choose-mydata = ما المحفوظ عني
choose-forget = محو كل شيء عني
choose-privacy = الخصوصية
choose-wrong = جواب خاطئ؟
choose-language = اللغة
choose-help = المساعدة
choose-cancel = إلغاء
choose-announcements = أخبار هذه الغرفة
choose-review = تأييدات تنتظر المراجعة
choose-announce = رسالة إلى الغرف
choose-roles = من يمكنه فعل ماذا

help-title = ما أفهمه
help-intro-private = أهلًا بأسئلتك، بكلماتك أنت. ويمكنك أيضًا كتابة أحد هذه الأوامر:
help-intro-room = يمكنك سؤالي بذكر اسمي أو بأمر من هذه الأوامر:
help-more = للمزيد عن أيٍّ منها: «{ $help }» ثم اسم الأمر، مثل «{ $help } تأييد».
help-other-names = يُكتب أيضًا: { $names }

unknown-command = لا أعرف «{ $typed }». الأمر «{ $help }» يعرض ما أفهمه.
unknown-command-nearest = لا أعرف «{ $typed }». هل المقصود «{ $command }»؟
command-needs-more = ينقص شيء بعد الأمر. يُكتب هكذا:
argument-not-understood = لم أفهم «{ $typed }». يُكتب الأمر هكذا:
nothing-said = لا أقرأ إلا الكلمات، ولم أجد هنا أي كلمة. يمكنك سؤالي عن شيء، والأمر «{ $help }» يعرض ما أفهمه.
stale-choice = هذا الخيار قديم، أو ليس موجّهًا إليك. لم يتغيّر شيء.
nothing-to-cancel = ليس هناك الآن ما يمكن إلغاؤه.
nothing-changed = حسنًا. لم يتغيّر شيء.
go-private = لنكمل هذا في محادثة خاصة، كي لا يقرأه أحد غيرنا.
wrote-to-you = كتبت لك في محادثة مباشرة، لا يقرؤها معنا أحد من هذه الغرفة.
cannot-write-to-you = لم أستطع فتح محادثة مباشرة معك. يُرجى مراسلتي مباشرة، حيث لا يقرأ معنا أحد من هذه الغرفة: «{ $command }».
sign-is-too-little = رمز التفاعل وحده لا يكفي لهذا، ولذلك لم يتغيّر شيء. إن كان هذا هو المقصود، فيُرجى كتابة «{ $words }».
message-unreadable = لم أستطع قراءة رسالتك الأخيرة: إنها مشفّرة، ومفتاحها لم يصلني. إن لم يصل قريبًا، فيُرجى كتابة الرسالة من جديد. وإن لم أستطع قراءة تلك أيضًا، فكثيرًا ما تنفع إعادة تشغيل التطبيق.
conversation-expired = ما بدأناه انتظر طويلًا، فحذفته. ولم يُحفظ منه شيء.
conversation-unreadable = جرى تحديثي، ولا أستطيع أن أكمل من حيث توقفنا. لم يُنشر شيء؛ يُرجى البدء من جديد.
trouble = حدث خلل عندي، ولم يتغيّر شيء. يُرجى المحاولة من جديد بعد دقيقة.

language-ask = لغة إجاباتي الآن: { $language }. ما اللغة التي تناسبك؟
language-done = لغة إجاباتي من الآن: { $language }. الأمر «{ $help }» يعرض ما أفهمه.

roles-title = من يمكنه فعل ماذا
role-reviewer = المراجعة
role-organiser = التنظيم
role-reviewer-may = { $holders ->
    [zero] النظر في التأييدات المنتظرة وقبولها أو رفضها (لا أحد)
    [one] النظر في التأييدات المنتظرة وقبولها أو رفضها (شخص واحد)
    [two] النظر في التأييدات المنتظرة وقبولها أو رفضها (شخصان)
    [few] النظر في التأييدات المنتظرة وقبولها أو رفضها ({ $holders } أشخاص)
    [many] النظر في التأييدات المنتظرة وقبولها أو رفضها ({ $holders } شخصًا)
   *[other] النظر في التأييدات المنتظرة وقبولها أو رفضها ({ $holders } شخص)
}
role-organiser-may = { $holders ->
    [zero] كل ذلك، وإرسال الرسائل إلى الغرف (لا أحد)
    [one] كل ذلك، وإرسال الرسائل إلى الغرف (شخص واحد)
    [two] كل ذلك، وإرسال الرسائل إلى الغرف (شخصان)
    [few] كل ذلك، وإرسال الرسائل إلى الغرف ({ $holders } أشخاص)
    [many] كل ذلك، وإرسال الرسائل إلى الغرف ({ $holders } شخصًا)
   *[other] كل ذلك، وإرسال الرسائل إلى الغرف ({ $holders } شخص)
}
roles-none = ليس لك أي دور من هذه الأدوار. ولا حاجة إلى دور لطرح الأسئلة أو للتأييد.
roles-own = أدوارك: { $roles }
roles-how = تُمنح الأدوار على الجهاز الذي يعمل عليه البوت، بالأمر «outreach-bot roles grant».
reviewers-only = النظر في التأييدات لمن لهم دور المراجعة فقط. الأمر «{ $roles }» يبيّن من يمكنه فعل ماذا.
organisers-only = مراسلة الغرف لمنظّمي الحملة فقط. الأمر «{ $roles }» يبيّن من يمكنه فعل ماذا.
help-line = { $name }: { $about }
nothing-open = ليس بيننا سؤال مفتوح يكون هذا جوابًا عنه. يمكنك سؤالي عن شيء، والأمر «{ $help }» يعرض ما أفهمه.
