import type { Language } from 'adapters-sdk'
import type { ErrorCode, YAMLError } from 'yaml'

/** The library speaks English only. */
const KOREAN: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: '별칭(*)에는 앵커나 태그를 붙일 수 없습니다.',
  BAD_ALIAS: '별칭(*)이나 앵커(&)의 이름이 올바르지 않습니다.',
  BAD_COLLECTION_TYPE: '태그와 값의 종류가 맞지 않습니다.',
  BAD_DIRECTIVE: '알 수 없는 지시문(%)입니다.',
  BAD_DQ_ESCAPE: '큰따옴표 안에 쓸 수 없는 이스케이프(\\)가 있습니다.',
  BAD_INDENT: '들여쓰기가 맞지 않습니다.',
  BAD_PROP_ORDER: '앵커나 태그의 자리가 올바르지 않습니다.',
  BAD_SCALAR_START: '값이 이 글자로 시작할 수 없습니다. 따옴표로 감싸세요.',
  BLOCK_AS_IMPLICIT_KEY: '한 줄에 ‘이름: 값’을 두 번 쓸 수 없습니다. 값을 따옴표로 감싸거나 줄을 바꾸세요.',
  BLOCK_IN_FLOW: '[ ]나 { } 안에는 여러 줄로 된 목록을 쓸 수 없습니다.',
  DUPLICATE_KEY: '같은 이름이 두 번 있습니다.',
  IMPOSSIBLE: 'YAML로 읽을 수 없습니다.',
  KEY_OVER_1024_CHARS: '이름이 너무 깁니다.',
  MISSING_CHAR: '닫는 따옴표나 괄호, 또는 쉼표나 콜론이 빠졌습니다.',
  MULTILINE_IMPLICIT_KEY: '이름은 한 줄에 써야 합니다. 콜론(:)이 빠졌을 수 있습니다.',
  MULTIPLE_ANCHORS: '앵커(&)가 두 번 있습니다.',
  MULTIPLE_DOCS: '파일에 문서가 여럿 있습니다. 둘째 --- 부터 지우세요.',
  MULTIPLE_TAGS: '태그(!)가 두 번 있습니다.',
  NON_STRING_KEY: '이름은 글이어야 합니다.',
  RESOURCE_EXHAUSTION: '너무 깊거나 복잡해 읽을 수 없습니다.',
  TAB_AS_INDENT: '탭으로 들여쓸 수 없습니다. 빈칸을 쓰세요.',
  TAG_RESOLVE_FAILED: '알 수 없는 태그(!)입니다.',
  UNEXPECTED_TOKEN: '여기에 올 수 없는 내용입니다. 들여쓰기와 따옴표를 확인하세요.',
}

export function yamlWords({ code, message }: YAMLError, language: Language): string {
  return language === 'ko' ? KOREAN[code] : `${message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '')}.`
}
