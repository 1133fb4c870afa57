/**
 * A simulated Asterisk for the tests of a voice application: no installation, no root, a start of milliseconds. Start with
 * {@link io.voxari.testkit.SimulatedAsterisk}. What it does was seen on a real one, and the same contract tests run against
 * both; what it does not know it refuses loudly.
 */
package io.voxari.testkit;
