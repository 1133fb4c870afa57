/**
 * What is done to samples: G.711 and tones. Pure functions; linear samples are signed 16-bit.
 */
package io.voxari.media.signal;
