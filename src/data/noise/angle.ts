/** Sine and cosine of degrees from + − × ÷ alone (Taylor series to full precision), for angles within ±180°. */
export function direction(degrees: number): { readonly sine: number; readonly cosine: number } {
  const x = (degrees * 3.141592653589793) / 180;
  let sine = 0;
  let cosine = 0;
  let term = 1; // xⁿ ÷ n!
  for (let n = 0; n < 40; n += 1) {
    const signed = n % 4 < 2 ? term : -term;
    if (n % 2 === 0) cosine += signed;
    else sine += signed;
    term *= x / (n + 1);
  }
  return { sine, cosine };
}
