import { ref } from 'vue'

/** The time, moving once a minute: one timer for every "2 minutes ago" on the screen. */
export const minute = ref(Date.now())

setInterval(() => (minute.value = Date.now()), 60_000)
