/** The HTML report as an entry of its own: the charting library is loaded only where a page is wanted. */
export { renderHtml } from './report/html/page.js';
