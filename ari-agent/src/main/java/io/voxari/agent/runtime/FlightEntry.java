package io.voxari.agent.runtime;

import java.time.Duration;

/**
 * One line of what happened on a call: an event of Asterisk, a request to it, a state. Never a key that was pressed, the value
 * of a variable, or what was said.
 *
 * <p>Immutable and thread-safe.
 *
 * @param sinceOffered the time since the call was offered
 * @param what what happened, for people to read
 */
public record FlightEntry(Duration sinceOffered, String what) {}
