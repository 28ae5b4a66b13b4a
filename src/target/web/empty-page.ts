/** What every address of a site shows, for nothing but the SDK is looked at. */
export const emptyPage = '<!doctype html><html><head><title>Lapse</title></head><body></body></html>';
