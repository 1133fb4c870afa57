/**
 * What Asterisk answers and what events are about: channels, bridges, playbacks and so on, as they were at one moment.
 *
 * <p>One rule holds for all of these records and for the events. A field that Asterisk always sends is never null: where it
 * is missing, or is of another type than expected, stands {@code ""}, {@code 0}, {@code false}, {@code UNKNOWN} or a record
 * made of such. A field that Asterisk may leave out is null when it is absent. Lists and maps are never null; times always
 * may be. A value that could not be read, such as a text where a number belongs or a state that is not in the enum, and every
 * field that is not known here, is in {@code otherFields()} under its name on the wire.
 *
 * <p>All records are immutable.
 */
package io.voxari.ari.model;
