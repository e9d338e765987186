import { ref, watchEffect } from 'vue'

export type Theme = 'system' | 'light' | 'dark'
const STORED = 'oc.theme'
const stored = localStorage.getItem(STORED)

export const theme = ref<Theme>(stored === 'light' || stored === 'dark' ? stored : 'system')

watchEffect(() => {
  localStorage.setItem(STORED, theme.value)
  if (theme.value === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme.value
})
