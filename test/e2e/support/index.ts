export { hostile, hostileParts } from './hostile-mail.js'
export { Person } from './person.js'
export { picture } from './picture.js'
export { wordsOf, type Language, type Word } from './words.js'
