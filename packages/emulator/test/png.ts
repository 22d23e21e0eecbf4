/** The beginning of a PNG of some size below 256, as a data URL: signature and header, no pixels. */
export function png(width: number, height: number): string {
  const header = `\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0${String.fromCharCode(width)}\0\0\0${String.fromCharCode(height)}`
  return `data:image/png;base64,${btoa(header)}`
}
