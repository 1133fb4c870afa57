/**
 * A real Asterisk for tests, and telephone callers that can prove what they heard.
 *
 * <p>Start with {@link io.voxari.testkit.asterisk.RealAsterisk}, place calls with
 * {@link io.voxari.testkit.asterisk.SipCaller}, and ask {@link io.voxari.testkit.asterisk.HeardAudio} what came out of
 * the receiver. Nothing here uses any other part of Voxari: it is an independent witness.
 */
package io.voxari.testkit.asterisk;
