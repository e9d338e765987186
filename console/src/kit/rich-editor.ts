import { defineAsyncComponent } from 'vue'
import EditorPlaceholder from './editor/EditorPlaceholder.vue'

/** The editor is the heaviest thing on the screen: it comes when somebody is about to write. */
export default defineAsyncComponent({ loader: () => import('./editor/RichEditor.vue'), loadingComponent: EditorPlaceholder, delay: 0 })
