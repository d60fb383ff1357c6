/** What the PDF library turns web pages and SVG into pictures with, only when it is asked to. It never is. */
export const NEVER_LOADED = ['canvg', 'dompurify', 'html2canvas'];
