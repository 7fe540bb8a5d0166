/**
 * Syllables that make up Burmese names, as `own:Latin`. A name is two to four of them, chosen for the child alone: there is no family
 * name, and parents and children need share nothing.
 */
export const burmeseMaleSyllables = `
အောင်:Aung ကျော်:Kyaw မင်း:Min ဇော်:Zaw သန်း:Than ထွန်း:Tun ဝင်း:Win မြင့်:Myint လှ:Hla မောင်:Maung
ထက်:Htet သူ:Thu ရဲ:Ye နိုင်:Naing လင်း:Lin ဖြိုး:Phyo ကို:Ko စိုး:Soe ညီ:Nyi ဇင်:Zin
ပိုင်:Paing သိန်း:Thein ဟိန်း:Hein ခန့်:Khant ဇေယျာ:Zeya တင်:Tin ထူး:Htoo ဘို:Bo နေ:Nay ဖုန်း:Phone
မြတ်:Myat မိုး:Moe မျိုး:Myo ရန်:Yan ဝေ:Wai သက်:Thet သော်:Thaw ဟန်:Han အေး:Aye စည်:Si
`

export const burmeseFemaleSyllables = `
ခင်:Khin စု:Su မေ:May သီတာ:Thida နှင်း:Hnin အိ:Ei ဖြူ:Phyu ဝေ:Wai နွယ်:Nwe သန္တာ:Thandar
မြ:Mya သဲ:The အေး:Aye စန်း:San ယု:Yu မာ:Mar လဲ့:Le ထွေး:Htwe သင်း:Thin ရီ:Yee
ဇာ:Zar နီ:Ni ချို:Cho ပွင့်:Pwint မွန်:Mon ဆု:Hsu လှိုင်:Hlaing သွယ်:Thwe ဖူး:Phoo ယမင်း:Yamin
ခိုင်:Khaing ငြိမ်း:Nyein စိမ့်:Seint တင်:Tin ဌေး:Htay နန္ဒာ:Nandar ပန်း:Pan ဝင်း:Win သူဇာ:Thuzar အိန္ဒြာ:Eindra
`

/** Rohingya names, in the Latin letters in which they are registered: a first and a second element, and no family name. */
export const rohingyaMaleFirst = `
Mohammed Abdul Nur Md Mohammad Abu Sayed Kamal Jamal Hafez Mohamed Shamsul Nurul Anwar Rahmat Saiful Zia Azizul Hamid Shafiul
Amir Ali Faruk Ibrahim Ismail Jafar Jahid Karim Kefayet Mahbub Mamun Manzur Mostafa Mozammel Nazir Nasir Osman Rafiqul Rashid Robi
Sadek Salim Serajul Shah Shafi Sirajul Sona Syed Tayeb Yunus Yusuf Zakir Zahid Zubair Dil Enayet Fayaz Gura Habib Hashim
`

export const rohingyaMaleSecond = `
Alam Islam Hossain Ahmed Amin Rahman Ullah Ali Hoque Rafique Karim Salam Kalam Hakim Shukkur Gaffar Mabud Jabbar Hamid Zubair
Johar Kashem Khaleque Majid Malek Motaleb Nabi Rahim Rashid Rofiq Salim Samad Sattar Selim Shofi Siddik Sultan Taher Wahid Younus
Anas Ayas Ayub Faisal Harun Idris Ilias Imran Kasim Musa Noman Omar Rasel Robiul Sadek Solim Sohel Tofail Yasin Zahid
`

export const rohingyaFemaleFirst = `
Nur Fatema Amina Rashida Hasina Khadija Shamsun Rahima Halima Senowara Anowara Monowara Dilara Jannat Roshida Rokeya Sokina Sajeda Yasmin Noor
Arefa Asma Ayesha Bibi Farida Gul Hamida Hazera Jamila Jorina Kulsum Laila Lalu Mahmuda Mabia Marium Minara Moriam Mostafa Mumtaz
Nasima Nurjahan Parvin Rabeya Razia Rehana Romida Ruma Sabekun Salima Samira Setara Shahida Shofika Sufia Sumaiya Taslima Tayeba Zahida Zohra
`

export const rohingyaFemaleSecond = `
Begum Khatun Bibi Akter Nahar Bahar Ara Khanam Jan Banu Taj Sultana Parvin Nesa Fatema Kaida Ferdous Moni Sara Asia
Bagam Hatu Jahan Mala Noor Rani Rekha Shams Tara Yesmin
`
