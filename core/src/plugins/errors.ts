import type { ErrorDefinition } from 'adapters-sdk'

export const pluginErrors: Readonly<Record<string, ErrorDefinition>> = {
  'plugins.not_found': {
    status: 404,
    title: { ko: '이 이름의 플러그인이 없습니다.', en: 'There is no plugin of this name.' },
    remedy: { ko: '플러그인 목록을 새로 고친 뒤 다시 선택하세요.', en: 'Reload the list of plugins and choose again.' },
  },
  'plugins.not_contracted': {
    status: 409,
    title: { ko: '계약에 포함되지 않은 플러그인입니다.', en: 'This plugin is not part of the service’s contract.' },
    remedy: { ko: '먼저 계약에서 “{item}” 항목을 사용하도록 변경하세요.', en: 'Conclude the contract item “{item}” first.' },
  },
  'plugins.settings_changed_meanwhile': {
    status: 409,
    title: { ko: '그사이 다른 사람이 이 플러그인의 설정을 저장했습니다.', en: 'Somebody else has saved the settings of this plugin meanwhile.' },
    remedy: { ko: '설정을 다시 열어 최신 내용을 확인하고 저장하세요.', en: 'Open the settings again, look at what they are now, and save.' },
  },
  'plugins.no_settings': {
    status: 404,
    title: { ko: '이 플러그인에는 설정이 없습니다.', en: 'This plugin has no settings.' },
    remedy: { ko: '플러그인의 설명서를 확인하세요.', en: 'See the plugin’s own manual.' },
  },
}
