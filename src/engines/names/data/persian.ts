import { pairs } from './pairs.ts'

/** Given names of Dari speakers of Afghanistan (and of Persian speakers), most frequent first. */
export const dariMale = pairs(`
محمد:Mohammad احمد:Ahmad علی:Ali عبدالله:Abdullah حسین:Hussain غلام:Ghulam عبدالرحمن:Abdulrahman نجیب_الله:Najibullah محمود:Mahmood رضا:Reza
عبدالقیوم:Abdulqayum عبدالحمید:Abdulhamid عبدالغفار:Abdulghafar عبدالصمد:Abdulsamad عبدالجبار:Abduljabar عبدالخالق:Abdulkhaliq عبدالواحد:Abdulwahid عبدالمتین:Abdulmatin عبدالبصیر:Abdulbasir عبدالستار:Abdulsatar
احسان_الله:Ehsanullah امان_الله:Amanullah اسدالله:Asadullah اسماعیل:Ismail امین_الله:Aminullah انورالحق:Anwarulhaq بشیراحمد:Bashirahmad برکت_الله:Barakatullah بصیر:Basir بهرام:Bahram
بهزاد:Behzad جاوید:Jawid جان_محمد:Jan_Mohammad جمشید:Jamshid جواد:Jawad حبیب_الله:Habibullah حشمت_الله:Hashmatullah حمیدالله:Hamidullah حفیظ_الله:Hafizullah حکمت:Hekmat
خالد:Khalid خلیل:Khalil خواجه:Khwaja داود:Dawood ذبیح_الله:Zabihullah راحت_الله:Rahatullah رحمت_الله:Rahmatullah رستم:Rostam روح_الله:Ruhullah رفیع_الله:Rafiullah
زلمی:Zalmay زمان:Zaman سلیم:Salim سمیع_الله:Samiullah سهراب:Sohrab سید:Sayed سیف_الله:Saifullah شاه_محمود:Shah_Mahmood شفیق_الله:Shafiqullah شمس_الدین:Shamsuddin
شریف:Sharif شیرین_آقا:Shirin_Agha صبغت_الله:Sebghatullah صدیق:Sediq صفی_الله:Safiullah ضیاءالحق:Ziaulhaq ظاهر:Zaher عارف:Aref عالم:Alam عباس:Abbas
عتیق_الله:Atiqullah عزیز_الله:Azizullah عزت_الله:Ezatullah عصمت_الله:Esmatullah عنایت_الله:Enayatullah غلام_حسین:Ghulam_Hussain غلام_سخی:Ghulam_Sakhi غلام_علی:Ghulam_Ali فاروق:Farooq فرهاد:Farhad
فرید:Farid فریدون:Fereydoon فضل_الرحمن:Fazlurrahman فضل_احمد:Fazl_Ahmad فهیم:Fahim فیض_محمد:Faiz_Mohammad قادر:Qader قاسم:Qasim قدرت_الله:Qudratullah قربان:Qurban
قربان_علی:Qurban_Ali کریم:Karim کریم_الله:Karimullah کاظم:Kazim کمال_الدین:Kamaluddin لطف_الله:Lutfullah لیاقت:Liaqat محب_الله:Muhibullah مجتبی:Mujtaba محسن:Mohsen
مرتضی:Murtaza مسعود:Masood مصطفی:Mustafa مطیع_الله:Matiullah معراج_الدین:Merajuddin معصوم:Masoom منصور:Mansoor مهدی:Mahdi میرویس:Mirwais میرزا:Mirza
ناصر:Nasir نادر:Nader نبی:Nabi نثاراحمد:Nisarahmad نصرالله:Nasrullah نصیراحمد:Nasirahmad نظر_محمد:Nazar_Mohammad نعمت_الله:Nematullah نعیم:Naim نقیب_الله:Naqibullah
نورآغا:Nooragha نوراحمد:Noorahmad نورمحمد:Noormohammad نوید:Navid واحد:Wahid وحیدالله:Wahidullah ولی:Wali ولی_محمد:Wali_Mohammad همایون:Humayun هدایت_الله:Hedayatullah
یاسین:Yasin یحیی:Yahya یعقوب:Yaqub یما:Yama یوسف:Yusuf یونس:Yunus ابراهیم:Ibrahim اکبر:Akbar اکرم:Akram الیاس:Elyas
امید:Omid آرش:Arash ایمل:Aimal بابر:Babur پرویز:Parwiz تمیم:Tamim تیمور:Timur جلیل:Jalil حامد:Hamed حمید:Hamid
`)

export const dariFemale = pairs(`
فاطمه:Fatima مریم:Maryam زهرا:Zahra زینب:Zainab خدیجه:Khadija معصومه:Masooma سکینه:Sakina رقیه:Ruqia حلیمه:Halima عایشه:Aisha
لیلا:Laila شیرین:Shirin گل_چهره:Golchehra نرگس:Nargis فریبا:Fariba فرشته:Fereshta پروین:Parwin شکریه:Shukria شفیقه:Shafiqa شهلا:Shahla
شبنم:Shabnam شگوفه:Shagofa ستاره:Setara سمیرا:Samira سحر:Sahar سلما:Salma سوسن:Sosan ثریا:Soraya جمیله:Jamila حمیده:Hamida
حسینه:Hasina حبیبه:Habiba خاطره:Khatera راضیه:Razia رحیمه:Rahima رویا:Roya زرغونه:Zarghona زبیده:Zubaida زلیخا:Zulaikha ژیلا:Zhila
صدیقه:Sediqa صفیه:Safia طاهره:Tahera عزیزه:Aziza عاقله:Aqila عادله:Adela فرزانه:Farzana فوزیه:Fawzia فرخنده:Farkhunda فهیمه:Fahima
کبرا:Kubra کریمه:Karima کامله:Kamila گلالی:Gulalai گلناز:Gulnaz گل_بی_بی:Gul_Bibi لطیفه:Latifa لیدا:Lida مژگان:Mozhgan مژده:Mozhda
منیژه:Manizha مرضیه:Marzia ملالی:Malalai مینا:Mina مهناز:Mahnaz ماه_گل:Mahgul ماریا:Maria محبوبه:Mahbuba مستوره:Mastura نادیه:Nadia
نازنین:Nazanin نازیه:Nazia نجیبه:Najiba نسرین:Nasrin نسیمه:Nasima نفیسه:Nafisa نیلوفر:Nilofar نوریه:Noria نورجهان:Noorjahan وحیده:Wahida
وژمه:Wazhma هاجره:Hajira هما:Homa هوسی:Hosai یاسمین:Yasmin یلدا:Yalda آرزو:Arezo آمنه:Amina آسیه:Asia ارغوان:Arghawan
انیسه:Anisa بصیره:Basira بنفشه:Banafsha بی_بی_گل:Bibi_Gul بی_بی_حوا:Bibi_Hawa بلقیس:Bilqis بریشنا:Breshna پلوشه:Palwasha پشتنه:Pashtana پری:Pari
تمنا:Tamana تهمینه:Tahmina ترینا:Trina تورپیکی:Torpekai جمیلا:Jamilla حمیرا:Humaira حنیفه:Hanifa خورشید:Khurshid خجسته:Khojasta دلارام:Delaram
دنیا:Donya ذکیه:Zakia رابعه:Rabia رخشانه:Rukhshana رعنا:Rana زرمینه:Zarmina زیبا:Ziba سپوژمی:Spozhmai سپیده:Sepida سیما:Sima
شاه_بی_بی:Shah_Bibi شازیه:Shazia شیما:Shima صابره:Sabera صنم_گل:Sanamgul ضیاگل:Ziagul ظریفه:Zarifa عارفه:Arefa عاطفه:Atefa غوټۍ:Ghutai
`)

/** Pashto names beside those shared with Dari. */
export const pashtoMale = pairs(`
گل_محمد:Gul_Mohammad خان_محمد:Khan_Mohammad دین_محمد:Din_Mohammad تاج_محمد:Taj_Mohammad شیر_محمد:Sher_Mohammad نیک_محمد:Nek_Mohammad یار_محمد:Yar_Mohammad ولي_خان:Wali_Khan باچا_خان:Bacha_Khan اکبرخان:Akbar_Khan
زرغون:Zarghun خوشحال:Khushal شاهین:Shahin میرزمان:Mirzaman هیواد:Hewad زمری:Zmarai اورنګ:Aurang توریالی:Toryalai پامیر:Pamir سپین_ګل:Spin_Gul
ګل_آغا:Gul_Agha ګلاب:Gulab جمعه_خان:Juma_Khan حضرت_ګل:Hazrat_Gul حاجي_ګل:Haji_Gul خیال_محمد:Khial_Mohammad زرګل:Zargul سردار:Sardar شیرعلی:Sher_Ali صاحب_ګل:Sahib_Gul
عجب_خان:Ajab_Khan عبدالولي:Abdulwali غني:Ghani فقیر_محمد:Faqir_Mohammad لعل_محمد:Lal_Mohammad مومند:Momand ننګیالی:Nangyalai وزیر:Wazir هلمند:Hilmand یارګل:Yargul
`)

/** Family names chosen in Afghanistan (takhallus) and tribal names; many people there have none. */
export const afghanFamily = pairs(`
احمدی:Ahmadi محمدی:Mohammadi رحیمی:Rahimi کریمی:Karimi حسینی:Hussaini رضایی:Rezai نوری:Noori حیدری:Haidari صدیقی:Sediqi عزیزی:Azizi
احمدزی:Ahmadzai استانکزی:Stanikzai یوسفزی:Yousafzai نورزی:Noorzai پوپلزی:Popalzai الکوزی:Alokozai بارکزی:Barakzai اڅکزی:Achakzai سلیمانخیل:Sulaimankhil هوتک:Hotak
وردک:Wardak شینواری:Shinwari مومند:Momand کروخیل:Karokhel زدران:Zadran منگل:Mangal جاجی:Jaji افریدی:Afridi خوگیانی:Khogyani کاکړ:Kakar
هزاره:Hazara بهسودی:Behsudi جاغوری:Jaghori غزنوی:Ghaznawi بامیانی:Bamiani پنجشیری:Panjshiri بدخشی:Badakhshi هروی:Herawi کابلی:Kabuli قندهاری:Kandahari
بلخی:Balkhi تخاری:Takhari قندوزی:Qunduzi فاریابی:Faryabi لوگری:Logari لغمانی:Laghmani کنری:Kunari ننگرهاری:Nangarhari پروانی:Parwani کاپیسا:Kapisa
سادات:Sadat هاشمی:Hashimi موسوی:Mosawi علوی:Alawi سجادی:Sajadi انصاری:Ansari فاروقی:Faruqi عثمانی:Osmani قریشی:Quraishi مجددی:Mojaddedi
اکبری:Akbari اسدی:Asadi اصغری:Asghari امیری:Amiri امینی:Amini انوری:Anwari باقری:Baqeri بختیاری:Bakhtiari برکزی:Barekzai بیات:Bayat
پوپل:Popal پیروز:Piroz تاجک:Tajik ترابی:Turabi توخی:Tokhi تیموری:Timori جعفری:Jafari جلالی:Jalali جمشیدی:Jamshidi جویا:Joya
حبیبی:Habibi حکیمی:Hakimi حلیمی:Halimi حمیدی:Hamidi حنیفی:Hanifi خالقی:Khaliqi خلیلی:Khalili خروتی:Kharoti دانش:Danish دقیق:Daqiq
دولتزی:Dawlatzai رحمانی:Rahmani رستمی:Rostami رسولی:Rasuli رشیدی:Rashidi رهیاب:Rahyab زاهدی:Zahedi زمانی:Zamani سروری:Sarwari سلطانی:Sultani
سمیعی:Samiei سیدی:Sayedi شریفی:Sharifi شفیعی:Shafiei شمس:Shams شهیدی:Shahidi صادقی:Sadeqi صافی:Saafi صالحی:Salehi صمدی:Samadi
طاهری:Taheri ظفری:Zafari عارفی:Arefi عالمی:Alemi عباسی:Abbasi عظیمی:Azimi علیزاده:Alizada عمری:Omari غفاری:Ghafari غفوری:Ghafoori
فرهنگ:Farhang فضلی:Fazli فقیری:Faqiri فیضی:Faizi قادری:Qaderi قاسمی:Qasimi قربانی:Qurbani قیومی:Qayoumi کامران:Kamran کاظمی:Kazimi
کوچی:Kochi کوهستانی:Kohistani گردیزی:Gardezi لطیفی:Latifi ملکزی:Malikzai ملکزاده:Malikzada منصوری:Mansoori مهدوی:Mahdawi میرزایی:Mirzaei میرزاده:Mirzada
نادری:Naderi ناصری:Naseri نایبی:Nayebi نبی_زاده:Nabizada نبیزاده:Nabizadah نجفی:Najafi نظری:Nazari نعیمی:Naeemi نیازی:Niazi نیکزاد:Nikzad
واحدی:Wahedi وفا:Wafa وهاب:Wahab همدرد:Hamdard هوشمند:Hoshmand یعقوبی:Yaqubi یوسفی:Yousufi یونسی:Younusi ولیزاده:Walizada زلاند:Zaland
`)
