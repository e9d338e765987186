import { definePanels } from 'adapters-sdk/console'
import SsoPage from './SsoPage.vue'

export default definePanels({ settings: SsoPage })
