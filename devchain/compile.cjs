// Compiles Solidity: standard JSON from standard input to standard output, by the compiler whose package is the argument.
// Only the compiler's own script is loaded, so that none of the packages around it is needed.
const compiler = require(require('path').join(__dirname, 'node_modules', process.argv[2], 'soljson.js'));
const compile = compiler.cwrap('solidity_compile', 'string', ['string', 'number', 'number']);
process.stdout.write(compile(require('fs').readFileSync(0, 'utf8'), 0, 0));
