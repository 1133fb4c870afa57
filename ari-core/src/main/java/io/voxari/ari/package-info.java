/**
 * The ARI of an Asterisk: operations to send, events to receive.
 *
 * <p>Each resource of ARI is a class with a method for each of its operations, such as {@link io.voxari.ari.Channels}. A
 * method returns an {@link io.voxari.ari.AriRequest}, which is sent with {@code send()} or {@code sendAsync()}; what comes
 * back is a record of {@code io.voxari.ari.model}. What happens in Asterisk comes as an {@link io.voxari.ari.AriEvent}, of
 * which {@code io.voxari.ari.event} has the known types.
 */
package io.voxari.ari;
