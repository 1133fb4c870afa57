/**
 * Writes the typed operations, models and events of {@code ari-core} from the api-docs of an Asterisk.
 *
 * <p>Start at {@link io.voxari.ari.codegen.Generate}. Names and types come from Asterisk; every sentence comes from the
 * data files beside this package's classes, and the generator stops when one is missing.
 */
@NullMarked
package io.voxari.ari.codegen;

import org.jspecify.annotations.NullMarked;
