package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * A mailbox and its message counts.
 *
 * <p>Model {@code Mailbox}. Immutable.
 *
 * @param name its name
 * @param oldMessages how many messages were heard
 * @param newMessages how many messages are new
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record Mailbox(String name, int oldMessages, int newMessages, Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param name its name
     * @param oldMessages how many messages were heard
     * @param newMessages how many messages are new
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public Mailbox {
        otherFields = Copies.map(otherFields);
    }
}
