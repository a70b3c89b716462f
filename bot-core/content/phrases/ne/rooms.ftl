# रुमले के खबर पाउँछ र के छान्छ।

hello = नमस्ते! म { $campaign } बारेका प्रश्नको जवाफ दिन्छु, र निजी च्याटमा समर्थन लिन्छु।
hello-quiet = मलाई बोलाएपछि मात्र म बोल्छु। रुमका एडमिनले चाहे भने म नयाँ समर्थकबारे रुमलाई बताउन सक्छु: “{ $announcements } दैनिक”। म यहाँ नबसूँ भन्ने लाग्छ भने मलाई रुमबाट हटाउनुहोस्, र म यो रुम बिर्सन्छु।

announcements-now = यो रुमले पाउने खबर
announcements-done = अबदेखि यो रुमले पाउने खबर
announcements-pace = खबर
announcements-quiet = मौन समय
announcements-time-zone = घडी
announcements-language = भाषा
announcements-sound = आवाज
announcements-reach = कसलाई जान्छ
announcements-quiet-hours = { $from } देखि { $to } सम्म
announcements-no-quiet-hours = छैन
announcements-no-language = छानिएको छैन
announcements-more = मौन समय, घडी र भाषा: “{ $announcements } मौन 22:00-07:00 समयक्षेत्र Asia/Kathmandu भाषा ne”। “{ $announcements } मौन बन्द” ले मौन समय हटाउँछ।
announcements-admins-only = यो रुमले के खबर पाउने भन्ने यसका एडमिनले मात्र बदल्न सक्छन्।
announcements-no-followers = यो रुमलाई अन्तबाट पछ्याउन मिल्दैन, त्यसैले यसको खबर यहीँ रहन्छ।
announcements-may-not-post = मलाई यो रुममा आफैँ लेख्ने अनुमति छैन, त्यसैले यसले कुनै खबर पाउन सक्दैन। कृपया यहाँका एडमिनसँग मलाई सन्देश पठाउन दिने अनुमति माग्नुहोस्, अनि फेरि छान्नुहोस्।
pace-off = छैन
pace-each = हरेक नयाँ समर्थक, तुरुन्तै (दस मिनेटभित्र आउने अरू एउटै सन्देशमा आउँछन्)
pace-daily = दिनको एकपटक, बिहान नौ बजे
pace-weekly = हप्ताको एकपटक, सोमबार बिहान नौ बजे
pace-milestones = कोसेढुङ्गा (10, 25, 50 जस्ता सङ्ख्या) र सूचना मात्र
sound-silent = छैन
sound-audible = अरू सन्देशको जस्तै
reach-room-only = यो रुमलाई मात्र
reach-followers = यो रुम र यसलाई अन्तबाट पछ्याउने सबैलाई
choose-pace-off = खबर नचाहिने
choose-pace-each = हरेक समर्थक
choose-pace-daily = दिनको एकपटक
choose-pace-weekly = हप्ताको एकपटक
choose-pace-milestones = कोसेढुङ्गा मात्र (10, 25, 50…)
choose-sound-silent = आवाजबिना
choose-sound-audible = आवाजसहित
choose-reach-room-only = यो रुमलाई मात्र
choose-reach-followers = फलोअरलाई पनि

news-supporters = { $count ->
    [one] साइबर सुरक्षामा मानव अधिकारसम्बन्धी सिफारिसका नयाँ समर्थक:
   *[other] साइबर सुरक्षामा मानव अधिकारसम्बन्धी सिफारिसका { $count } नयाँ समर्थक:
}
news-unnamed = { $count ->
    [one] नाम नखुलाई अर्को एक समर्थक थपिए।
   *[other] नाम नखुलाई अरू { $count } समर्थक थपिए।
}
news-unnamed-more = { $count ->
    [one] र अर्को एक, नाम नखुलाई।
   *[other] र अरू { $count }, नाम नखुलाई।
}
news-milestone = अब हामी { $total } समर्थक भयौँ।
news-notice = अभियानका आयोजकको तर्फबाट:

announce-preview = रुमहरूले यो देख्नेछन्:
announce-ask = { $rooms ->
    [one] यो सन्देश खबर पाउने { $rooms } रुममा जानेछ। पठाउने?
   *[other] यो सन्देश खबर पाउने { $rooms } वटा रुममा जानेछ। पठाउने?
}
announce-ask-again = पठाउने?
choose-send = पठाउने
announce-done = पठाइँदै छ। हरेक रुमले आफ्नो खबर आउने बेलामा पाउँछ: तुरुन्तै, वा भर्खरै खबर पाएको भए दस मिनेटभित्र; दैनिक वा साप्ताहिक खबर आउने ठाउँमा नौ बजे; मौन समयमा कहिल्यै होइन।
announce-not-taken = त्यो पाठ पठाउन सकिँदैन: त्यो धेरै लामो छ, वा त्यसमा नदेखिने चिह्न छन्।

outcome-approved = खुसीको खबर: तपाईंको समर्थन अब गनियो। तपाईं समर्थक नम्बर { $number } हुनुहुन्छ। धन्यवाद!
outcome-refused = तपाईंको समर्थन लिइएन: { $reason } यो गलत लाग्छ भने { $contact } मा लेख्नुहोस्।
news-more = { $count ->
    [one] र अर्को { $count }: “{ $supporters }” ले सबैलाई देखाउँछ।
   *[other] र अरू { $count }: “{ $supporters }” ले सबैलाई देखाउँछ।
}
news-withdrawn = यो सन्देश फिर्ता लिइयो।
news-lost = { $rooms ->
    [one] तपाईंले खबर खोल्नुभएको एउटा रुमले मेरा सन्देश लिन छोड्यो, त्यसैले मैले पठाउन रोकेँ। त्यहाँ खबर पाउन मलाई फेरि भित्र आउन दिनुहोस् वा लेख्ने अनुमति दिनुहोस्, अनि त्यहाँ “{ $announcements } दैनिक” टाइप गर्नुहोस्।
   *[other] तपाईंले खबर खोल्नुभएका { $rooms } वटा रुमले मेरा सन्देश लिन छोडे, त्यसैले मैले पठाउन रोकेँ। त्यहाँ खबर पाउन मलाई फेरि भित्र आउन दिनुहोस् वा लेख्ने अनुमति दिनुहोस्, अनि हरेक रुममा “{ $announcements } दैनिक” टाइप गर्नुहोस्।
}
