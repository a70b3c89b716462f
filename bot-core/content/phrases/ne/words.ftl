# निश्चित अर्थ भएका शब्द। पहिलो पङ्क्ति बोट आफैँले भन्छ; सबै पङ्क्ति, सबै भाषामा एकैचोटि, बुझिन्छन्।
# तुलना गर्दा मात्रा र हलन्त हेरिन्छ, प्रश्नचिह्न हेरिँदैन: त्यसैले “हजुर?”, “पक्का?”, “अँ” र “ल” सहमति मानिँदैनन्।
words-yes =
    हुन्छ
    हो
    ल हुन्छ
    अँ हुन्छ
    ठिक छ
    ठीक छ
    हस्
    हस
    ओके
    सहमत
    सहमत छु
    म सहमत छु
    सहमत छौँ
    मन्जुर छ
    मञ्जुर छ
    स्वीकार छ
    मञ्जुर
    मन्जुर
    हजुर हुन्छ
    huncha
    hunchha
    thik cha
    thik chha
words-no =
    हुँदैन
    हुदैन
    हुंदैन
    होइन
    होईन
    हैन
    पर्दैन
    नाइँ
    नाइ
    नाईं
    नाई
    हुन्न
    चाहिँदैन
    चाहिदैन
    चाहिन्न
    अहँ
    अहं
    अहिले होइन
    सहमत छैन
    म सहमत छैन
    मञ्जुर छैन
    मन्जुर छैन
    सहमत छैनौँ
    hudaina
    hundaina
    hoina
    haina
    pardaina
words-back =
    पछाडि
    पछाडी
    अघिल्लो
    फर्कने
    फर्किने
    फर्कनुहोस्
    पछाडि जाने
    pachadi
words-skip =
    छोड्ने
    छोड्नुहोस्
    छोडिदिनुहोस्
    नराख्ने
    खाली
    छैन
    केही छैन
    जवाफ छैन
    भन्न चाहन्नँ
    भन्न चाहन्न
    बताउन चाहन्नँ
    नभनौँ
words-confirm =
    पक्का गर्छु
    पक्का गर्छौँ
    म पक्का गर्छु
    पुष्टि गर्छु
    पुष्टि गर्छौँ
    म पुष्टि गर्छु
    pakka garchu
words-change =
    बदल्ने
    बदल
    बदल्नुहोस्
    फेर्ने
    सच्याउने
    परिवर्तन
words-page =
    पाना
    पृष्ठ
    पेज
words-quiet =
    मौन
    शान्त
words-timezone =
    समयक्षेत्र
    समय
words-language =
    भाषा
words-on =
    चालु
    सुरु
words-off =
    बन्द
    कुनैहोइन
words-each =
    हरेक
    सबै
    प्रत्येक
words-daily =
    दैनिक
    दिनहुँ
    प्रतिदिन
words-weekly =
    साप्ताहिक
    हप्तैपिच्छे
words-milestones =
    कोसेढुङ्गा
    कोशेढुङ्गा
    कोसेढुंगा
words-silent =
    आवाजबिना
    बिनाआवाज
    निःशब्द
words-audible =
    आवाजसहित
    आवाज
words-room-only =
    रुममात्र
    यहाँमात्र
words-followers =
    फलोअर
    फलोअरहरू
    फलोअरलाई
words-kind-government =
    सरकार
    सरकारहरू
    राज्य
    एउटा सरकार
words-kind-organisation =
    संस्था
    संस्थाहरू
    सङ्गठन
    संगठन
    सङ्घ
    संघ
    गैसस
    कम्पनी
    एनजिओ
    एउटा संस्था
words-kind-group =
    समूह
    समूहहरू
    सञ्जाल
    संजाल
    समुदाय
    समूह वा सञ्जाल
    एउटा समूह
words-kind-individual =
    व्यक्ति
    व्यक्तिहरू
    म
    म आफैँ
    मेरो तर्फबाट
    व्यक्तिगत
    व्यक्तिगत रूपमा
    एक्लै
    मान्छे
    मानिस
words-display-full =
    पूरा नाम
    पूरानाम
    नाम
    नामसहित
    पूरा नामसहित
words-display-initials =
    आद्याक्षर
    छोटो नाम
    नामको पहिलो अक्षर
    आद्याक्षर र देश
words-display-counted =
    गन्ने मात्र
    गनिने मात्र
    नामबिना
    नाम नखुलाई
    नाम नदेखाउने
    गुमनाम
    बेनामी
words-approve =
    स्वीकृत
    स्वीकृति
words-refuse =
    अस्वीकृत
    अस्वीकार
words-refusal-not-confirmed =
    अपुष्ट
    पुष्टिनभएको
words-refusal-duplicate =
    दोहोरो
    दोहोरिएको
words-refusal-not-genuine =
    नक्कली
    साँचोहोइन
words-refusal-somebody-else =
    अर्कैकोनाम
    अर्काकोनाम
# देशको नामअघि आउन सक्ने साना शब्द।
words-from =
    बाट
    देश
    का
    मा
# समर्थनको अन्त्यमा के बदल्न सकिन्छ: “बदल्ने नाम”।
words-change-kind =
    प्रकार
    को
words-change-name = नाम
words-change-country = देश
words-change-affiliation =
    संस्था
    पेसा
    पेशा
    सहर
    आबद्धता
    परिचय
words-change-role =
    भूमिका
    पद
words-change-contact =
    सम्पर्क
    इमेल
words-change-letter =
    पत्र
    चिठी
words-change-display =
    रूप
    देखाइ
words-change-announce =
    खबर
    रुम
words-change-write =
    सन्देश
    सन्देशहरू
# भाषाका नाम।
language-en = अङ्ग्रेजी
language-fr = फ्रान्सेली
language-es = स्पेनी
language-pt = पोर्तुगाली
language-ar = अरबी
language-ru = रुसी
language-zh = चिनियाँ
language-de = जर्मन
language-bn = बङ्गाली
language-ne = नेपाली
language-sw = स्वाहिली
