// Measures what ethers takes for one raw transaction: its fields and hash, or its sender. Prints nanoseconds as one line of JSON.
// Arguments: the folder that has node_modules/ethers, the folder of recorded transactions, what is measured, how many, seconds.
import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { join } from "node:path";

const [packages, data, what, count, seconds] = process.argv.slice(2);
const { Transaction } = createRequire(join(packages, "package.json"))("ethers");

// The same choice as the Java side makes: all files by name, without blob transactions, evenly spread.
const all = readdirSync(data)
  .sort()
  .flatMap((file) => gunzipSync(readFileSync(join(data, file))).toString().split("\n"))
  .filter((line) => line)
  .map((line) => JSON.parse(line))
  .filter((transaction) => transaction.type < 3);
const chosen = Array.from({ length: +count }, (_, i) => all[Math.floor((i * all.length) / +count)]);

const once = {
  parse: ({ raw }) => Transaction.from(raw).hash,
  sender: ({ raw }) => Transaction.from(raw).from,
}[what];
const expected = { parse: "hash", sender: "from" }[what];
for (const transaction of chosen) {
  if (once(transaction).toLowerCase() !== transaction[expected]) {
    throw new Error(`expected ${transaction[expected]}, found ${once(transaction)}`);
  }
}

function measure(millis) {
  const cpu = process.cpuUsage();
  const begin = process.hrtime.bigint();
  let done = 0;
  while (Number(process.hrtime.bigint() - begin) < millis * 1e6) {
    for (const transaction of chosen) {
      once(transaction);
    }
    done += chosen.length;
  }
  const spent = process.cpuUsage(cpu);
  return {
    cpuNanos: ((spent.user + spent.system) * 1000) / done,
    clockNanos: Number(process.hrtime.bigint() - begin) / done,
  };
}

measure(seconds * 500);
console.log(JSON.stringify(measure(seconds * 1000)));
