// The @digitalbazaar stack as an independent judge: jobs in, answers out, as JSON on the pipes.
// Its packages are looked for in the folder given as argument; none of them is ours.
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import {join} from 'node:path';

const folder = process.argv[2];
const require = createRequire(join(folder, 'package.json'));
const brought = async name => {
  // These packages have no CommonJS entry: their file is found by their own `exports`.
  const description = require(`${folder}/${name}/package.json`);
  const entry = description.exports?.['.'] ?? description.exports ?? description.main;
  const file = typeof entry === 'string' ? entry : entry.import ?? entry.default;
  return import(pathToFileURL(join(folder, name, file)).href);
};

const vc = await brought('@digitalbazaar/vc');
const {DataIntegrityProof} = await brought('@digitalbazaar/data-integrity');
const {cryptosuite} = await brought('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
const Ed25519Multikey = await brought('@digitalbazaar/ed25519-multikey');
const status = await brought('@digitalbazaar/vc-bitstring-status-list');

const read = async () => {
  const parts = [];
  for await (const part of process.stdin) {
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
};

const loaderOf = documents => async url => {
  const document = documents[url];
  if(document) {
    return {contextUrl: null, documentUrl: url, document};
  }
  return vc.defaultDocumentLoader(url);
};

// The whole stack judges at one instant: its status check offers no way to say which.
const RealDate = Date;
function standAt(instant) {
  const fixed = new RealDate(instant).getTime();
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length ? given : [fixed]));
    }
    static now() {
      return fixed;
    }
  };
}

const suite = new DataIntegrityProof({cryptosuite});

async function verify({credential, documents, at}) {
  const documentLoader = loaderOf(documents);
  const checkStatus = ({credential}) => status.checkStatus({
    credential, documentLoader, suite,
    verifyBitstringStatusListCredential: true,
    // Each institution publishes its own list, under its own name.
    verifyMatchingIssuers: false
  });
  standAt(at);
  const result = await vc.verifyCredential({credential, suite, documentLoader, checkStatus});
  const proofs = (result.results ?? []).map(each => each.verified);
  const marked = (result.statusResult?.results ?? [])
    .filter(each => each.status)
    .map(each => each.credentialStatus.statusPurpose);
  const failed = result.error ?? result.statusResult?.error;
  const error = failed?.errors?.[0] ?? failed?.cause?.errors?.[0] ?? failed;
  return {verified: result.verified, proofs, marked, error: error ? String(error) : null};
}

async function issue({credential, documents, signers}) {
  const documentLoader = loaderOf(documents);
  for(const {seed, id, controller, date} of signers) {
    const pair = await Ed25519Multikey.generate({
      seed: new Uint8Array(Buffer.from(seed, 'hex')), id, controller
    });
    const signing = new DataIntegrityProof({signer: pair.signer(), date, cryptosuite});
    credential = await vc.issue({credential, suite: signing, documentLoader});
  }
  return {credential};
}

const kinds = {verify, issue};
const answers = [];
for(const {kind, ...job} of await read()) {
  try {
    answers.push(await kinds[kind](job));
  } catch(error) {
    answers.push({verified: false, proofs: [], marked: [], error: String(error)});
  }
}
process.stdout.write(JSON.stringify(answers));
