# রুম কী শোনে, আর কী বেছে নেয়।

hello = হ্যালো! আমি { $campaign } নিয়ে প্রশ্নের উত্তর দিই, আর একান্তে সমর্থন নিই।
hello-quiet = আমাকে কিছু বললে তবেই আমি কথা বলি। রুমের অ্যাডমিনরা চাইলে নতুন সমর্থকদের কথা এই রুমে জানাতে পারি: “{ $announcements } দৈনিক”। আমাকে এখানে না চাইলে রুম থেকে সরিয়ে দিন, আমি এই রুমের কথা ভুলে যাব।

announcements-now = এই রুমে যে খবর আসে
announcements-done = এখন থেকে এই রুমে এই খবর আসবে
announcements-pace = খবর
announcements-quiet = নীরব সময়
announcements-time-zone = ঘড়ি
announcements-language = ভাষা
announcements-sound = শব্দ
announcements-reach = কোথায় যায়
announcements-quiet-hours = { $from } থেকে { $to }
announcements-no-quiet-hours = নেই
announcements-no-language = বেছে নেওয়া হয়নি
announcements-more = নীরব সময়, ঘড়ি ও ভাষা: “{ $announcements } নীরবতা 22:00-07:00 ঘড়ি Asia/Dhaka ভাষা bn”। “{ $announcements } নীরবতা বন্ধ” লিখলে নীরব সময় আর থাকে না।
announcements-admins-only = এই রুমে কী খবর আসবে, তা শুধু এর অ্যাডমিনরা বদলাতে পারেন।
announcements-no-followers = অন্য জায়গা থেকে কেউ এই রুম অনুসরণ করতে পারেন না, তাই এর খবর এখানেই থাকে।
announcements-may-not-post = এই রুমে নিজে থেকে লেখার অনুমতি আমার নেই, তাই এখানে কোনো খবর আসতে পারে না। অ্যাডমিনদের বলুন আমাকে এখানে বার্তা পাঠানোর অনুমতি দিতে, তারপর আবার বেছে নিন।
pace-off = কোনো খবর নয়
pace-each = প্রত্যেক নতুন সমর্থক, সঙ্গে সঙ্গে (দশ মিনিটের মধ্যে যা আসে, তা এক বার্তায়)
pace-daily = দিনে একবার, সকাল নয়টায়
pace-weekly = সপ্তাহে একবার, সোমবার সকাল নয়টায়
pace-milestones = শুধু সমর্থকের সংখ্যা রাউন্ড ফিগারে পৌঁছালে, আর বিজ্ঞপ্তি
sound-silent = নেই
sound-audible = অন্য যেকোনো বার্তার মতো
reach-room-only = শুধু এই রুমে
reach-followers = এই রুমে, আর অন্য জায়গা থেকে যাঁরা এটি অনুসরণ করেন তাঁদের সবার কাছে
choose-pace-off = কোনো খবর নয়
choose-pace-each = প্রত্যেক সমর্থক
choose-pace-daily = দিনে একবার
choose-pace-weekly = সপ্তাহে একবার
choose-pace-milestones = শুধু রাউন্ড ফিগারে
choose-sound-silent = শব্দ ছাড়া
choose-sound-audible = শব্দসহ
choose-reach-room-only = শুধু এই রুমে
choose-reach-followers = অনুসারীদের কাছেও

news-supporters = { $count ->
    [one] সাইবার নিরাপত্তায় মানবাধিকারের সুপারিশগুলোর একজন নতুন সমর্থক:
   *[other] সাইবার নিরাপত্তায় মানবাধিকারের সুপারিশগুলোর { $count } জন নতুন সমর্থক:
}
news-unnamed = { $count ->
    [one] আরও একজন সমর্থক যোগ দিয়েছেন, নাম প্রকাশ না করে।
   *[other] আরও { $count } জন সমর্থক যোগ দিয়েছেন, নাম প্রকাশ না করে।
}
news-unnamed-more = { $count ->
    [one] এবং আরও একজন, নাম প্রকাশ না করে।
   *[other] এবং আরও { $count } জন, নাম প্রকাশ না করে।
}
news-milestone = আমরা এখন { $total } জন সমর্থক।
news-notice = প্রচারাভিযানের আয়োজকদের কাছ থেকে:

announce-preview = রুমগুলোতে এটি দেখা যাবে:
announce-ask = { $rooms ->
    [one] এটি খবর নেয় এমন { $rooms }টি রুমে যাবে। পাঠাব?
   *[other] এটি খবর নেয় এমন { $rooms }টি রুমে যাবে। পাঠাব?
}
announce-ask-again = পাঠাব?
choose-send = পাঠান
announce-done = পাঠানো শুরু হলো। যে রুমের খবর যখন আসার কথা, তখনই এটি সেখানে পৌঁছাবে: সঙ্গে সঙ্গে, বা একটু আগেই খবর এসে থাকলে দশ মিনিটের মধ্যে; যেখানে দিনে বা সপ্তাহে একবার খবর আসে, সেখানে নয়টায়; নীরব সময়ে কখনোই নয়।
announce-not-taken = লেখাটি পাঠানো যাচ্ছে না: এটি বেশি বড়, বা এতে অদৃশ্য অক্ষর আছে।

outcome-approved = সুখবর: আপনার সমর্থন এখন গণনায় আছে। আপনি { $number } নম্বর সমর্থক। ধন্যবাদ!
outcome-refused = আপনার সমর্থন নেওয়া হয়নি: { $reason } এটি ভুল মনে হলে { $contact } ঠিকানায় লিখুন।
news-more = { $count ->
    [one] আরও { $count } জন: “{ $supporters }” সবাইকে দেখায়।
   *[other] আরও { $count } জন: “{ $supporters }” সবাইকে দেখায়।
}
news-withdrawn = এই বার্তাটি ফিরিয়ে নেওয়া হয়েছে।
news-lost = { $rooms ->
    [one] আপনি যে রুমে খবর চালু করেছিলেন, এমন একটি রুম আর আমার বার্তা নিচ্ছে না, তাই আমি থেমে গেছি। সেখানে আবার খবর পেতে আমাকে ফিরিয়ে নিন বা লেখার অনুমতি দিন, আর সেখানে “{ $announcements } দৈনিক” টাইপ করুন।
   *[other] আপনি যেসব রুমে খবর চালু করেছিলেন, সেগুলোর { $rooms }টি আর আমার বার্তা নিচ্ছে না, তাই আমি থেমে গেছি। সেখানে আবার খবর পেতে আমাকে ফিরিয়ে নিন বা লেখার অনুমতি দিন, আর প্রতিটিতে “{ $announcements } দৈনিক” টাইপ করুন।
}
