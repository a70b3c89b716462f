# आदेशहरू: नाम (पहिलो पङ्क्ति देखाइन्छ), के गर्छ, र कसरी टाइप गर्ने। नाममा खाली ठाउँ हुँदैन, तर “साथ दिने” र
# “साथदिने” उस्तै मानिन्छन्। “समर्थक”, “सूची” र “सूचना” जानाजान राखिएका छैनन्: साधारण प्रश्न यिनैबाट सुरु हुन्छन्
# (“समर्थक को-को हुन्”)। “समर्थन कसरी गर्ने” प्रश्न नै रहन्छ: “समर्थन” पछि “|” नभएको कुरा आदेश मानिँदैन।

command-ask-names =
    प्रश्न
    सवाल
    सोध्ने
command-ask-about = तपाईंको प्रश्नको जवाफ पाठबाट दिन्छ
command-ask-usage =
    प्रश्न के प्रहरीले इन्क्रिप्सन तोड्न पाउँछ?
command-recommendation-names =
    सिफारिस
    सिफारिश
    sifaris
command-recommendation-about = 13 सिफारिसमध्ये एउटा देखाउँछ
command-recommendation-usage =
    सिफारिस 8
    rec 8
command-statement-names =
    बुँदा
    वक्तव्य
    एफओसी
    bunda
command-statement-about = 2020 को वक्तव्यको एउटा बुँदा देखाउँछ
command-statement-usage =
    बुँदा 3
    foc 3
command-definition-names =
    परिभाषा
    paribhasha
command-definition-about = पाठले साइबर सुरक्षा भनेर के बुझाउँछ
command-definition-usage = परिभाषा
command-about-names =
    बारेमा
    जानकारी
    अभियान
command-about-about = यो केको बारेमा हो
command-about-usage = बारेमा
command-supporters-names =
    नामावली
    समर्थकनामावली
    समर्थकसूची
    समर्थकहरूकोसूची
command-supporters-about = समर्थकको सार्वजनिक सूची; शब्द, देश वा प्रकार थप्न सक्नुहुन्छ
command-supporters-usage =
    नामावली
    नामावली नेपाल
    नामावली संस्था पाना 2
command-latest-names =
    नयाँ
    नया
    नयां
    ताजा
    नयाँसमर्थक
    पछिल्लासमर्थक
command-latest-about = सबैभन्दा नयाँ समर्थक
command-latest-usage = नयाँ
command-stats-names =
    तथ्याङ्क
    तथ्यांक
    गणना
command-stats-about = प्रकार र देशअनुसार समर्थक
command-stats-usage = तथ्याङ्क
command-pledge-names =
    समर्थन
    samarthan
    हस्ताक्षर
    साथदिने
    साथदिन्छु
    साथदिन्छौँ
    समर्थनगर्ने
    समर्थनगर्छु
    समर्थनगर्छौँ
    समर्थनजनाउने
    समर्थनगर्नचाहन्छु
    हस्ताक्षरगर्ने
    हस्ताक्षरगर्छु
    सहीगर्ने
command-pledge-about = निजी च्याटमा तपाईंको समर्थन थप्छ
command-pledge-usage =
    समर्थन
    समर्थन नाम | देश | संस्था
command-display-names =
    रूप
    रूपबदल्ने
    देखाइ
command-display-about = सूचीमा तपाईं कसरी देखिने भन्ने बदल्छ
command-display-usage =
    रूप
    रूप आद्याक्षर
command-withdraw-names =
    फिर्तालिने
    समर्थनफिर्तालिने
    हटाउने
    समर्थनहटाउने
    समर्थनफिर्ता
    मेरोसमर्थनहटाउने
    नामहटाउने
command-withdraw-about = तपाईंको समर्थन तुरुन्तै फिर्ता लिन्छ
command-withdraw-usage = फिर्तालिने
command-mydata-names =
    मेरोडाटा
    मेरोविवरण
command-mydata-about = मैले तपाईंबारे राखेको सबै कुरा देखाउँछ
command-mydata-usage = मेरोडाटा
command-forget-names =
    मेटाउने
    सबैमेटाउने
    मेट्ने
    बिर्सने
command-forget-about = मैले तपाईंबारे राखेको सबै कुरा मेटाउँछ
command-forget-usage = मेटाउने
command-privacy-names =
    गोपनीयता
    gopaniyata
command-privacy-about = म के राख्छु, र यो माध्यमले के जोगाउन सक्दैन
command-privacy-usage = गोपनीयता
command-wrong-names =
    गलत
    गलतजवाफ
command-wrong-about = गलत जवाफबारे आयोजकलाई बताउँछ
command-wrong-usage =
    गलत
    गलत के मेरो हाकिमले मेरो च्याट पढ्न पाउँछ?
command-language-names =
    भाषा
    bhasha
command-language-about = मेरा जवाफको भाषा
command-language-usage =
    भाषा ne
    भाषा en
command-help-names =
    सहायता
    मद्दत
    मद्दतगर्नुहोस्
    आदेशहरू
    maddat
command-help-about = म के-के बुझ्छु
command-help-usage =
    सहायता
    सहायता समर्थन
command-cancel-names =
    रद्द
    रोक
    रोक्ने
    रोक्नुहोस्
    रद्दगर्ने
    रद्दगर्नुहोस्
    खारेज
command-cancel-about = हामीले सुरु गरेको कुरा त्यहीँ रोक्छ
command-cancel-usage = रद्द
command-announcements-names =
    खबर
    खबरहरू
    समाचार
command-announcements-about = यो रुमले के-के खबर पाउँछ (रुमका एडमिनका लागि)
command-announcements-usage =
    खबर हरेक
    खबर दैनिक मौन 22:00-07:00 समयक्षेत्र Asia/Kathmandu
    खबर भाषा ne
    खबर आवाजसहित
    खबर बन्द
command-review-names =
    जाँचसूची
    समीक्षा
command-review-about = आयोजकको जाँच कुरिरहेका समर्थन
command-review-usage =
    जाँचसूची
    जाँचसूची स्वीकृत 12
    जाँचसूची अस्वीकृत 12 दोहोरो
command-announce-names =
    खबरपठाउने
    सूचनापठाउने
command-announce-about = खबर पाउने हरेक रुममा सूचना पठाउँछ
command-announce-usage = खबरपठाउने हामी शुक्रबार दिउँसो 12 बजे (UTC) भेट्दै छौँ।
command-roles-names =
    भूमिका
    भूमिकाहरू
command-roles-about = कसले के गर्न सक्छ
command-roles-usage = भूमिका

# आदेशका बटनमा लेखिने कुरा।
choose-ask = प्रश्न सोध्ने
choose-recommendation = सिफारिसहरू
choose-statement = वक्तव्य
choose-definition = परिभाषा
choose-about = यो केको बारेमा हो?
choose-supporters = सबै समर्थक
choose-latest = सबैभन्दा नयाँ समर्थक
choose-stats = प्रकार र देशअनुसार समर्थक
choose-pledge = आफ्नो समर्थन थप्ने
choose-display = म कसरी देखिने, बदल्ने
choose-withdraw = मेरो समर्थन फिर्ता लिने
choose-mydata = मेरोबारे के राखिएको छ
choose-forget = मेरोबारे सबै मेटाउने
choose-privacy = गोपनीयता
choose-wrong = जवाफ मिलेन?
choose-language = भाषा
choose-help = सहायता
choose-cancel = रद्द गर्ने
choose-announcements = यो रुमले पाउने खबर
choose-review = जाँच कुरिरहेका समर्थन
choose-announce = रुमहरूलाई सूचना
choose-roles = कसले के गर्न सक्छ

help-title = म के-के बुझ्छु
help-intro-private = आफ्नै शब्दमा सोध्नुहोस्। वा यीमध्ये कुनै टाइप गर्नुहोस्:
help-intro-room = मेरो नाम लिएर वा आदेश टाइप गरेर सोध्नुहोस्:
help-more = कुनै आदेशबारे थप जान्न “{ $help }” र त्यसको नाम टाइप गर्नुहोस्, जस्तै “{ $help } समर्थन”।
help-other-names = यसरी पनि लेख्न सकिन्छ: { $names }

unknown-command = “{ $typed }” मलाई थाहा छैन। म के-के बुझ्छु हेर्न “{ $help }” टाइप गर्नुहोस्।
unknown-command-nearest = “{ $typed }” मलाई थाहा छैन। के “{ $command }” भन्न खोज्नुभएको हो?
command-needs-more = आदेशपछि केही छुट्यो। यसरी टाइप गर्नुहोस्:
argument-not-understood = मैले “{ $typed }” बुझिनँ। यसरी टाइप गर्नुहोस्:
nothing-said = म शब्द मात्र पढ्छु, र त्यहाँ कुनै शब्द भेटिनँ। मलाई केही सोध्नुहोस्, वा “{ $help }” टाइप गर्नुहोस्।
stale-choice = त्यो विकल्प पुरानो भइसक्यो, वा तपाईंका लागि होइन। केही पनि बदलिएन।
nothing-to-cancel = अहिले रद्द गर्नुपर्ने केही छैन।
nothing-changed = हुन्छ। केही पनि बदलिएन।
go-private = यो कुरा निजी च्याटमा गरौँ, ताकि अरू कसैले नपढोस्।
wrote-to-you = मैले तपाईंलाई सिधा च्याटमा लेखेको छु। त्यहाँ यो रुमका अरू कसैले पढ्दैनन्।
cannot-write-to-you = मैले तपाईंसँग सिधा च्याट खोल्न सकिनँ। कृपया मलाई सिधै लेख्नुहोस्, जहाँ यो रुमका अरू कसैले पढ्दैनन्: “{ $command }”।
sign-is-too-little = यसका लागि इमोजी प्रतिक्रिया मात्र पुग्दैन, त्यसैले केही पनि बदलिएन। साँच्चै यही चाहनुहुन्छ भने कृपया “{ $words }” टाइप गर्नुहोस्।
message-unreadable = तपाईंको पछिल्लो सन्देश मैले पढ्न सकिनँ: त्यो इन्क्रिप्ट गरिएको छ, र त्यसको साँचो मकहाँ आइपुगेको छैन। चाँडै आएन भने कृपया सन्देश फेरि लेख्नुहोस्। त्यो पनि पढ्न सकिनँ भने, तपाईंको एप बन्द गरेर फेरि खोल्दा प्रायः काम बन्छ।
conversation-expired = हामीले सुरु गरेको कुरा धेरै बेर रोकियो, त्यसैले मैले त्यसलाई हटाएँ। त्यसको केही पनि राखिएको छैन।
conversation-unreadable = म अपडेट भएँ, र हामी जहाँ थियौँ त्यहाँबाट अघि बढ्न सक्दिनँ। केही पनि प्रकाशित भएन; कृपया फेरि सुरु गर्नुहोस्।
trouble = मेरो तर्फबाट केही गडबड भयो, र केही पनि बदलिएन। कृपया एक मिनेटपछि फेरि प्रयास गर्नुहोस्।

language-ask = म { $language } भाषामा जवाफ दिइरहेको छु। तपाईंलाई कुन भाषा चाहिन्छ?
language-done = अबदेखि म तपाईंलाई { $language } भाषामा जवाफ दिन्छु। म के-के बुझ्छु हेर्न “{ $help }” टाइप गर्नुहोस्।

roles-title = कसले के गर्न सक्छ
role-reviewer = समीक्षक
role-organiser = आयोजक
role-reviewer-may = { $holders ->
    [one] जाँच कुरिरहेका समर्थन हेर्ने, स्वीकृत वा अस्वीकृत गर्ने ({ $holders } जना)
   *[other] जाँच कुरिरहेका समर्थन हेर्ने, स्वीकृत वा अस्वीकृत गर्ने ({ $holders } जना)
}
role-organiser-may = { $holders ->
    [one] माथिका सबै, र रुमहरूलाई सूचना पठाउने ({ $holders } जना)
   *[other] माथिका सबै, र रुमहरूलाई सूचना पठाउने ({ $holders } जना)
}
roles-none = तपाईंसँग यीमध्ये कुनै भूमिका छैन। प्रश्न सोध्न वा समर्थन गर्न कुनै भूमिका चाहिँदैन।
roles-own = तपाईंको: { $roles }
roles-how = भूमिका बोट चलिरहेको मेसिनमा “outreach-bot roles grant” बाट दिइन्छ।
reviewers-only = समर्थनहरू समीक्षकले मात्र हेर्न सक्छन्। कसले के गर्न सक्छ हेर्न “{ $roles }” टाइप गर्नुहोस्।
organisers-only = रुमहरूलाई आयोजकले मात्र लेख्न सक्छन्। कसले के गर्न सक्छ हेर्न “{ $roles }” टाइप गर्नुहोस्।
help-line = { $name }: { $about }
nothing-open = यो कुराले जवाफ दिन सक्ने कुनै प्रश्न अहिले खुला छैन। मलाई केही सोध्नुहोस्, वा “{ $help }” टाइप गर्नुहोस्।
