// Measures the Uniswap SDKs on what comes by standard input: {kind, seconds, operands}. Prints what one operation costs in
// nanoseconds, on the processor and on the clock, and every result, so that the caller can see that the work is the same.
'use strict';
const {readFileSync} = require('node:fs');
const JSBI = require('jsbi');
const {CurrencyAmount, Token} = require('@uniswap/sdk-core');
const {Pair} = require('@uniswap/v2-sdk');
const {Pool, SwapMath, TickListDataProvider} = require('@uniswap/v3-sdk');

const tokens = [
    new Token(1, '0x1000000000000000000000000000000000000001', 18),
    new Token(1, '0x2000000000000000000000000000000000000002', 18),
];
const number = text => JSBI.BigInt(text);
const amount = (token, text) => CurrencyAmount.fromRawAmount(tokens[token], text);

const kinds = {
    // Pair.getOutputAmount, which makes the pair after the trade too.
    v2Quote: operand => {
        const pair = new Pair(amount(0, operand.reserveIn), amount(1, operand.reserveOut));
        const input = amount(0, operand.in);
        return () => pair.getOutputAmount(input)[0].quotient;
    },
    v3Step: operand => {
        const [price, target, liquidity, remaining] =
            [operand.price, operand.target, operand.liquidity, operand.remaining].map(number);
        return () => SwapMath.computeSwapStep(price, target, liquidity, remaining, JSBI.BigInt(operand.feePips)).join(' ');
    },
    // Pool.getOutputAmount over its list of ticks, which makes the pool after the trade too.
    v3Quote: operand => {
        const ticks = new TickListDataProvider(operand.ticks, operand.tickSpacing);
        const pool = new Pool(...tokens, operand.feePips, operand.price, operand.liquidity, operand.tick, ticks);
        const input = amount(operand.tokenIn, operand.in);
        return async () => (await pool.getOutputAmount(input))[0].quotient;
    },
};

async function measure({kind, seconds, operands}) {
    const operations = [];
    const results = [];
    for (const operation of operands.map(kinds[kind])) {
        try {
            results.push(String(await operation()));
            operations.push(operation);
        } catch (refused) {
            // An output of nothing is an error to the SDK, and is not timed.
            if (!refused.isInsufficientInputAmountError) throw refused;
            results.push('0');
        }
    }
    const waits = operations[0]() instanceof Promise;
    const run = async nanos => {
        const end = process.hrtime.bigint() + nanos;
        let count = 0;
        do {
            for (const operation of operations) waits ? await operation() : operation();
            count += operations.length;
        } while (process.hrtime.bigint() < end);
        return count;
    };
    await run(BigInt(seconds) * 500000000n);
    const cpu = process.cpuUsage();
    const clock = process.hrtime.bigint();
    const count = await run(BigInt(seconds) * 1000000000n);
    const {user, system} = process.cpuUsage(cpu);
    const passed = Number(process.hrtime.bigint() - clock);
    return {cpu: (user + system) * 1000 / count, clock: passed / count, results};
}

measure(JSON.parse(readFileSync(0, 'utf8'))).then(measured => console.log(JSON.stringify(measured)));
