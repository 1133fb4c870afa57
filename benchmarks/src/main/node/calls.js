// The flow of a call as one writes it by hand in Node, with ari-client for ARI and ws for audio: the other side of
// "bin/bench calls". Arguments: ARI endpoint, application, password. Tells its media address, then its times on request.
'use strict';
const { randomUUID } = require('crypto');
const { WebSocketServer } = require('ws');
const ariClient = require('ari-client');

const [endpoint, app, password] = process.argv.slice(2);
const secondOfAudio = Buffer.alloc(8000, 0x55);
const calls = new Map(); // by the id of the caller's channel
const media = new Map(); // by the id of the media channel: what waits for it
let times = { bridged: [], audio: [], requests: {} };

const micros = since => Number((process.hrtime.bigint() - since) / 1000n);

async function timed(name, request) {
  const since = process.hrtime.bigint();
  const answer = await request;
  (times.requests[name] ??= []).push(micros(since));
  return answer;
}

// Audio that does not come must not leave the caller where it is.
function inTime(promise) {
  let timer;
  const late = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no audio')), 10000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function take(ari, channel) {
  const since = process.hrtime.bigint();
  const call = { bridgeId: randomUUID(), mediaId: randomUUID() };
  calls.set(channel.id, call);
  const started = new Promise(resolve => media.set(call.mediaId, { started: resolve }));
  const connected = new Promise(resolve => { media.get(call.mediaId).connected = resolve; });
  const mediaUp = process.hrtime.bigint();
  await Promise.all([
    channel.ring(),
    timed('bridge', ari.bridges.create({ type: 'mixing', bridgeId: call.bridgeId })),
    ari.channels.externalMedia({
      app, channelId: call.mediaId, external_host: 'voxari', transport: 'websocket', encapsulation: 'none',
      connection_type: 'client', format: 'ulaw', transport_data: 'f(json)' }),
    inTime(Promise.all([started, connected])).then(() => (times.requests.media ??= []).push(micros(mediaUp)))
  ]);
  const socket = await connected;
  await timed('answer', channel.answer());
  await timed('join', ari.bridges.addChannel({ bridgeId: call.bridgeId, channel: [channel.id, call.mediaId] }));
  times.bridged.push(micros(since));
  socket.send(secondOfAudio);
  times.audio.push(micros(since));
}

async function end(ari, id) {
  const call = calls.get(id);
  if (!call) {
    return;
  }
  calls.delete(id);
  media.delete(call.mediaId);
  await Promise.allSettled([
    ari.channels.hangup({ channelId: call.mediaId }),
    ari.bridges.destroy({ bridgeId: call.bridgeId })
  ]);
}

const server = new WebSocketServer({
  host: '127.0.0.1', port: 0, perMessageDeflate: false, handleProtocols: () => 'media' });
server.on('connection', socket => socket.on('message', (data, isBinary) => {
  if (!isBinary) {
    const said = JSON.parse(data.toString());
    if (said.event === 'MEDIA_START') {
      media.get(said.channel_id)?.connected(socket);
    }
  }
}));

async function main() {
  await new Promise(resolve => server.on('listening', resolve));
  const ari = await ariClient.connect(endpoint, app, password);
  ari.on('StasisStart', (event, channel) => {
    const waiting = media.get(channel.id);
    if (waiting) {
      waiting.started();
    } else {
      take(ari, channel).catch(() => Promise.allSettled([channel.hangup(), end(ari, channel.id)]));
    }
  });
  ari.on('StasisEnd', (event, channel) => end(ari, channel.id));
  await ari.start(app);
  console.log(`ready ws://127.0.0.1:${server.address().port}/media`);
  require('readline').createInterface({ input: process.stdin }).on('line', () => {
    const lists = { bridged: times.bridged, audio: times.audio, ...times.requests };
    console.log(Object.entries(lists).map(([name, list]) => `${name}=${list.join(',')}`).join(' '));
    times = { bridged: [], audio: [], requests: {} };
  }).on('close', () => process.exit(0));
}

main().catch(failure => {
  console.error(failure);
  process.exit(1);
});
