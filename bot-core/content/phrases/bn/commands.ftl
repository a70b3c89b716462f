# কমান্ড: নাম (প্রথম লাইনটি দেখানো হয়), কোনটি কী করে, আর কীভাবে টাইপ করতে হয়। ল্যাটিন হরফের নামটি সেই প্ল্যাটফর্মের
# জন্য, যেখানে শুধু ল্যাটিন হরফ চলে। “সমর্থক”, “দফা” ও “খবর” ইচ্ছা করেই নেই: সাধারণ প্রশ্ন এসব শব্দে শুরু হয় (“সমর্থক কারা”)।
# “সমর্থন কীভাবে করব” প্রশ্নই থাকে: “সমর্থন”-এর পরে কিছু থাকলে তা কেবল “|” চিহ্নসহ হলে কমান্ড।

command-ask-names =
    প্রশ্ন
    proshno
command-ask-about = মূল লেখা থেকে আপনার প্রশ্নের উত্তর দেয়
command-ask-usage =
    প্রশ্ন পুলিশ কি এনক্রিপশন ভাঙতে পারে?
command-recommendation-names =
    সুপারিশ
    suparish
    shuparish
command-recommendation-about = 13টি সুপারিশের একটি দেখায়
command-recommendation-usage =
    সুপারিশ 8
    rec 8
command-statement-names =
    বিবৃতি
    bibriti
command-statement-about = 2020 সালের বিবৃতির একটি দফা দেখায়
command-statement-usage =
    বিবৃতি 3
    foc 3
command-definition-names =
    সংজ্ঞা
    shonggya
    songga
command-definition-about = মূল লেখায় সাইবার নিরাপত্তা বলতে কী বোঝানো হয়েছে
command-definition-usage = সংজ্ঞা
command-about-names =
    পরিচিতি
    porichiti
command-about-about = এটি কী নিয়ে
command-about-usage = পরিচিতি
command-supporters-names =
    সমর্থকতালিকা
    somorthoktalika
command-supporters-about = প্রকাশ্য তালিকা; সঙ্গে একটি শব্দ, দেশ বা ধরন যোগ করা যায়
command-supporters-usage =
    সমর্থকতালিকা
    সমর্থকতালিকা নেপাল
    সমর্থকতালিকা সংগঠন পাতা 2
command-latest-names =
    সর্বশেষ
    sorboshesh
    নতুনসমর্থক
command-latest-about = সবচেয়ে নতুন সমর্থকেরা
command-latest-usage = সর্বশেষ
command-stats-names =
    পরিসংখ্যান
    porishonkhan
    হিসাব
command-stats-about = ধরন ও দেশ অনুযায়ী সমর্থক
command-stats-usage = পরিসংখ্যান
command-pledge-names =
    সমর্থন
    somorthon
    সই
    স্বাক্ষর
    সমর্থনজানাই
    somorthonjanai
    সমর্থনজানান
    সমর্থনজানাতেচাই
    সমর্থনকরি
    সমর্থনকরতেচাই
    সইকরতেচাই
command-pledge-about = আপনার সমর্থন যোগ করে, একান্তে
command-pledge-usage =
    সমর্থন
    সমর্থন নাম | দেশ | প্রতিষ্ঠান
command-display-names =
    প্রদর্শন
    prodorshon
command-display-about = তালিকায় আপনাকে কীভাবে দেখা যাবে, তা বদলায়
command-display-usage =
    প্রদর্শন
    প্রদর্শন আদ্যক্ষর
command-withdraw-names =
    প্রত্যাহার
    protyahar
    সমর্থনপ্রত্যাহার
    সমর্থনফিরিয়েনিন
command-withdraw-about = আপনার সমর্থন ফিরিয়ে নেয়, সঙ্গে সঙ্গে
command-withdraw-usage = প্রত্যাহার
command-mydata-names =
    আমারতথ্য
    amartottho
    আমারডেটা
command-mydata-about = আপনার সম্পর্কে যা কিছু রাখি, সব দেখায়
command-mydata-usage = আমারতথ্য
command-forget-names =
    মুছুন
    muchun
    সবমুছুন
    সবকিছুমুছুন
    আমাকেভুলেযান
command-forget-about = আপনার সম্পর্কে যা কিছু রাখি, সব মুছে দেয়
command-forget-usage = মুছুন
command-privacy-names =
    গোপনীয়তা
    goponiyota
command-privacy-about = আমি কী রাখি, আর এই মাধ্যম কী সুরক্ষিত রাখতে পারে না
command-privacy-usage = গোপনীয়তা
command-wrong-names =
    ভুল
    vul
    vuluttor
    ভুলউত্তর
    ত্রুটি
    ঠিকনয়
    ঠিকহয়নি
command-wrong-about = ভুল উত্তরের কথা আয়োজকদের জানায়
command-wrong-usage =
    ভুল
    ভুল অফিসের বস কি আমার চ্যাট পড়তে পারেন?
command-language-names =
    ভাষা
    bhasha
command-language-about = আমি যে ভাষায় উত্তর দিই
command-language-usage =
    ভাষা bn
    ভাষা en
command-help-names =
    সাহায্য
    sahajjo
    সহায়তা
    সাহায্যচাই
    সাহায্যকরুন
command-help-about = আমি কী কী বুঝি
command-help-usage =
    সাহায্য
    সাহায্য সমর্থন
command-cancel-names =
    বাতিল
    batil
    থামুন
command-cancel-about = যা চলছে, তা শেষ করে দেয়
command-cancel-usage = বাতিল
command-announcements-names =
    রুমেরখবর
    rumerkhobor
command-announcements-about = এই রুমে কী খবর আসে (রুমের অ্যাডমিনদের জন্য)
command-announcements-usage =
    রুমেরখবর প্রতিটি
    রুমেরখবর দৈনিক নীরবতা 22:00-07:00 ঘড়ি Asia/Dhaka
    রুমেরখবর ভাষা bn
    রুমেরখবর সশব্দ
    রুমেরখবর বন্ধ
command-review-names =
    পর্যালোচনা
    porjalochona
command-review-about = আয়োজকের অপেক্ষায় থাকা সমর্থন
command-review-usage =
    পর্যালোচনা
    পর্যালোচনা অনুমোদন 12
    পর্যালোচনা নাকচ 12 দুইবার
command-announce-names =
    বিজ্ঞপ্তি
    biggopti
command-announce-about = যেসব রুম খবর নেয়, তাদের সবার জন্য বিজ্ঞপ্তি
command-announce-usage = বিজ্ঞপ্তি শুক্রবার UTC সময় দুপুর 12টায় আমাদের সভা।
command-roles-names =
    দায়িত্ব
    dayitto
command-roles-about = কে কী করতে পারেন
command-roles-usage = দায়িত্ব

# কমান্ডের বোতামে যা লেখা থাকে।
choose-ask = প্রশ্ন করুন
choose-recommendation = সুপারিশগুলো
choose-statement = বিবৃতি
choose-definition = সংজ্ঞা
choose-about = এটি কী নিয়ে?
choose-supporters = সব সমর্থক
choose-latest = সবচেয়ে নতুন সমর্থকেরা
choose-stats = ধরন ও দেশ অনুযায়ী সমর্থক
choose-pledge = সমর্থন জানান
choose-display = আমাকে কীভাবে দেখা যাবে, বদলান
choose-withdraw = আমার সমর্থন ফিরিয়ে নিন
choose-mydata = আমার সম্পর্কে কী রাখা আছে
choose-forget = আমার সম্পর্কে সবকিছু মুছুন
choose-privacy = গোপনীয়তা
choose-wrong = উত্তরটি ভুল?
choose-language = ভাষা
choose-help = সাহায্য
choose-cancel = বাতিল
choose-announcements = এই রুমে কী খবর আসে
choose-review = অপেক্ষায় থাকা সমর্থন
choose-announce = রুমগুলোর জন্য বিজ্ঞপ্তি
choose-roles = কে কী করতে পারেন

help-title = আমি কী কী বুঝি
help-intro-private = নিজের ভাষায় প্রশ্ন করুন। অথবা এর একটি টাইপ করুন:
help-intro-room = আমার নাম ধরে বা কমান্ড দিয়ে জিজ্ঞেস করুন:
help-more = কোনোটি নিয়ে আরও জানতে “{ $help }” আর তার নাম টাইপ করুন, যেমন “{ $help } সমর্থন”।
help-other-names = আরও নাম: { $names }

unknown-command = “{ $typed }” আমি চিনি না। আমি কী কী বুঝি, তা দেখতে “{ $help }” টাইপ করুন।
unknown-command-nearest = “{ $typed }” আমি চিনি না। আপনি কি “{ $command }” বোঝাতে চেয়েছেন?
command-needs-more = কমান্ডের পরে কিছু একটা বাদ পড়েছে। এভাবে টাইপ করতে হয়:
argument-not-understood = “{ $typed }” বুঝতে পারিনি। এভাবে টাইপ করতে হয়:
nothing-said = আমি শুধু লেখা পড়ি, আর ওখানে কোনো লেখা পেলাম না। কিছু জিজ্ঞেস করুন, বা “{ $help }” টাইপ করুন।
stale-choice = এই পছন্দটি অনেক পুরোনো, বা আপনার জন্য নয়। কিছুই বদলায়নি।
nothing-to-cancel = বাতিল করার মতো কিছু এখন চলছে না।
nothing-changed = ঠিক আছে। কিছুই বদলায়নি।
go-private = চলুন একান্তে কথা বলি, যাতে আর কেউ না পড়ে।
wrote-to-you = আমি আপনাকে সরাসরি চ্যাটে লিখেছি, সেখানে এই রুমের আর কেউ পড়তে পারেন না।
cannot-write-to-you = আপনার সঙ্গে সরাসরি চ্যাট খুলতে পারিনি। আপনি আমাকে সরাসরি লিখুন, যেখানে এই রুমের আর কেউ পড়তে পারেন না: “{ $command }”।
sign-is-too-little = এর জন্য শুধু একটি রিঅ্যাকশন যথেষ্ট নয়, তাই কিছুই বদলায়নি। সত্যিই চাইলে “{ $words }” টাইপ করুন।
message-unreadable = আপনার শেষ বার্তাটি পড়তে পারিনি: সেটি এনক্রিপ্ট করা, আর তার চাবি (key) আমার কাছে পৌঁছায়নি। শিগগির না এলে বার্তাটি আবার লিখুন। সেটিও পড়তে না পারলে, আপনার অ্যাপটি বন্ধ করে আবার চালু করলে অনেক সময় কাজ হয়।
conversation-expired = আমরা যা শুরু করেছিলাম, তা অনেকক্ষণ পড়ে ছিল, তাই আমি তা বাদ দিয়েছি। তার কিছুই রাখা হয়নি।
conversation-unreadable = আমাকে হালনাগাদ করা হয়েছে, তাই যেখানে ছিলাম সেখান থেকে আর এগোতে পারছি না। কিছুই প্রকাশ করা হয়নি; দয়া করে আবার শুরু করুন।
trouble = আমার দিক থেকে কিছু একটা সমস্যা হয়েছে, আর কিছুই বদলায়নি। এক মিনিট পরে আবার চেষ্টা করুন।

language-ask = আমি { $language } ভাষায় উত্তর দিচ্ছি। আপনি কোন ভাষা চান?
language-done = এখন থেকে আপনাকে { $language } ভাষায় উত্তর দেব। আমি কী কী বুঝি, তা দেখতে “{ $help }” টাইপ করুন।

roles-title = কে কী করতে পারেন
role-reviewer = পর্যালোচক
role-organiser = আয়োজক
role-reviewer-may = { $holders ->
    [one] অপেক্ষায় থাকা সমর্থন দেখেন, অনুমোদন বা নাকচ করেন ({ $holders } জন)
   *[other] অপেক্ষায় থাকা সমর্থন দেখেন, অনুমোদন বা নাকচ করেন ({ $holders } জন)
}
role-organiser-may = { $holders ->
    [one] সেই সবই, আর রুমগুলোতে বিজ্ঞপ্তি দেন ({ $holders } জন)
   *[other] সেই সবই, আর রুমগুলোতে বিজ্ঞপ্তি দেন ({ $holders } জন)
}
roles-none = আপনার এসব দায়িত্বের কোনোটি নেই। প্রশ্ন করতে বা সমর্থন জানাতে কোনো দায়িত্ব লাগে না।
roles-own = আপনার: { $roles }
roles-how = বট যে মেশিনে চলে, সেখানে “outreach-bot roles grant” দিয়ে দায়িত্ব দেওয়া হয়।
reviewers-only = শুধু পর্যালোচকেরা সমর্থনগুলো দেখতে পারেন। কে কী করতে পারেন, তা দেখতে “{ $roles }” টাইপ করুন।
organisers-only = শুধু আয়োজকেরা রুমগুলোতে লিখতে পারেন। কে কী করতে পারেন, তা দেখতে “{ $roles }” টাইপ করুন।
help-line = { $name }: { $about }
nothing-open = আমাদের মধ্যে এমন কোনো প্রশ্ন খোলা নেই, যার উত্তর এটি হতে পারে। কিছু জিজ্ঞেস করুন, বা “{ $help }” টাইপ করুন।
