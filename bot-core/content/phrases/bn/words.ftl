# নির্দিষ্ট অর্থের একেকটি শব্দ। প্রথম লাইনটি বট নিজে বলে; সব লাইনই বোঝে, সব ভাষায় একসঙ্গে। মেলানোর সময় স্বরচিহ্ন ও
# হসন্ত ধরা হয়, প্রশ্নচিহ্ন ধরা হয় না: তাই “জি?”, “আচ্ছা” আর “নিশ্চিত?” সম্মতি হিসেবে নেই।
words-yes =
    হ্যাঁ
    হ্যা
    হাঁ
    হা
    জি হ্যাঁ
    জ্বি হ্যাঁ
    জী হ্যাঁ
    হ্যাঁ অবশ্যই
    অবশ্যই
    ঠিক আছে
    ওকে
    রাজি
    আমি রাজি
    সম্মত
    আমি সম্মত
    আমার সম্মতি আছে
    haa
    ji haa
    thik ache
words-no =
    না
    জি না
    জ্বি না
    জী না
    নাহ্
    নাহ
    না ধন্যবাদ
    না থাক
    রাজি না
    রাজি নই
    আমি রাজি না
    আমি রাজি নই
    সম্মত নই
    আমি সম্মত নই
    এখন না
    এখন নয়
    na
    na dhonnobad
words-back =
    ফিরে যান
    ফিরে যাই
    ফিরে যাও
    পেছনে
    আগের প্রশ্ন
    pechone
    fire jan
words-skip =
    বাদ দিন
    বাদ দাও
    বাদ থাক
    কিছু না
    কিছুই না
    কোনোটি না
    কোনো উত্তর নেই
    উত্তর নেই
    উত্তর দেব না
    বলতে চাই না
    জানাতে চাই না
    না বলাই ভালো
    bad din
    bolte chai na
words-confirm =
    নিশ্চিত করছি
    নিশ্চিত করলাম
    আমি নিশ্চিত করছি
    হ্যাঁ নিশ্চিত
    হ্যাঁ নিশ্চিত করছি
    nishchit korchi
    nishchit korlam
words-change =
    বদলান
    বদলাতে চাই
    বদল
    পরিবর্তন
    পরিবর্তন করুন
    সংশোধন
    bodlan
    poriborton
words-page =
    পাতা
    পৃষ্ঠা
    পেজ
words-quiet =
    নীরবতা
    নীরব-সময়
words-timezone =
    ঘড়ি
    টাইমজোন
    সময়-অঞ্চল
words-language =
    ভাষা
    bhasha
words-on =
    চালু
    হ্যাঁ
    chalu
words-off =
    বন্ধ
    না
    bondho
words-each =
    প্রতিটি
    প্রত্যেকটি
    প্রত্যেক
    সব
    সবাই
words-daily =
    দৈনিক
    প্রতিদিন
words-weekly =
    সাপ্তাহিক
    প্রতিসপ্তাহে
words-milestones =
    মাইলফলক
    মাইলফলকে
words-silent =
    নিঃশব্দ
    নিঃশব্দে
    শব্দহীন
    শব্দছাড়া
words-audible =
    সশব্দ
    সশব্দে
    শব্দসহ
words-room-only =
    শুধু-রুম
    শুধু-এই-রুম
words-followers =
    অনুসারী
    অনুসারীরা
    ফলোয়ার
words-kind-government =
    সরকার
    সরকারগুলো
    রাষ্ট্র
    সরকারি
    sorkar
words-kind-organisation =
    সংগঠন
    সংগঠনগুলো
    সংস্থা
    প্রতিষ্ঠান
    এনজিও
    সমিতি
    একটি সংগঠন
    songothon
words-kind-group =
    গ্রুপ
    গ্রুপগুলো
    দল
    নেটওয়ার্ক
    গোষ্ঠী
    একটি গ্রুপ
    গ্রুপ বা নেটওয়ার্ক
words-kind-individual =
    ব্যক্তি
    ব্যক্তিরা
    ব্যক্তিগত
    ব্যক্তিগতভাবে
    একজন ব্যক্তি
    ব্যক্তি হিসেবে
    মানুষ
    একজন মানুষ
    আমি
    আমি নিজে
    নিজে
    ami
    byakti
words-display-full =
    পুরো নাম
    পুরো
    নাম
    নামসহ
    পুরো নামসহ
    সম্পূর্ণ নাম
    পূর্ণ নাম
words-display-initials =
    আদ্যক্ষর
    নামের আদ্যক্ষর
    আদ্যক্ষর ও দেশ
    শুধু আদ্যক্ষর
words-display-counted =
    শুধু গণনা
    শুধু গণনায়
    শুধু সংখ্যায়
    নাম ছাড়া
    নাম গোপন
    বেনামে
    অজ্ঞাতনামা
words-approve =
    অনুমোদন
    অনুমোদন করুন
words-refuse =
    নাকচ
    প্রত্যাখ্যান
words-refusal-not-confirmed =
    অনিশ্চিত
    নিশ্চিত-নয়
words-refusal-duplicate =
    দুইবার
    দ্বৈত
words-refusal-not-genuine =
    আসল-নয়
    ভুয়া
words-refusal-somebody-else =
    অন্যের-নাম
    অন্যের
# দেশের নামের আগে যে ছোট শব্দ থাকতে পারে।
words-from =
    থেকে
    দেশ
# সমর্থন জানানোর শেষে যা বদলানো যায়: “বদলান: নাম”।
words-change-kind =
    কে
    ধরন
words-change-name = নাম
words-change-country = দেশ
words-change-affiliation =
    প্রতিষ্ঠান
    পেশা
words-change-role =
    পদ
    ভূমিকা
words-change-contact = যোগাযোগ
words-change-letter = চিঠি
words-change-display =
    প্রদর্শন
    দেখানো
words-change-announce =
    রুম
    খবর
words-change-write =
    বার্তা
    মেসেজ
# ভাষাগুলোর নাম।
language-en = ইংরেজি
language-fr = ফরাসি
language-es = স্প্যানিশ
language-pt = পর্তুগিজ
language-ar = আরবি
language-ru = রুশ
language-zh = চীনা
language-de = জার্মান
language-bn = বাংলা
language-ne = নেপালি
language-sw = সোয়াহিলি
