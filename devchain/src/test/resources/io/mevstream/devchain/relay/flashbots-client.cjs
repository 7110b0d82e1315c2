// Flashbots' own client against a local relay, unmodified. Arguments: the node's, the relay's and the knobs' address, and the private
// keys of an account with ether and of one more. Prints the names of the scenarios that passed; the first that fails ends it.
const assert = require('assert').strict;
const {randomUUID} = require('crypto');
const {ethers, FetchRequest} = require('ethers');
const {
    FlashbotsBundleProvider,
    FlashbotsBundleResolution,
    FlashbotsTransactionResolution,
    FlashbotsBundleConflictType,
} = require('@flashbots/ethers-provider-bundle');

const [nodeUrl, relayUrl, adminUrl, aliceKey, bobKey] = process.argv.slice(2);
const GWEI = 10n ** 9n;
const PRIZE = '0x' + 'a1'.repeat(20);
const DILUTE = '0x' + 'a2'.repeat(20);
const REVERT = '0x' + 'a3'.repeat(20);
const SOMEBODY = '0x' + 'ee'.repeat(20);

// The client asks a fixed host which bundles a block holds; here the relay says so.
FetchRequest.registerGetUrl(async request => {
    const url = request.url.replace('https://blocks.flashbots.net', relayUrl);
    const {method, headers, body} = request;
    const answer = await fetch(url, {method, headers, body: body ?? undefined});
    return {
        statusCode: answer.status,
        statusMessage: answer.statusText,
        headers: Object.fromEntries(answer.headers),
        body: new Uint8Array(await answer.arrayBuffer()),
    };
});

async function admin(method, ...params) {
    const body = JSON.stringify({jsonrpc: '2.0', id: 1, method, params});
    const answer = await (await fetch(adminUrl, {method: 'POST', body})).json();
    if (answer.error) throw new Error(method + ': ' + answer.error.message);
    return answer.result;
}

const provider = new ethers.JsonRpcProvider(nodeUrl, undefined, {cacheTimeout: -1});
provider.pollingInterval = 40;
const alice = new ethers.Wallet(aliceKey, provider);
const bob = new ethers.Wallet(bobKey, provider);
const searcher = ethers.Wallet.createRandom();

const call = (to, value, tip, more) => ({
    to, value, type: 2, chainId: 31337, gasLimit: 100000, maxFeePerGas: 100n * GWEI, maxPriorityFeePerGas: tip, ...more,
});

const mine = () => admin('mevstream_mine');

/** What the promise becomes while blocks are mined. */
async function whileMining(promise, blocks) {
    let settled = false;
    const watched = promise.finally(() => (settled = true));
    // The client looks at blocks from the poll after this one on.
    await new Promise(resolve => setTimeout(resolve, 150));
    for (let i = 0; i < blocks && !settled; i++) {
        await mine();
        await new Promise(resolve => setTimeout(resolve, 150));
    }
    return watched;
}

async function sent(response) {
    const result = await response;
    assert.equal(result.error, undefined, JSON.stringify(result.error));
    return result;
}

const scenarios = {
    async 'simulates, sends, lands and has receipts'(client) {
        const target = (await provider.getBlockNumber()) + 1;
        const signed = await client.signBundle([
            {signer: alice, transaction: call(SOMEBODY, 5n, 2n * GWEI)},
            {signer: bob, transaction: call(DILUTE, 10n ** 15n, GWEI)},
        ]);
        const simulation = await client.simulate(signed, target);
        assert.equal(simulation.error, undefined, JSON.stringify(simulation.error));
        assert.equal(simulation.firstRevert, undefined);
        assert.equal(simulation.results.length, 2);
        assert.equal(simulation.results[1].ethSentToCoinbase, (10n ** 15n).toString());
        assert.equal(simulation.bundleHash, FlashbotsBundleProvider.generateBundleHash(simulation.results.map(r => r.txHash)));
        assert.equal(simulation.coinbaseDiff, simulation.gasFees + simulation.ethSentToCoinbase);
        assert.equal(simulation.bundleGasPrice, simulation.coinbaseDiff / BigInt(simulation.totalGasUsed));
        const response = await sent(client.sendRawBundle(signed, target));
        assert.equal(response.bundleHash, simulation.bundleHash);
        // Private until mined.
        for (const transaction of response.bundleTransactions) {
            assert.equal(await provider.getTransaction(transaction.hash), null);
        }
        const before = await client.getBundleStatsV2(response.bundleHash, target);
        assert.equal(before.isSimulated, true);
        assert.deepEqual(before.sealedByBuildersAt, []);
        const resolution = await whileMining(response.wait(), 1);
        assert.equal(resolution, FlashbotsBundleResolution.BundleIncluded);
        const receipts = await response.receipts();
        assert.deepEqual(receipts.map(r => r.index), [0, 1]);
        assert.deepEqual(receipts.map(r => Number(r.gasUsed)), simulation.results.map(r => r.gasUsed));
        const after = await client.getBundleStatsV2(response.bundleHash, target);
        assert.equal(after.sealedByBuildersAt.length, 1);
        assert.match(after.receivedAt, /^\d{4}-\d\d-\d\dT/);
        assert.equal((await client.getBundleStats(response.bundleHash, target)).isSentToMiners, true);
        const user = await client.getUserStatsV2();
        assert.equal(BigInt(user.allTimeValidatorPayments), simulation.coinbaseDiff);
        assert.equal(BigInt(user.last1dGasSimulated), BigInt(simulation.totalGasUsed));
        assert.equal((await client.getUserStats()).all_time_miner_payments, user.allTimeValidatorPayments);
        const mined = await provider.getBlock(target);
        const gained = (await provider.getBalance(mined.miner, target)) - (await provider.getBalance(mined.miner, target - 1));
        assert.equal(gained, simulation.coinbaseDiff);
    },

    async 'shows what reverts'(client) {
        const target = (await provider.getBlockNumber()) + 1;
        const signed = await client.signBundle([{signer: alice, transaction: call(REVERT, 0n, GWEI)}]);
        const simulation = await client.simulate(signed, target);
        assert.equal(simulation.firstRevert.revert, 'no');
        assert.match(simulation.firstRevert.error, /revert/);
    },

    async 'misses the block that passes without it'(client) {
        const target = (await provider.getBlockNumber()) + 1;
        const response = await sent(client.sendBundle([{signer: alice, transaction: call(REVERT, 0n, GWEI)}], target));
        assert.equal(await whileMining(response.wait(), 1), FlashbotsBundleResolution.BlockPassedWithoutInclusion);
        assert.deepEqual(await response.receipts(), []);
    },

    async 'notices that its nonce is taken'(client) {
        const target = (await provider.getBlockNumber()) + 3;
        const response = await sent(client.sendBundle([{signer: alice, transaction: call(SOMEBODY, 1n, GWEI)}], target));
        await alice.sendTransaction(call(SOMEBODY, 2n, GWEI));
        assert.equal(await whileMining(response.wait(), 2), FlashbotsBundleResolution.AccountNonceTooHigh);
        const late = await client.simulate(response.bundleTransactions.map(t => t.signedTransaction), target);
        assert.match(late.error.message, /^err: nonce too low:/);
        await mine();
        await mine();
    },

    async 'cancels by its replacement name'(client) {
        const target = (await provider.getBlockNumber()) + 1;
        const replacementUuid = randomUUID();
        const response = await sent(
            client.sendBundle([{signer: alice, transaction: call(SOMEBODY, 1n, GWEI)}], target, {replacementUuid}));
        assert.deepEqual((await client.cancelBundles(replacementUuid)).bundleHashes, [response.bundleHash]);
        assert.equal(await whileMining(response.wait(), 1), FlashbotsBundleResolution.BlockPassedWithoutInclusion);
        assert.deepEqual((await client.cancelBundles(replacementUuid)).bundleHashes, []);
    },

    async 'replaces by its replacement name'(client) {
        const target = (await provider.getBlockNumber()) + 1;
        const replacementUuid = randomUUID();
        const first = await sent(
            client.sendBundle([{signer: alice, transaction: call(SOMEBODY, 1n, 9n * GWEI)}], target, {replacementUuid}));
        const second = await sent(
            client.sendBundle([{signer: alice, transaction: call(SOMEBODY, 2n, GWEI)}], target, {replacementUuid}));
        const both = await whileMining(Promise.all([first.wait(), second.wait()]), 1);
        assert.deepEqual(
            both, [FlashbotsBundleResolution.BlockPassedWithoutInclusion, FlashbotsBundleResolution.BundleIncluded]);
    },

    async 'keeps to its timestamps'(client) {
        const target = (await provider.getBlockNumber()) + 1;
        const {timestamp} = await provider.getBlock('latest');
        const bundle = [{signer: alice, transaction: call(SOMEBODY, 1n, GWEI)}];
        const early = await sent(client.sendBundle(bundle, target, {minTimestamp: timestamp + 13}));
        assert.equal(await whileMining(early.wait(), 1), FlashbotsBundleResolution.BlockPassedWithoutInclusion);
        const inTime = await sent(client.sendBundle(
            bundle, target + 1, {minTimestamp: timestamp + 24, maxTimestamp: timestamp + 24}));
        assert.equal(await whileMining(inTime.wait(), 1), FlashbotsBundleResolution.BundleIncluded);
    },

    async 'lets revert what may'(client) {
        const target = (await provider.getBlockNumber()) + 1;
        const signed = await client.signBundle([
            {signer: alice, transaction: call(REVERT, 0n, GWEI)},
            {signer: bob, transaction: call(SOMEBODY, 1n, GWEI)},
        ]);
        const revertingTxHashes = [ethers.keccak256(signed[0])];
        const response = await sent(client.sendRawBundle(signed, target, {revertingTxHashes}));
        assert.equal(await whileMining(response.wait(), 1), FlashbotsBundleResolution.BundleIncluded);
        assert.deepEqual((await response.receipts()).map(r => r.status), [0, 1]);
    },

    async 'sends a private transaction'(client) {
        const response = await sent(
            client.sendPrivateTransaction({signer: alice, transaction: await filled(alice, call(SOMEBODY, 1n, GWEI))}));
        assert.equal(await provider.getTransaction(response.transaction.hash), null);
        assert.equal(await whileMining(response.wait(), 2), FlashbotsTransactionResolution.TransactionIncluded);
        assert.equal((await response.receipts()).length, 1);
    },

    async 'cancels a private transaction'(client) {
        const response = await sent(
            client.sendPrivateTransaction({signer: alice, transaction: await filled(alice, call(SOMEBODY, 1n, GWEI))}));
        assert.equal(await client.cancelPrivateTransaction(response.transaction.hash), true);
        await mine();
        assert.deepEqual(await response.receipts(), []);
        assert.match((await client.cancelPrivateTransaction(response.transaction.hash)).error.message, /none of/);
    },

    async 'finds the bundle that it lost to'(client) {
        const rival = await FlashbotsBundleProvider.create(provider, ethers.Wallet.createRandom(), relayUrl);
        const target = (await provider.getBlockNumber()) + 1;
        const mineToo = await client.signBundle([{signer: alice, transaction: call(PRIZE, 10n ** 14n, GWEI)}]);
        const better = await rival.signBundle([{signer: bob, transaction: call(PRIZE, 10n ** 16n, GWEI)}]);
        const lost = await sent(client.sendRawBundle(mineToo, target));
        await sent(rival.sendRawBundle(better, target));
        assert.equal(await whileMining(lost.wait(), 1), FlashbotsBundleResolution.BlockPassedWithoutInclusion);
        await mine();
        const conflict = await client.getConflictingBundle(mineToo, target);
        assert.equal(conflict.conflictType, FlashbotsBundleConflictType.Error);
        assert.deepEqual(conflict.conflictingBundle.map(t => t.transaction_hash), better.map(t => ethers.keccak256(t)));
        assert.equal(conflict.conflictingBundleGasPricing.ethSentToCoinbase, 10n ** 16n);
    },

    async 'finds that its nonce collided'(client) {
        const target = (await provider.getBlockNumber()) + 1;
        const low = await client.signBundle([{signer: alice, transaction: call(SOMEBODY, 1n, GWEI)}]);
        const high = await client.signBundle([{signer: alice, transaction: call(SOMEBODY, 2n, 5n * GWEI)}]);
        await sent(client.sendRawBundle(low, target));
        await sent(client.sendRawBundle(high, target));
        await mine();
        await mine();
        const conflict = await client.getConflictingBundle(low, target);
        assert.equal(conflict.conflictType, FlashbotsBundleConflictType.NonceCollision);
    },
};

async function filled(signer, transaction) {
    return {...transaction, nonce: await provider.getTransactionCount(signer.address)};
}

(async () => {
    const client = await FlashbotsBundleProvider.create(provider, searcher, relayUrl);
    // The client counts nonces from 1 on only.
    for (const wallet of [alice, bob]) await wallet.sendTransaction(call(SOMEBODY, 0n, GWEI));
    await mine();
    for (const [name, scenario] of Object.entries(scenarios)) {
        await scenario(client);
        console.log(name);
    }
    process.exit(0);
})().catch(error => {
    console.error(error);
    process.exit(1);
});
