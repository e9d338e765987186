import { useToast } from 'adapters-sdk/console'
import { useWords } from './words.js'

/** Copies where the browser lets one; without https it does not, and the text is marked for the person to copy. */
export function useCopy(): (text: string) => Promise<void> {
  const { word } = useWords()
  const toast = useToast()
  return async (text) => {
    if (navigator.clipboard) await navigator.clipboard.writeText(text)
    else copyByHand(text)
    toast.done(word('copied'))
  }
}

function copyByHand(text: string): void {
  const area = Object.assign(document.createElement('textarea'), { value: text })
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}
