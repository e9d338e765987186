import { ref } from 'vue'

/** Moves when one did something to a ticket oneself: lists and counts follow at once, live connection or not. */
export const touched = ref(0)
