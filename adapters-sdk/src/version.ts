/** Version of this contract; a plugin's manifest names the range it was written for. */
export const SDK_VERSION = '0.1.0'
