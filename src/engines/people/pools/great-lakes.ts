/** Christian names of DR Congo and Burundi, in their French forms, most frequent first. */
export const frenchMale = `
Jean Pierre Joseph Emmanuel Jean-Claude Jean-Pierre Jean-Marie Jean-Paul Dieudonné Patrick Pascal Innocent Espoir Claude Eric Olivier Serge Christian Gloire Moïse
Daniel David Samuel Élie Isaac Jacques Paul Michel André Albert Alexis Alphonse Amani Ambroise Anatole Ange Anicet Antoine Apollinaire Aristide
Arsène Athanase Augustin Aimé Baudouin Benjamin Benoît Bernard Bertrand Blaise Bonaventure Boniface Bosco Bruno Célestin Cyprien Cyrille Damien Déogratias Désiré
Didier Dominique Donatien Edmond Édouard Égide Éloi Émile Éphrem Ernest Étienne Eugène Évariste Ézéchiel Fabrice Faustin Félicien Félix Ferdinand Fidèle
Fiston Florent François Frédéric Gabriel Gaspard Gédéon Georges Gérard Gervais Ghislain Gilbert Grâce Grégoire Guy Héritier Hervé Hilaire Hubert Ildephonse
Janvier Jérémie Jérôme Joël Jonas Jonathan Josué Jules Justin Juvénal Laurent Léon Léonard Léonidas Léopold Louis Luc Marc Marcel Martin
Mathias Matthieu Maurice Méthode Nestor Nicolas Norbert Onesphore Pacifique Philippe Placide Prosper Protais Raphaël Rémy Richard Robert Salvator Sylvestre Théophile
Thierry Thomas Trésor Venant Vianney Victor Vincent Xavier Yves Zacharie
`

export const frenchFemale = `
Marie Jeanne Esther Grâce Claudine Espérance Béatrice Josephine Chantal Jacqueline Odette Furaha Neema Aline Divine Solange Francine Immaculée Rachel Rebecca
Ruth Sarah Élisabeth Anne Agnès Alice Alphonsine Amélie Angélique Annonciate Antoinette Apolline Bernadette Bernice Berthe Blandine Brigitte Carine Caritas Caroline
Catherine Cécile Célestine Charlotte Christine Clarisse Claire Clémentine Colette Consolate Daphrose Déborah Delphine Denise Diane Dorcas Dorothée Drocelle Edith Élise
Émerance Émilienne Euphrasie Eugénie Ève Fabiola Faustine Félicité Fidélité Flora Florence Françoise Gaudence Geneviève Georgette Germaine Ghislaine Gloria Godelieve Goretti
Hélène Henriette Honorine Hortense Huguette Irène Isabelle Jeannette Joëlle Joséphine Joyeuse Judith Julienne Julie Justine Laetitia Laurence Léocadie Léonie Liliane
Louise Lucie Lydie Madeleine Marceline Marguerite Marthe Mélanie Micheline Monique Nadège Nadine Naomi Nathalie Nicole Noëlla Pascaline Patricia Pauline Pélagie
Perpétue Philomène Prisca Prudence Régine Renée Rosalie Rose Rosette Sandrine Scholastique Sophie Spéciose Suzanne Sylvie Thérèse Triphine Valentine Véronique Victoire
Viviane Yvette Yvonne Zawadi
`

/** Names of eastern DR Congo that stand as name and post-name. */
export const congoleseNames = `
Mukendi Kabongo Ilunga Tshimanga Kalala Mwamba Kasongo Ngoy Mutombo Kalonji Mbuyi Kabeya Tshibangu Banza Mulumba Kapend Numbi Kyungu Mwepu Kazadi
Bahati Baraka Mugisho Cirhuza Bisimwa Murhula Mushagalusa Bashige Nabintu Cibalonza Byamungu Birindwa Bagalwa Chibashimba Kabunga Lukogo Mapenzi Mirindi Muhindo Kambale
Paluku Kakule Katembo Kasereka Mumbere Masika Kavira Kahindo Kanyere Katungu Biira Muhima Musavuli Mbusa Kighoma Kasoki Vihamba Sivihwa Tsongo Wasingya
Amisi Asukulu Assani Bilali Byadunia Ebondo Feruzi Hamuli Heri Issa Juma Kabamba Kabila Kabwe Kalume Kamana Kashindi Kasindi Katanga Kitenge
Kitoko Lubala Lubunga Lumumba Lusambo Luvua Makelele Makengo Malango Malonga Mambo Mangaza Masudi Matabaro Mawazo Mazambi Mbayo Mbeko Mbombo Milambo
Mirembe Misago Mobali Mokonzi Mongala Moseka Mpiana Mpoyi Mpunga Mubake Mudimbi Mufungizi Mugaruka Muganza Mukamba Mukuna Mulamba Mulenda Munganga Mungele
Museme Mushiya Musombo Mutanga Mutamba Muteba Muyaya Muzinga Mwanza Mwenze Mwilambwe Ndala Ndaya Ndjoko Ngalula Ngandu Ngongo Nkulu Nsimba Nyembo
Nzita Nzuzi Okito Olela Omari Omba Onya Pembe Ramazani Safari Salumu Sanga Shabani Songa Sumaili Tambwe Tshala Tumba Useni Wembo
`

/** Kirundi names: each child has its own, brothers and sisters do not share one. */
export const kirundiNames = `
Ndayishimiye Niyonzima Nkurunziza Hakizimana Bizimana Nduwimana Nshimirimana Irakoze Niyonkuru Ndikumana Habonimana Manirakiza Ntakarutimana Nzeyimana Bukuru Nahimana Nibigira Ciza Havyarimana Ndayizeye
Niyongabo Nimubona Nsabimana Ntahomvukiye Sindayigaya Uwimana Iradukunda Kwizera Mugisha Ishimwe Bigirimana Hatungimana Irambona Kabura Kaneza Karenzo Kubwimana Mpawenayo Mbonimpa Miburo
Minani Misigaro Mukeshimana Munezero Muhimpundu Mvuyekure Nahayo Ndabirabe Ndacayisaba Ndagijimana Ndamwumvaneza Ndayikengurukiye Ndayiragije Ndayisaba Ndayisenga Ndereyimana Ndihokubwayo Nduwayezu Nduwayo Ngendakumana
Ngendakuriyo Nibitanga Nijimbere Nikuze Nimbona Nininahazwe Nisubire Niyibizi Niyibigira Niyoyankunze Nizigiyimana Nkengurutse Nkundwanabake Nsengiyumva Nshimiyimana Ntaconayigize Ntahiraja Ntakirutimana Ntibazonkiza Ntirampeba
Nzambimana Nzisabira Nzohabonayo Rukundo Rurangirwa Ruvakubusa Sabushimike Sinzinkayo Sinzumusi Toyi Ukwizabigira Baranyizigiye Barutwanayo Bankuwiha Batungwanayo Bararufise Barandagiye Bucumi Bavugamenshi Bayubahe
Dusabe Dusenge Gahimbare Gahungu Gakobwa Girukwishaka Gateretse Habarugira Hakizumwami Harerimana Hazimana Hicuburundi Icoyitungiye Inamahoro Ininahazwe Irankunda Iteriteka Izobikora Kamariza Kanyange
Karikurubu Kayoya Keza Kigeme Macumi Madirisha Mahoro Majambere Manariyo Masabarakiza Mbarushimana Mfuranzima Mpitabavuma Mubango Mugabonihera Mukerabirori Muhizi Nakobedetse Ndarusanze Ndorere
Ndoricimpa Ndori Nindorera Ninteretse Niragira Niyomwungere Niyukuri Niyungeko Nkeshimana Nkunzimana
`
