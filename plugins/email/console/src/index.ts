import { definePanels } from 'adapters-sdk/console'
import EmailPage from './EmailPage.vue'

export default definePanels({ settings: EmailPage })
