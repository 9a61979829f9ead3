// write-good's default checks on every text of a JSON list: node write_good.cjs TEXTS.json FOLDER-OF-ITS-INSTALLATION
// Prints microseconds of the processor of each, as JSON. All texts are judged once before, for the compiler to have seen them.
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");

const [, , path, folder] = process.argv;
const writeGood = createRequire(`${folder}/package.json`)("write-good");
const texts = JSON.parse(readFileSync(path, "utf8"));

texts.forEach((text) => writeGood(text));
const taken = texts.map((text) => {
  const begun = process.cpuUsage();
  writeGood(text);
  const { user, system } = process.cpuUsage(begun);
  return user + system;
});
console.log(JSON.stringify(taken));
