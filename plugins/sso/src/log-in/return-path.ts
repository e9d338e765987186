const LONGEST = 1000

/** A path of our own console, whatever was asked for: never another host. */
export function returnPath(asked: string | undefined): string {
  if (asked === undefined || asked.length > LONGEST || !/^\/(?![/\\])[^\\\s]*$/.test(asked)) return '/'
  const here = 'https://console.invalid'
  return URL.canParse(asked, here) && new URL(asked, here).origin === here ? asked : '/'
}
