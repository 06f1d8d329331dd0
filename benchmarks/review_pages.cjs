// Shows pages to Chromium and asks axe-core about them: node review_pages.cjs PAGE ...
// $CHROMIUM is the browser; puppeteer-core and axe-core are found by $NODE_PATH.
"use strict";
const { pathToFileURL } = require("url");
const { readFileSync } = require("fs");
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

async function faultsOf(browser, file, scheme, width) {
  const page = await browser.newPage();
  const faults = [];
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) faults.push(`asks for ${request.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`the browser says: ${message.text()}`);
  });
  page.on("dialog", async (dialog) => {
    faults.push(`a script ran: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(pathToFileURL(file).href);
  const wide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if ((await page.evaluate(wide)) > 0) faults.push("scrolls sideways");
  await page.evaluate(() => document.querySelectorAll("details").forEach((each) => (each.open = true)));
  if ((await page.evaluate(wide)) > 0) faults.push("scrolls sideways when all is unfolded");
  await page.evaluate(axe);
  const told = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  if (told.passes.length < 20) faults.push(`axe-core looked at ${told.passes.length} rules only`);
  for (const each of told.violations) faults.push(`${each.id}: ${each.nodes.length} x ${each.nodes[0].target}`);
  await page.close();
  return faults;
}

async function main(files) {
  const executablePath = process.env.CHROMIUM;
  const browser = await puppeteer.launch({ executablePath, headless: true, args: ["--no-sandbox"] });
  let found = 0;
  for (const file of files)
    for (const scheme of ["light", "dark"])
      for (const width of [360, 1100]) {
        const faults = await faultsOf(browser, file, scheme, width);
        console.log(`${file} ${scheme} ${width} px: ${faults.join("; ") || "no fault"}`);
        found += faults.length;
      }
  await browser.close();
  process.exit(found || !files.length ? 1 : 0);
}

main(process.argv.slice(2));
