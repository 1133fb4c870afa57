package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;

/**
 * How an Asterisk was built.
 *
 * <p>Model {@code BuildInfo}. Immutable.
 *
 * @param os the operating system it was built on
 * @param kernel the kernel it was built on
 * @param options the options it was built with
 * @param machine the processor it was built for
 * @param date when it was built, as text
 * @param user who built it
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record BuildInfo(
        String os,
        String kernel,
        String options,
        String machine,
        String date,
        String user,
        Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param os the operating system it was built on
     * @param kernel the kernel it was built on
     * @param options the options it was built with
     * @param machine the processor it was built for
     * @param date when it was built, as text
     * @param user who built it
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public BuildInfo {
        otherFields = Copies.map(otherFields);
    }
}
