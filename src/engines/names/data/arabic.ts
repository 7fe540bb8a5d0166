import { pairs } from './pairs.ts'

/** Given names of Arabic speakers (Levant, Iraq, Nile), most frequent first; spellings as registration staff usually write them. */
export const arabicMale = pairs(`
محمد:Mohammed أحمد:Ahmed علي:Ali حسن:Hassan حسين:Hussein محمود:Mahmoud خالد:Khaled إبراهيم:Ibrahim عمر:Omar مصطفى:Mustafa
عبد_الله:Abdullah يوسف:Youssef عبد_الرحمن:Abdulrahman إسماعيل:Ismail سعيد:Saeed صالح:Saleh جاسم:Jassim حمزة:Hamza بلال:Bilal ياسر:Yasser
عثمان:Othman طارق:Tariq كريم:Karim سامر:Samer وليد:Walid ماهر:Maher رامي:Rami فادي:Fadi باسل:Basel زياد:Ziad
أنس:Anas معاذ:Muath قاسم:Qasim موسى:Musa عيسى:Issa داود:Daoud سليمان:Suleiman يحيى:Yahya زكريا:Zakaria هارون:Haroun
عبد_الرحيم:Abdulrahim عبد_القادر:Abdulqader عبد_الكريم:Abdulkarim عبد_العزيز:Abdulaziz عبد_اللطيف:Abdullatif عبد_الحميد:Abdulhamid عبد_السلام:Abdulsalam عبد_الرزاق:Abdulrazzaq عبد_المجيد:Abdulmajid عبد_الفتاح:Abdulfattah
عبد_الوهاب:Abdulwahab عبد_الناصر:Abdulnaser عبد_الحليم:Abdulhalim عبد_الغني:Abdulghani عبد_الملك:Abdulmalik عبد_الحق:Abdulhaq عبد_الهادي:Abdulhadi عبد_الباسط:Abdulbaset عبد_الجبار:Abduljabbar عبد_الستار:Abdulsattar
نور_الدين:Nour_al-Din صلاح_الدين:Salah_al-Din عماد_الدين:Imad_al-Din علاء_الدين:Alaa_al-Din سيف_الدين:Saif_al-Din علاء:Alaa عماد:Imad صلاح:Salah سيف:Saif فيصل:Faisal
فهد:Fahd ماجد:Majed نبيل:Nabil جمال:Jamal كمال:Kamal منير:Munir سمير:Samir بشير:Bashir نذير:Nazir رشيد:Rashid
راشد:Rashed عادل:Adel فاضل:Fadel كامل:Kamel نادر:Nader ناصر:Nasser منصور:Mansour مسعود:Masoud محسن:Mohsen حامد:Hamed
حميد:Hamid حمود:Hamoud حاتم:Hatem حازم:Hazem هاشم:Hashem هشام:Hisham هيثم:Haitham حسام:Hussam عصام:Issam بسام:Bassam
غسان:Ghassan مروان:Marwan رضوان:Radwan عدنان:Adnan سفيان:Sufian شعبان:Shaaban رمضان:Ramadan حمدان:Hamdan سلطان:Sultan سلمان:Salman
لقمان:Luqman نعمان:Numan مازن:Mazen أيمن:Ayman أمين:Amin أمير:Amir أكرم:Akram أسامة:Osama أسعد:Asaad أشرف:Ashraf
أنور:Anwar أيوب:Ayoub إدريس:Idris إياد:Iyad إسحاق:Ishaq يعقوب:Yaqoub يونس:Younes ياسين:Yassin توفيق:Tawfiq جابر:Jaber
جعفر:Jaafar جهاد:Jihad جواد:Jawad حيدر:Haidar حبيب:Habib خليل:Khalil خضر:Khader درويش:Darwish ربيع:Rabie رائد:Raed
رياض:Riyad زهير:Zuhair زيد:Zaid سالم:Salem سعد:Saad شادي:Shadi شاكر:Shaker شريف:Sharif صادق:Sadiq صبحي:Subhi
صدام:Saddam ضياء:Diaa طاهر:Taher طلال:Talal ظافر:Zafer عامر:Amer عباس:Abbas عبود:Abboud عزيز:Aziz عزام:Azzam
عمار:Ammar عواد:Awad غازي:Ghazi غياث:Ghiath فارس:Fares فراس:Firas فؤاد:Fouad فواز:Fawaz قصي:Qusai قتيبة:Qutaiba
لؤي:Louay ليث:Laith مالك:Malek مأمون:Mamoun مجد:Majd مراد:Murad معتز:Mutaz مؤيد:Muayad نجيب:Najib نزار:Nizar
نضال:Nidal هاني:Hani همام:Humam وائل:Wael وسيم:Wassim يزن:Yazan يزيد:Yazid
`)

export const arabicFemale = pairs(`
فاطمة:Fatima مريم:Mariam عائشة:Aisha خديجة:Khadija زينب:Zainab آمنة:Amina سارة:Sara نور:Nour هدى:Huda أمل:Amal
حنان:Hanan ريم:Reem رنا:Rana رانيا:Rania هبة:Hiba إيمان:Iman أسماء:Asmaa سعاد:Souad سلمى:Salma ليلى:Laila
منى:Mona نادية:Nadia سميرة:Samira جميلة:Jamila كوثر:Kawthar حليمة:Halima رقية:Ruqaya سمية:Sumaya صفية:Safiya حفصة:Hafsa
زهراء:Zahraa بتول:Batoul غادة:Ghada غفران:Ghufran دعاء:Duaa دلال:Dalal دانا:Dana ديمة:Dima رحاب:Rehab رشا:Rasha
رغد:Raghad روان:Rawan رؤى:Roua ربى:Ruba سحر:Sahar سناء:Sanaa سهام:Siham سهى:Suha سوسن:Sawsan شيماء:Shaimaa
شهد:Shahd صباح:Sabah ضحى:Duha عبير:Abeer عفاف:Afaf علا:Ola عليا:Alia غنى:Ghina فرح:Farah فريال:Ferial
فوزية:Fawzia فادية:Fadia قمر:Qamar كريمة:Karima كفاح:Kifah لبنى:Lubna لمى:Lama لينا:Lina لجين:Lujain مها:Maha
ملك:Malak منال:Manal ميس:Mais ميساء:Maysaa مروة:Marwa نجاح:Najah نجلاء:Najlaa نسرين:Nisreen نوال:Nawal نعمة:Nima
نهى:Nuha نورا:Noura هالة:Hala هناء:Hanaa هند:Hind هيام:Hiyam وفاء:Wafaa وردة:Warda وصال:Wisal ياسمين:Yasmin
يسرى:Yusra أمينة:Ameena أميرة:Amira أحلام:Ahlam آلاء:Alaa آية:Aya إسراء:Israa إخلاص:Ikhlas إلهام:Ilham إنعام:Inaam
ابتسام:Ibtisam اعتماد:Itimad انتصار:Intisar بشرى:Bushra بسمة:Basma بدرية:Badria تغريد:Taghrid تهاني:Tahani ثريا:Thuraya جيهان:Jihan
جواهر:Jawaher جنى:Jana حياة:Hayat حسناء:Hasnaa حورية:Houria خولة:Khawla رابعة:Rabia رجاء:Rajaa رحمة:Rahma زبيدة:Zubaida
زينة:Zeina سعدة:Saada سلوى:Salwa شمس:Shams شروق:Shorouk صابرين:Sabreen طيبة:Tiba عزيزة:Aziza غزالة:Ghazala غزل:Ghazal
`)

/** Family names of the Levant and Iraq. */
export const levantFamily = pairs(`
الأحمد:Al-Ahmad المحمد:Al-Mohammad العلي:Al-Ali الحسن:Al-Hassan الحسين:Al-Hussein الخلف:Al-Khalaf العبد_الله:Al-Abdullah الإبراهيم:Al-Ibrahim الحمود:Al-Hamoud المصطفى:Al-Mustafa
الصالح:Al-Saleh الخطيب:Al-Khatib حمدان:Hamdan الحريري:Al-Hariri الشيخ:Al-Sheikh المصري:Al-Masri الحلبي:Al-Halabi الحموي:Al-Hamwi الشامي:Al-Shami النجار:Al-Najjar
الحداد:Al-Haddad الخياط:Al-Khayyat الحلاق:Al-Hallaq القاسم:Al-Qasim السعيد:Al-Saeed الزعبي:Al-Zoubi الرفاعي:Al-Rifai المقداد:Al-Miqdad العمر:Al-Omar اليوسف:Al-Youssef
العيسى:Al-Issa الموسى:Al-Musa الحاج:Al-Haj العثمان:Al-Othman الجاسم:Al-Jassim الحميد:Al-Hamid الدرويش:Al-Darwish السليمان:Al-Suleiman الخليل:Al-Khalil الرشيد:Al-Rashid
العباس:Al-Abbas الحسيني:Al-Husseini الهاشمي:Al-Hashimi الجبوري:Al-Jubouri الدليمي:Al-Dulaimi العبيدي:Al-Obaidi الشمري:Al-Shammari الطائي:Al-Taie العزاوي:Al-Azzawi الساعدي:Al-Saadi
البياتي:Al-Bayati التميمي:Al-Tamimi الزبيدي:Al-Zubaidi الكعبي:Al-Kaabi المالكي:Al-Maliki الربيعي:Al-Rubaie السامرائي:Al-Samarrai الحيالي:Al-Hayali النعيمي:Al-Nuaimi القيسي:Al-Qaisi
بكور:Bakkour بركات:Barakat بيطار:Bitar تركماني:Turkmani جمعة:Juma جبر:Jabr حاج_علي:Haj_Ali حجازي:Hijazi حداد:Haddad حمادة:Hamada
حمود:Hammoud حيدر:Haidar خلف:Khalaf خليفة:Khalifa خوجة:Khoja داود:Daoud دياب:Diab ديب:Deeb رحال:Rahal رزق:Rizq
رمضان:Ramadan زيدان:Zidan زين:Zein سالم:Salem سرحان:Sarhan سعد:Saad سليم:Salim سويدان:Sweidan شاهين:Shahin شحادة:Shehadeh
شعبان:Shaaban شلبي:Shalabi صباغ:Sabbagh صقر:Saqr طه:Taha طحان:Tahhan عاشور:Ashour عبود:Abboud عثمان:Othman عرب:Arab
عساف:Assaf عطية:Atiya عكاش:Akkash علوان:Alwan عواد:Awwad عوض:Awad غزال:Ghazal غنام:Ghannam فارس:Fares فرج:Faraj
فياض:Fayyad قباني:Qabbani قدور:Qaddour قرقور:Qarqour قطان:Qattan كنعان:Kanaan كيالي:Kayali لطوف:Latouf محيسن:Muhaisen مراد:Murad
مرعي:Marai مسلم:Muslim معروف:Maarouf ملحم:Melhem منصور:Mansour مهنا:Muhanna نصار:Nassar نعسان:Naasan نوفل:Nawfal هلال:Hilal
هنداوي:Hindawi ياسين:Yassin يونس:Younes عبدو:Abdo شيخو:Shekho جلو:Jallo بوزان:Bozan مسلمي:Muslimi كوباني:Kobani عفريني:Afrini
أبو_زيد:Abu_Zaid أبو_خالد:Abu_Khaled أبو_حمدان:Abu_Hamdan البكري:Al-Bakri الجندي:Al-Jundi الحوراني:Al-Hourani الدوماني:Al-Doumani الديري:Al-Deiri السباعي:Al-Sibai الطويل:Al-Tawil
العلوش:Al-Alloush الفرا:Al-Farra القصير:Al-Qusair الكردي:Al-Kurdi اللبابيدي:Al-Lababidi المنجد:Al-Munajjed الناصر:Al-Nasser الهندي:Al-Hindi الوزير:Al-Wazir الياسين:Al-Yassin
`)

/** Names frequent along the Nile and in Darfur beside the common ones. */
export const sudanMale = pairs(`
آدم:Adam أبكر:Abakar إسحق:Ishag أبو_بكر:Abubakar الطيب:Eltayeb الصادق:Elsadig النور:Elnour الأمين:Elamin بابكر:Babiker بشير:Bashir
تاج_الدين:Tajeldin حسب_الله:Hasaballah خاطر:Khatir دفع_الله:Dafallah ضو_البيت:Daw_Elbeit عبد_المولى:Abdelmoula عبد_الباقي:Abdelbagi عوض:Awad فضل:Fadul كباشي:Kabashi
مختار:Mukhtar مبارك:Mubarak مدثر:Mudathir مزمل:Muzamil منتصر:Muntasir مهدي:Mahdi هاشم:Hashim هجو:Hajo ياقوت:Yagout جبريل:Jibril
جمعة:Juma خميس:Khamis سبيل:Sabeel سنين:Senin شرف_الدين:Sharafeldin صابون:Saboun عبد_الحي:Abdelhai عثمان:Osman عز_الدين:Ezzeldin قمر_الدين:Gamareldin
حماد:Hammad بخيت:Bakhit كوكو:Kuku تية:Tia كافي:Kafi أرباب:Arbab حارن:Haran دقاش:Dagash نهار:Nahar طبيق:Tibaig
`)

export const sudanFemale = pairs(`
حواء:Hawa كلتوم:Kaltoum أم_كلثوم:Um_Kalthoum أم_سلمة:Um_Salama خادم_الله:Khadmallah بخيتة:Bakhita زمزم:Zamzam فطومة:Fatouma حواية:Hawaya عرفة:Arafa
نفيسة:Nafisa التومة:Eltouma الرضية:Elradia ست_النساء:Sit_Elnisa بت_المنى:Bit_Elmuna كاكا:Kaka تقوى:Tagwa مناهل:Manahil رماز:Rimaz سلافة:Sulafa
إشراقة:Ishraga مشاعر:Mashaer تسنيم:Tasneem علوية:Alawia حرم:Haram مكة:Makka مدينة:Madina جدة:Jidda عازة:Azza نجوى:Najwa
`)
