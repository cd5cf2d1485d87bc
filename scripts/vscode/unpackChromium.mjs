// Unpacks the browser inside @sparticuz/chromium into the folder that TMPDIR names. Runs as a process of its own, because the package reads
// two variables while it is imported: TMPDIR, and one that makes it unpack the system libraries that a bare Debian lacks (NSS, NSPR,
// expat).
process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
const { default: chromium } = await import('@sparticuz/chromium');
await chromium.executablePath();
