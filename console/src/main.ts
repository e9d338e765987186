import { createApp } from 'vue'
import App from './App.vue'
import { onSignedOut } from './api/api.js'
import { panels as agents } from './features/agents/panels.js'
import { panels as categories } from './features/categories/panels.js'
import { panels as fields } from './features/fields/panels.js'
import { panels as templates } from './features/templates/panels.js'
import { panels as intake } from './features/intake/panels.js'
import { panels as organisation } from './features/organisation/panels.js'
import { panels as plugins } from './features/plugins/panels.js'
import { panels as sla } from './features/sla/panels.js'
import { panels as together } from './features/together/panels.js'
import { panels as triggers } from './features/triggers/panels.js'
import { i18n } from './i18n/i18n.js'
import { addBuiltIn } from './runtime/built-in.js'
import { reloadWhenOutdated } from './runtime/reload-when-outdated.js'
import { leave } from './session/leave.js'
import { router } from './router.js'
import './kit/tokens.css'
import './kit/base.css'
import './kit/control.css'
import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css'
import './shell/theme.js'

addBuiltIn([...agents, ...categories, ...fields, ...templates, ...triggers, ...sla, ...plugins, ...intake, ...organisation, ...together])
reloadWhenOutdated(router)
onSignedOut(() => void leave(router))

createApp(App).use(i18n).use(router).mount('#app')
