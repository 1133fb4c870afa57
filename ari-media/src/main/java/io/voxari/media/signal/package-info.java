/**
 * What is done to samples: G.711, sample rates, levels, tones, telling speech from silence, and WAV files. Linear samples
 * are signed 16-bit. Nothing here knows of connections, threads or clocks, and nothing is allocated for a sample.
 *
 * <p>Buffers move together: what takes two of them goes as far as one has and the other takes.
 */
package io.voxari.media.signal;
