package io.voxari.ari.internal;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * Marks a file that {@code ari-codegen} wrote: change the generator, not the file. Our own, because the one of the JDK is
 * in a module that users would have to carry.
 */
@Retention(RetentionPolicy.SOURCE)
public @interface Generated {
    /** What wrote it. */
    String value();
}
