import { definePanels } from 'adapters-sdk/console'
import TransferPanel from './TransferPanel.vue'

export default definePanels({ transfer: TransferPanel })
