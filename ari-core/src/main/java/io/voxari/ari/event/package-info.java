/**
 * The types of events, one record each, named as Asterisk names them.
 *
 * <p>The rules by which they are read are those of {@code io.voxari.ari.model}, so that no event is lost: what is missing,
 * new, or of another type than expected leaves the rest of the event as it is.
 */
package io.voxari.ari.event;
