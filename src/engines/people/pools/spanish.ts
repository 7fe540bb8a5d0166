/** Given names of Venezuela and Colombia, most frequent first. */
export const spanishMale = `
José Luis Carlos Juan Jesús Miguel Ángel Pedro Rafael Manuel Francisco Antonio Víctor Jorge Daniel David Alejandro Andrés Gabriel Diego
Santiago Sebastián Samuel Mateo Nicolás Javier Fernando Eduardo Ricardo Roberto Ramón Julio César Óscar Héctor Iván Wilmer Yeison Jhon Brayan
Kevin Jefferson Yorman Edinson Enrique Ernesto Eugenio Fabián Felipe Félix Freddy Germán Gerardo Gilberto Gonzalo Gregorio Guillermo Gustavo Henry Hernán
Hugo Humberto Ignacio Ismael Jaime Jairo Joaquín Joel Jonathan Leonardo Leonel Lorenzo Marcelo Marco Mario Martín Mauricio Maximiliano Moisés Nelson
Omar Orlando Pablo Patricio Ramiro Raúl Reinaldo Rodolfo Rodrigo Rubén Salvador Saúl Sergio Simón Tomás Uriel Vicente Wilson Xavier Yonathan
Abel Abraham Adolfo Adrián Agustín Alberto Alexander Alexis Alfonso Alfredo Álvaro Armando Arturo Benjamín Camilo Cristian Darío Edgar Efraín Elías
Emilio Esteban Ezequiel Franklin Israel Isaac Jeremías Johan Lucas Matías
`

export const spanishFemale = `
María Ana Carmen Luz Rosa Yolanda Gloria Martha Patricia Claudia Andrea Paola Diana Carolina Daniela Valentina Isabella Sofía Camila Mariana
Gabriela Alejandra Luisa Laura Juana Josefina Francisca Teresa Elena Isabel Beatriz Blanca Adriana Angélica Yulimar Yusleidy Génesis Bárbara Yenifer Karina
Katherine Keila Leidy Leticia Lilian Liliana Lina Lorena Lucía Luciana Magdalena Maira Marcela Margarita Maribel Marlene Mayerlin Mercedes Milagros Miriam
Mónica Nancy Natalia Nelly Noemí Norma Olga Paula Pilar Raquel Rebeca Rocío Rosario Ruth Salomé Sandra Sara Silvia Sonia Susana
Tatiana Vanessa Verónica Victoria Viviana Wendy Ximena Yamile Yanira Yesenia Yolimar Zulay Zoraida Adelaida Aida Alba Alicia Amanda Amparo Antonia
Astrid Aura Belkis Berta Catalina Cecilia Clara Consuelo Cristina Deisy Dolores Dora Elizabeth Emilia Emperatriz Esperanza Estefanía Eugenia Eva Flor
Graciela Guadalupe Inés Irene Jessica Julia Juliana Julieta
`

export const spanishFamily = `
González Rodríguez García Hernández Pérez Martínez López Sánchez Ramírez Díaz Gómez Torres Fernández Moreno Rojas Vargas Jiménez Castro Medina Suárez
Contreras Rivas Romero Blanco Álvarez Mendoza Gutiérrez Silva Guerrero Márquez Colmenares Castillo Ortiz Rivero Chacón Molina Parra Salazar Acosta Quintero
Morales Ruiz Vásquez Delgado Flores Zambrano Ramos Reyes Mora Marín Bravo Villegas Peña Montilla Figueroa Urdaneta Briceño Barrios Aguilar Ávila
Arias Arroyo Ayala Ballesteros Barrera Becerra Bermúdez Bernal Betancourt Bolívar Bonilla Bustamante Caballero Cabrera Calderón Camacho Campos Cárdenas Cardona Carmona
Carrasco Carrillo Castañeda Ceballos Cifuentes Córdoba Correa Cortés Cuéllar Duarte Durán Echeverri Escobar Espinosa Estrada Fuentes Galindo Gallego Garzón Giraldo
Guevara Guzmán Henao Herrera Hurtado Jaramillo Lara León Londoño Lozano Lugo Maldonado Marcano Mejía Méndez Mesa Miranda Monsalve Montaña Montes
Montoya Mosquera Muñoz Murillo Navarro Nieto Núñez Ocampo Ochoa Orozco Ospina Osorio Pacheco Padilla Palacios Pardo Paredes Patiño Perdomo Pineda
Pinto Polanco Prieto Quintana Ramón Rangel Restrepo Rincón Ríos Rivera Rosales Rubio Salcedo Salinas Santana Serrano Sierra Solano Sosa Soto
Tapia Toro Tovar Trujillo Uribe Valencia Valera Vega Velásquez Vélez
`
