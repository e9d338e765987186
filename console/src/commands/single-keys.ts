import { ref, watch } from 'vue'

const STORED = 'oc.singleKeys'

/** Keys without Ctrl or ⌘ can be switched off, by whom they hinder (WCAG 2.1.4). */
export const singleKeys = ref(localStorage.getItem(STORED) !== 'off')
watch(singleKeys, (on) => (on ? localStorage.removeItem(STORED) : localStorage.setItem(STORED, 'off')))
